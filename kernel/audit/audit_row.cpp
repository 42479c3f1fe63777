#include "audit_row.h"

#include <kernel/crypto/sha256.h>

namespace tenon::audit {

namespace {

Json textOrNull(const std::optional<std::string>& text) { return text ? Json(*text) : Json(nullptr); }

} // namespace

AuditRow AuditRow::from(const Row& row) {
    return {
        .seq = row.get<std::int64_t>(0),
        .at = row.get<Timestamp>(1),
        .actorId = row.get<std::int64_t>(2),
        .actor = row.get<std::string>(3),
        .address = row.get<std::string>(4),
        .requestId = row.get<std::string>(5),
        .action = row.get<std::string>(6),
        .model = row.get<std::string>(7),
        .record = row.get<std::string>(8),
        .before = row.get<std::optional<std::string>>(9),
        .after = row.get<std::optional<std::string>>(10),
        .reason = row.get<std::string>(11),
        .position = row.get<std::optional<std::int64_t>>(12),
        .previousHash = row.get<std::optional<std::string>>(13),
        .hash = row.get<std::optional<std::string>>(14),
    };
}

JsonObject canonicalForm(const AuditRow& row, std::int64_t position, std::string_view previousHash) {
    return {
        {"action", row.action},
        {"actor", row.actor},
        {"actor_id", row.actorId},
        {"address", row.address},
        {"after", textOrNull(row.after)},
        {"at", row.at.text()},
        {"before", textOrNull(row.before)},
        {"model", row.model},
        {"position", position},
        {"prev_hash", previousHash},
        {"reason", row.reason},
        {"record_id", row.record},
        {"request_id", row.requestId},
        {"seq", row.seq},
    };
}

std::string hashOf(const AuditRow& row, std::int64_t position, std::string_view previousHash) {
    return crypto::sha256Hex(boost::json::serialize(canonicalForm(row, position, previousHash)));
}

} // namespace tenon::audit
