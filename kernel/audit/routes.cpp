/// The trail over HTTP. What a module wants to show of it, the module serves: see Audit::history.

#include "routes.h"

#include <tenon/audit.h>

namespace tenon::audit {

namespace {

/// A route over the rows whose action begins with one of `actions`, or over all.
Route& serve(App& app, std::string_view path, std::vector<std::string_view> actions, std::string_view summary) {
    return app
        .get(
            path,
            [&app, actions = std::move(actions)](const Request& request) {
                AuditQuery query = auditQueryOf(request);
                query.anyOf = actions;
                return page(app.audit().history(request.caller(), query));
            }
        )
        .needs(auditPermission)
        .rateClass("admin")
        .query(auditFilters())
        .answersList(auditMembers())
        .summary(summary);
}

} // namespace

void declareAudit(App& app) {
    app.permission(auditPermission, "Read the audit trail.");
    serve(app, "/security/audit-logs", {}, "The audit trail, newest first").dialect("gaara");
    serve(app, "/security/events", {"auth."}, "Logins, locks, and changes of accounts and roles, newest first")
        .dialect("gaara");
    serve(
        app,
        "/audit-trail/user-actions",
        {"auth.account.", "auth.password.", "auth.role."},
        "What was done to accounts and roles, newest first"
    )
        .dialect("danasaham");
}

} // namespace tenon::audit
