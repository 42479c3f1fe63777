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
// All at once, which takes PostgreSQL half as long.
constexpr std::string_view sealAllPostgres =
    "UPDATE tenon_audit SET position = s.position, prev_hash = s.prev_hash, hash = s.hash"
    " FROM json_to_recordset(CAST(:seals AS JSON)) AS s (seq BIGINT, position BIGINT, prev_hash TEXT, hash TEXT)"
    " WHERE tenon_audit.seq = s.seq";
constexpr std::string_view advanceSql = "UPDATE tenon_audit_head SET position = :position, hash = :hash WHERE id = 1";
constexpr std::string_view pendingSql = "SELECT seq FROM tenon_audit WHERE position IS NULL ORDER BY seq LIMIT 1";

} // namespace

/// What is written into a row when it is sealed.
struct Chain::Seal {
    std::int64_t seq = 0;
    std::int64_t position = 0;
    std::string previousHash;
    std::string hash = {};
};

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
            std::vector<Seal> seals;
            _database.each(unsealedSql, {{"limit", limit}}, [&](const Row& stored) {
                const AuditRow row = AuditRow::from(stored);
                Seal& seal = seals.emplace_back(Seal{row.seq, ++round.head.position, std::move(round.head.hash)});
                round.head.hash = seal.hash = hashOf(row, seal.position, seal.previousHash);
            });
            write(seals);
            round.sealed = static_cast<std::int64_t>(seals.size());
            _database.executeLater(advanceSql, {{"position", round.head.position}, {"hash", round.head.hash}});
            return round;
        },
        // What it decides from is locked; the rows it reads are written by nobody else.
        Isolation::ReadCommitted
    );
}

void Chain::write(const std::vector<Seal>& seals) {
    if (_database.backend() == Backend::PostgreSql) {
        JsonArray rows;
        for (const Seal& seal : seals) {
            rows.push_back(
                {{"seq", seal.seq}, {"position", seal.position}, {"prev_hash", seal.previousHash}, {"hash", seal.hash}}
            );
        }
        _database.executeLater(sealAllPostgres, {{"seals", boost::json::serialize(rows)}});
        return;
    }
    for (const Seal& seal : seals) {
        _database.executeLater(
            sealSql,
            {{"position", seal.position}, {"prev_hash", seal.previousHash}, {"hash", seal.hash}, {"seq", seal.seq}}
        );
    }
}

} // namespace tenon::audit
