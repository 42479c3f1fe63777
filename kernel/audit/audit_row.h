#pragma once

#include <tenon/database.h>
#include <tenon/json.h>
#include <tenon/time.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tenon::audit {

/// One row of the trail as it is stored.
struct AuditRow {
    std::int64_t seq = 0;
    Timestamp at;
    std::int64_t actorId = 0;
    std::string actor;
    std::string address;
    std::string requestId;
    std::string action;
    std::string model;
    std::string record;
    std::optional<std::string> before; ///< JSON text, exactly as stored
    std::optional<std::string> after;  ///< JSON text, exactly as stored
    std::string reason;
    std::optional<std::int64_t> position; ///< Place in the chain, counted from 1; none until sealed
    std::optional<std::string> previousHash;
    std::optional<std::string> hash;

    /// The columns that `from` reads, in its order.
    static constexpr std::string_view columns =
        "seq, at, actor_id, actor, address, request_id, action, model, record_id, before, after, reason, position, "
        "prev_hash, hash";

    [[nodiscard]] static AuditRow from(const Row& row);
};

/// The hash of the chain before its first row.
inline constexpr std::string_view genesisHash = "0000000000000000000000000000000000000000000000000000000000000000";

/// What the hash of `row` at `position` after a row with `previousHash` covers: members sorted by name, integers and
/// texts only.
[[nodiscard]] JsonObject canonicalForm(const AuditRow& row, std::int64_t position, std::string_view previousHash);

/// SHA-256 of the canonical form, written without blanks, as 64 hexadecimal digits.
[[nodiscard]] std::string hashOf(const AuditRow& row, std::int64_t position, std::string_view previousHash);

} // namespace tenon::audit
