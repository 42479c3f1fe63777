#pragma once

#include "preferences.h"
#include "profiles.h"

#include <tenon/app.h>

namespace identity {

/// What the routes of this module work with. Safe to use from many threads.
struct Parts {
    explicit Parts(tenon::App& app)
        : database(app.database()), accounts(app.accounts()), profiles(app), preferences(app, profiles) {}

    tenon::Database& database;
    tenon::Accounts& accounts;
    Profiles profiles;
    Preferences preferences;
};

} // namespace identity
