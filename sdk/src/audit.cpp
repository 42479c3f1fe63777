#include <tenon/audit.h>

namespace tenon {

Fields auditMembers() {
    using namespace fields;
    return {
        integer("id"),
        timestamp("at"),
        integer("actor_id").help("0: nobody or the system"),
        text("actor"),
        text("address"),
        text("request_id"),
        text("action"),
        text("model"),
        text("record_id"),
        json("before").nullable(),
        json("after").nullable(),
        text("reason"),
        text("hash").nullable().help("Of the chain; null until the row is sealed, within a second"),
    };
}

Fields auditFilters() {
    using namespace fields;
    return {
        text("actor", 254).help("Login name"),
        text("action", 100).help("The action or its beginning"),
        text("model", 100),
        text("record_id", 100),
        text("search", 100).help("Part of action, actor, record or address"),
        timestamp("from").help("Rows of this instant and later"),
        timestamp("to").help("Rows before this instant"),
    };
}

AuditQuery auditQueryOf(const Request& request) {
    const JsonObject& asked = request.arguments();
    return {
        .action = textAt(asked, "action"),
        .model = textAt(asked, "model"),
        .record = textAt(asked, "record_id"),
        .actor = textAt(asked, "actor"),
        .search = textAt(asked, "search"),
        .from = Timestamp::parse(textAt(asked, "from")),
        .to = Timestamp::parse(textAt(asked, "to")),
        .page = request.paging(),
    };
}

} // namespace tenon
