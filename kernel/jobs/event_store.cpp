#include "event_store.h"

namespace tenon::jobs {

namespace {

constexpr std::string_view addSqlite = "INSERT INTO tenon_event (name, data, at) VALUES (:name, :data, :at)";
constexpr std::string_view addPostgres =
    "INSERT INTO tenon_event (name, data, at) SELECT :name, :data, :at FROM (SELECT txid_current() AS number) AS own"
    " WHERE own.number > 0";

// SQLite has one writer: what has a higher id was committed later, as if no transaction were ever open.
constexpr std::string_view lookSqlite = "SELECT id, 1 FROM tenon_event WHERE id > :after ORDER BY id LIMIT :most";
constexpr std::string_view lookPostgres =
    "SELECT id, txid_snapshot_xmin(txid_current_snapshot()) FROM tenon_event WHERE id > :after ORDER BY id LIMIT :most";

constexpr std::string_view newTransactionSqlite = "SELECT 1";
constexpr std::string_view newTransactionPostgres = "SELECT txid_current()";

constexpr std::string_view readSql =
    "SELECT id, name, data, at FROM tenon_event WHERE id > :after AND id <= :last ORDER BY id LIMIT :most";

constexpr std::string_view enterSql =
    "INSERT INTO tenon_event_cursor (subscriber, last_id, seen_at)"
    " SELECT :subscriber, COALESCE(MAX(id), 0), :now FROM tenon_event WHERE TRUE"
    " ON CONFLICT (subscriber) DO UPDATE SET seen_at = excluded.seen_at RETURNING last_id";

constexpr std::string_view takeSql =
    "UPDATE tenon_event_cursor SET leased_by = :node, lease_until = :until WHERE subscriber = :subscriber"
    " AND (leased_by IS NULL OR leased_by = :node OR lease_until < :now) RETURNING last_id";

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
    _database.execute(isPostgres ? addPostgres : addSqlite, {{"name", name}, {"data", text}, {"at", Clock::now()}});
}

EventStore::Look EventStore::look(std::int64_t after, std::size_t most) const {
    const bool isPostgres = _database.backend() == Backend::PostgreSql;
    Look look;
    _database.each(isPostgres ? lookPostgres : lookSqlite, {{"after", after}, {"most", most}}, [&](const Row& row) {
        look.ids.push_back(row.integer(0));
        look.oldestTransaction = row.integer(1);
    });
    return look;
}

std::int64_t EventStore::newTransaction() const {
    const bool isPostgres = _database.backend() == Backend::PostgreSql;
    return _database.value<std::int64_t>(isPostgres ? newTransactionPostgres : newTransactionSqlite).value();
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

std::optional<std::int64_t> EventStore::take(std::string_view subscriber, std::string_view node, Timestamp until) {
    return _database.value<std::int64_t>(
        takeSql, {{"subscriber", subscriber}, {"node", node}, {"until", until}, {"now", Clock::now()}}
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
