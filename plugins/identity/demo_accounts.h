#pragma once

#include <tenon/app.h>

namespace identity {

/// Makes a few roles, a group and locked accounts of invented people, so that lists have something to show. Nobody can
/// sign in to them: their passwords are random and known to nobody.
void loadDemoAccounts(tenon::App& app, const tenon::Caller& system);

} // namespace identity
