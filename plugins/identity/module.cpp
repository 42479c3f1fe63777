/// Identity: users, roles, permissions, groups, preferences and profiles under the routes of all documented systems.
///
/// The rules stand in the kernel (tenon/accounts.h); this module gives them their routes and keeps what is known of the
/// persons behind the accounts. Each noun has its table of routes in <noun>_routes.cpp.

#include "demo_accounts.h"
#include "parts.h"
#include "routes.h"

#include <tenon/module.h>

TENON_MODULE(identity, "1.0.0") {
    using namespace tenon::fields;
    const tenon::JsonObject settings = app.settings({
        choice("registration", {"closed", "open"})
            .initial("closed")
            .help("Whether anybody may make an account for himself, which then has the role Standard"),
    });
    const auto registration = tenon::textAt(settings, "registration") == "open" ? identity::Registration::open
                                                                                : identity::Registration::closed;
    auto& parts = app.keep<identity::Parts>(app);
    app.extendAccounts([&parts](const auto& accounts) { parts.profiles.describe(accounts); });
    app.demo([&app](const tenon::Caller& system) { identity::loadDemoAccounts(app, system); });

    identity::declareUsers(app, parts);
    identity::declareOwnAccount(app, parts);
    identity::declareRegistration(app, parts, registration);
    identity::declareRoles(app, parts);
    identity::declarePermissions(app, parts);
    identity::declareGroups(app, parts);
    identity::declareUserNames(app, parts);
    identity::declareDirectory(app, parts);
    identity::declareDashboard(app, parts);
}
