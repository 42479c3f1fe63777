#include "chain.h"

#include "audit_row.h"

#include <vector>

namespace tenon::audit {

namespace {

// Writing the head without changing it takes its row lock (PostgreSQL) or the database's (SQLite) before anything is
// read.
constexpr std::string_view lockSql = "UPDATE tenon_audit_head SET position = position WHERE id = 1";
constexpr std::string_view headSql = "SELECT position, hash FROM tenon_audit_head WHERE id = 1";
constexpr std::string_view unsealedSql =
    "SELECT seq, at, actor_id, actor, address, request_id, action, model, record_id, before, after, reason, position, "
    "prev_hash, hash FROM tenon_audit WHERE position IS NULL ORDER BY seq LIMIT :limit";
constexpr std::string_view sealSql =
    "UPDATE tenon_audit SET position = :position, prev_hash = :prev_hash, hash = :hash WHERE seq = :seq";
constexpr std::string_view advanceSql = "UPDATE tenon_audit_head SET position = :position, hash = :hash WHERE id = 1";
constexpr std::string_view pendingSql = "SELECT seq FROM tenon_audit WHERE position IS NULL ORDER BY seq LIMIT 1";

} // namespace

ChainHead Chain::head() {
    return _database
        .first(
            headSql,
            {},
            [](const Row& row) {
                return ChainHead{row.get<std::int64_t>(0), row.get<std::string>(1)};
            }
        )
        .value_or(ChainHead{0, std::string(genesisHash)});
}

Chain::Round Chain::seal(std::int64_t limit) {
    if (!_database.value<std::int64_t>(pendingSql)) {
        return {0, head()};
    }
    return _database.transaction(
        [&] {
            _database.executeLater(lockSql);
            Round round{0, head()};
            for (const AuditRow& row : _database.rows(unsealedSql, {{"limit", limit}}, AuditRow::from)) {
                const std::string previous = std::move(round.head.hash);
                ++round.head.position;
                round.head.hash = hashOf(row, round.head.position, previous);
                _database.executeLater(
                    sealSql,
                    {{"position", round.head.position},
                     {"prev_hash", previous},
                     {"hash", round.head.hash},
                     {"seq", row.seq}}
                );
                ++round.sealed;
            }
            _database.executeLater(advanceSql, {{"position", round.head.position}, {"hash", round.head.hash}});
            return round;
        },
        // What it decides from is locked; the rows it reads are written by nobody else.
        Isolation::ReadCommitted
    );
}

} // namespace tenon::audit
