#pragma once

#include <tenon/caller.h>
#include <tenon/database.h>
#include <tenon/reply.h>
#include <tenon/time.h>

#include <cstdint>
#include <optional>
#include <string_view>

namespace tenon::audit {

/// Which rows of the trail are wanted; what is left empty does not restrict.
struct AuditFilter {
    std::string_view actor;        ///< Login name
    std::string_view modelPrefix;  ///< "dttot_" for every table of the module
    std::string_view record;       ///< Id of the record
    std::string_view actionPrefix; ///< "auth." for everything about signing in
    std::optional<Timestamp> from; ///< Inclusive
    std::optional<Timestamp> to;   ///< Exclusive
    std::int64_t offset = 0;       ///< Rows to leave out before the page
    std::int64_t size = 20;        ///< Most rows, 1 to 200; others are brought into the range
};

/// Reads the trail. Safe to call from many threads.
class AuditLog {
public:
    static constexpr std::string_view viewPermission = "audit.view";

    explicit AuditLog(Database& database) : _database(database) {}

    /// The rows that pass `filter`, newest first: {id, at, actor_id, actor, address, request_id, action, model,
    /// record_id, before, after, reason, hash}; `hash` is null until the row is sealed. Throws Forbidden without
    /// `audit.view`.
    [[nodiscard]] Page list(const Caller& caller, const AuditFilter& filter);

private:
    Database& _database;
};

} // namespace tenon::audit
