/// The trail of changes, for who may see it.

#include "routes.h"

#include "audit_log.h"

namespace tenon::audit {

namespace {

using namespace fields;

constexpr std::string_view securityActions = "auth.";

Fields filterFields() {
    return {
        text("actor").also("user").help("Login name of who did it."),
        text("model").help("Beginning of the table's name."),
        text("record").also("record_id"),
        text("action").help("Beginning of the action's name."),
        timestamp("from").help("Inclusive."),
        timestamp("to").help("Exclusive."),
    };
}

Fields rowFields() {
    return {
        integer("id"),
        timestamp("at"),
        text("actor"),
        text("address"),
        text("request_id"),
        text("action"),
        text("model"),
        text("record_id"),
        json("before"),
        json("after"),
        text("reason"),
        text("hash").nullable(),
    };
}

std::optional<Timestamp> instantAt(const JsonObject& arguments, std::string_view name) {
    const std::string_view text = textAt(arguments, name);
    return text.empty() ? std::nullopt : Timestamp::parse(text);
}

/// The rows that the query asks for; `actions` is what their actions begin with at least.
Reply listed(AuditLog& log, const Request& request, std::string_view actions) {
    const JsonObject& asked = request.arguments();
    const std::string_view action = textAt(asked, "action");
    const Paging paging = request.paging();
    if (!action.starts_with(actions) && !action.empty()) {
        return page({.items = {}, .total = 0, .size = paging.size, .offset = paging.offset});
    }
    return page(log.list(
        request.caller(),
        {.actor = textAt(asked, "actor"),
         .modelPrefix = textAt(asked, "model"),
         .record = textAt(asked, "record"),
         .actionPrefix = action.empty() ? actions : action,
         .from = instantAt(asked, "from"),
         .to = instantAt(asked, "to"),
         .offset = paging.offset,
         .size = paging.size}
    ));
}

} // namespace

void declareAudit(App& app) {
    auto& log = app.keep<AuditLog>(app.database());
    app.permission(AuditLog::viewPermission, "See who changed what");
    // clang-format off: a route's guard, query, answer and summary stay together
    app.get("/security/audit-logs/", [&log](const Request& request) { return listed(log, request, ""); })
        .dialect("gaara").needs(AuditLog::viewPermission).rateClass("admin").query(filterFields())
        .answersList(rowFields()).summary("The trail of changes, newest first");
    app.get("/security/events/", [&log](const Request& request) { return listed(log, request, securityActions); })
        .dialect("gaara").needs(AuditLog::viewPermission).rateClass("admin").query(filterFields())
        .answersList(rowFields()).summary("What concerns signing in and accounts, newest first");
    // clang-format on
}

} // namespace tenon::audit
