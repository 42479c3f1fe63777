/// Counts of users, roles and permissions.

#include "routes.h"

namespace identity {

void declareDashboard(tenon::App& app, Parts& parts) {
    using namespace tenon::fields;
    app.get(
           "/dashboard/stats/",
           [&parts](const tenon::Request& request) { return tenon::ok(parts.accounts.figures(request.caller())); }
    )
        .dialect("ktl")
        .needs("users.view_user")
        .besideEnvelope()
        .answers({
            integer("total_users"),
            integer("active_users"),
            integer("total_roles"),
            integer("active_roles"),
            integer("total_permissions"),
            integer("custom_permissions"),
            json("user_types"),
        })
        .summary("How many users, roles and permissions there are");
}

} // namespace identity
