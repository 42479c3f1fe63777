#pragma once

#include "parts.h"

#include <tenon/app.h>

/// The routes of this module, one table for each noun.
namespace identity {

/// Whether anybody may make an account for himself.
enum class Registration { closed, open };

void declareUsers(tenon::App& app, Parts& parts);
/// The caller's own account: profile, permissions, password, preferences.
void declareOwnAccount(tenon::App& app, Parts& parts);
void declareRegistration(tenon::App& app, Parts& parts, Registration registration);
void declareRoles(tenon::App& app, Parts& parts);
void declarePermissions(tenon::App& app, Parts& parts);
void declareGroups(tenon::App& app, Parts& parts);
/// Users that are named by their user name in the path.
void declareUserNames(tenon::App& app, Parts& parts);
/// What is asked of an LDAP directory.
void declareDirectory(tenon::App& app, Parts& parts);
void declareDashboard(tenon::App& app, Parts& parts);

} // namespace identity
