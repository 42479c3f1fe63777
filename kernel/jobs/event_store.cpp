#include "event_store.h"

namespace tenon::jobs {

namespace {

constexpr std::string_view addSqlite = "INSERT INTO tenon_event (name, data, at) VALUES (:name, :data, :at)";

// The letters of "event": an advisory lock that every writer shares until its transaction is over. Unlike the numbers
// of transactions it belongs to one database, so that nobody waits for transactions of others or for those without
// events. It is taken first because a row is filtered before its id is drawn.
constexpr std::string_view addPostgres =
    "INSERT INTO tenon_event (name, data, at) SELECT :name, :data, :at"
    " FROM (SELECT pg_advisory_xact_lock_shared(435778055796) IS NOT NULL AS is_held) AS own WHERE own.is_held";

constexpr std::string_view writersPostgres =
    "SELECT virtualtransaction FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    " AND (classid::BIGINT << 32) + objid::BIGINT = 435778055796 ORDER BY virtualtransaction";

constexpr std::string_view idsSql = "SELECT id FROM tenon_event WHERE id > :after ORDER BY id LIMIT :most";

constexpr std::string_view readSql =
    "SELECT id, name, data, at FROM tenon_event WHERE id > :after AND id <= :last ORDER BY id LIMIT :most";

constexpr std::string_view enterSql =
    "INSERT INTO tenon_event_cursor (subscriber, last_id, seen_at)"
    " SELECT :subscriber, COALESCE(MAX(id), 0), :now FROM tenon_event WHERE TRUE"
    " ON CONFLICT (subscriber) DO UPDATE SET seen_at = excluded.seen_at RETURNING last_id";

constexpr std::string_view takeSql =
    "UPDATE tenon_event_cursor SET leased_by = :node, lease_until = :until WHERE subscriber = :subscriber"
    " AND (leased_by IS NULL OR leased_by = :node OR lease_until < :now OR lease_until > :latest) RETURNING last_id";

constexpr std::string_view advanceSql =
    "UPDATE tenon_event_cursor SET last_id = :last, lease_until = :until, seen_at = :now"
    " WHERE subscriber = :subscriber AND leased_by = :node";

constexpr std::string_view releaseSql =
    "UPDATE tenon_event_cursor SET last_id = :last, leased_by = NULL, lease_until = NULL, seen_at = :now"
    " WHERE subscriber = :subscriber AND leased_by = :node";

constexpr std::string_view passSql =
    "UPDATE tenon_event_cursor SET last_id = CASE WHEN last_id < :last THEN :last ELSE last_id END, seen_at = :now"
    " WHERE subscriber = :subscriber";

constexpr std::string_view purgeSql =
    "DELETE FROM tenon_event WHERE at < :time AND NOT EXISTS (SELECT 1 FROM tenon_event_cursor"
    " WHERE seen_at >= :time AND last_id < tenon_event.id)";

} // namespace

EventStore::EventStore(Database& database) : _database(database) {}

void EventStore::add(std::string_view name, const JsonObject& data) {
    const bool isPostgres = _database.backend() == Backend::PostgreSql;
    const std::string text = boost::json::serialize(data);
    _database.executeLater(isPostgres ? addPostgres : addSqlite, {{"name", name}, {"data", text}, {"at", Clock::now()}});
}

std::vector<std::int64_t> EventStore::idsAfter(std::int64_t after, std::size_t most) const {
    return _database.rows(idsSql, {{"after", after}, {"most", most}}, [](const Row& row) { return row.integer(0); });
}

std::vector<std::string> EventStore::writers() const {
    if (_database.backend() == Backend::Sqlite) {
        return {};
    }
    return _database.rows(writersPostgres, {}, [](const Row& row) { return row.get<std::string>(0); });
}

std::vector<Event> EventStore::read(std::int64_t after, std::int64_t last, std::size_t most) const {
    return _database.rows(readSql, {{"after", after}, {"last", last}, {"most", most}}, [](const Row& row) {
        return Event{
            .id = row.integer(0),
            .name = row.get<std::string>(1),
            .data = boost::json::parse(row.text(2)).as_object(),
            .at = row.get<Timestamp>(3).text()};
    });
}

std::int64_t EventStore::enter(std::string_view subscriber) {
    return _database.value<std::int64_t>(enterSql, {{"subscriber", subscriber}, {"now", Clock::now()}}).value();
}

std::optional<std::int64_t>
EventStore::take(std::string_view subscriber, std::string_view node, std::chrono::milliseconds lease) {
    const Timestamp now = Clock::now();
    return _database.value<std::int64_t>(
        takeSql,
        {{"subscriber", subscriber}, {"node", node}, {"until", now + lease}, {"latest", now + 2 * lease}, {"now", now}}
    );
}

bool EventStore::advance(std::string_view subscriber, std::string_view node, std::int64_t last, Timestamp until) {
    return _database.execute(
               advanceSql,
               {{"subscriber", subscriber}, {"node", node}, {"last", last}, {"until", until}, {"now", Clock::now()}}
           )
           > 0;
}

void EventStore::release(std::string_view subscriber, std::string_view node, std::int64_t last) {
    _database.execute(releaseSql, {{"subscriber", subscriber}, {"node", node}, {"last", last}, {"now", Clock::now()}});
}

void EventStore::pass(std::string_view subscriber, std::int64_t last) {
    _database.execute(passSql, {{"subscriber", subscriber}, {"last", last}, {"now", Clock::now()}});
}

std::int64_t EventStore::purge(Timestamp time) { return _database.execute(purgeSql, {{"time", time}}); }

} // namespace tenon::jobs
