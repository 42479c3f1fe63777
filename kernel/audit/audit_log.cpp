#include "audit_log.h"

#include "audit_row.h"

#include <algorithm>
#include <string>

namespace tenon::audit {

namespace {

constexpr std::string_view listSql =
    "SELECT seq, at, actor_id, actor, address, request_id, action, model, record_id, before, after, reason, position, "
    "prev_hash, hash FROM tenon_audit "
    "WHERE at >= :from AND at < :to AND (:actor = '' OR actor = :actor) AND (:record = '' OR record_id = :record) "
    "AND substr(model, 1, length(:model)) = :model AND substr(action, 1, length(:action)) = :action "
    "ORDER BY seq DESC LIMIT :limit OFFSET :offset";
constexpr std::string_view countSql =
    "SELECT COUNT(*) FROM tenon_audit "
    "WHERE at >= :from AND at < :to AND (:actor = '' OR actor = :actor) AND (:record = '' OR record_id = :record) "
    "AND substr(model, 1, length(:model)) = :model AND substr(action, 1, length(:action)) = :action";

constexpr std::int64_t largestPage = 200;
constexpr std::string_view beginning = "0001-01-01T00:00:00.000000Z";
constexpr std::string_view end = "9999-12-31T23:59:59.999999Z";

Json stateOf(const std::optional<std::string>& stored) { return stored ? boost::json::parse(*stored) : Json(nullptr); }

JsonObject described(const Row& stored) {
    const AuditRow row = AuditRow::from(stored);
    return {
        {"id", row.seq},
        {"at", row.at.text()},
        {"actor_id", row.actorId},
        {"actor", row.actor},
        {"address", row.address},
        {"request_id", row.requestId},
        {"action", row.action},
        {"model", row.model},
        {"record_id", row.record},
        {"before", stateOf(row.before)},
        {"after", stateOf(row.after)},
        {"reason", row.reason},
        {"hash", row.hash ? Json(*row.hash) : Json(nullptr)},
    };
}

} // namespace

Page AuditLog::list(const Caller& caller, const AuditFilter& filter) {
    caller.require(viewPermission);
    const std::string from = filter.from ? filter.from->text() : std::string(beginning);
    const std::string to = filter.to ? filter.to->text() : std::string(end);
    Page page{
        .size = std::clamp<std::int64_t>(filter.size, 1, largestPage),
        .offset = std::max<std::int64_t>(filter.offset, 0)};
    page.total = _database
                     .value<std::int64_t>(
                         countSql,
                         {{"from", from},
                          {"to", to},
                          {"actor", filter.actor},
                          {"record", filter.record},
                          {"model", filter.modelPrefix},
                          {"action", filter.actionPrefix}}
                     )
                     .value_or(0);
    _database.each(
        listSql,
        {{"from", from},
         {"to", to},
         {"actor", filter.actor},
         {"record", filter.record},
         {"model", filter.modelPrefix},
         {"action", filter.actionPrefix},
         {"limit", page.size},
         {"offset", page.offset}},
        [&](const Row& row) { page.items.push_back(described(row)); }
    );
    return page;
}

} // namespace tenon::audit
