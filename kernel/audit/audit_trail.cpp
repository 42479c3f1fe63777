#include "audit_trail.h"

#include <tenon/time.h>

#include <optional>

namespace tenon::audit {

namespace {

constexpr std::string_view insertSql =
    "INSERT INTO tenon_audit (at, actor_id, actor, address, request_id, action, model, record_id, before, after, "
    "reason) "
    "VALUES (:at, :actor_id, :actor, :address, :request_id, :action, :model, :record_id, :before, :after, :reason)";

std::optional<std::string> storedForm(const Json& state) {
    return state.is_null() ? std::nullopt : std::optional(boost::json::serialize(state));
}

} // namespace

AuditTrail::AuditTrail(Database& database, std::function<void()> onCommit)
    : _database(database), _onCommit(std::move(onCommit)) {}

void AuditTrail::record(const Caller& caller, const AuditEntry& entry) {
    const std::optional<std::string> before = storedForm(entry.before);
    const std::optional<std::string> after = storedForm(entry.after);
    _database.executeLater(
        insertSql,
        {{"at", Clock::now()},
         {"actor_id", caller.id()},
         {"actor", caller.name()},
         {"address", caller.address()},
         {"request_id", caller.requestId()},
         {"action", entry.action},
         {"model", entry.model},
         {"record_id", entry.record},
         {"before", before},
         {"after", after},
         {"reason", entry.reason}}
    );
    _database.afterCommit(_onCommit);
}

} // namespace tenon::audit
