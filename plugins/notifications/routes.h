#pragma once

#include "parts.h"

#include <tenon/app.h>

/// The routes of this module, one table for each noun.
namespace notifications {

/// One's own notifications.
void declareInbox(tenon::App& app, Parts& parts);
void declareSending(tenon::App& app, Parts& parts);
/// What was sent, and sending it again.
void declareHistory(tenon::App& app, Parts& parts);
/// What one wants to be told, when, and by which servers.
void declarePreferences(tenon::App& app, Parts& parts);

} // namespace notifications
