#include "audit_log.h"

#include "audit_condition.h"
#include "audit_row.h"

#include <algorithm>
#include <string>

namespace tenon::audit {

namespace {

constexpr std::string_view selectSql =
    "SELECT seq, at, actor_id, actor, address, request_id, action, model, record_id, before, after, reason, position, "
    "prev_hash, hash FROM tenon_audit WHERE ";
constexpr std::string_view newestFirstSql = " ORDER BY seq DESC LIMIT :limit OFFSET :offset";
constexpr std::string_view countSql = "SELECT COUNT(*) FROM tenon_audit WHERE ";

constexpr std::int64_t largestPage = 10'000;

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

Page AuditLog::list(const Caller& caller, const AuditQuery& query) {
    caller.require(auditPermission);
    const AuditCondition condition(query);
    Page page{.size = std::min(query.page.size, largestPage), .offset = query.page.offset};
    std::vector<Param> params = condition.params();
    _database.run(std::string(countSql).append(condition.sql()), params, [&](const Row& row) {
        page.total = row.get<std::int64_t>(0);
    });
    params.push_back({"limit", page.size});
    params.push_back({"offset", page.offset});
    _database.run(std::string(selectSql).append(condition.sql()).append(newestFirstSql), params, [&](const Row& row) {
        page.items.push_back(described(row));
    });
    return page;
}

} // namespace tenon::audit
