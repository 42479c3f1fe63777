#include "job_store.h"

#include <kernel/jobs/job_sql.h>

#include <tenon/random.h>

#include <algorithm>
#include <array>

namespace tenon::jobs {

namespace {

constexpr int mostCutOffs = 3;
constexpr std::string_view cutOffError =
    R"({"code":"INTERRUPTED","message":"The server stopped in the middle of the job too often."})";

/// A list of ids is bound to this many places, so that lists of every length share one statement.
constexpr std::size_t idsAtOnce = 64;

std::string textOf(const JsonObject& object) { return boost::json::serialize(object); }

JsonObject objectOf(std::string_view text) { return boost::json::parse(text).as_object(); }

std::string timeOf(const Row& row, std::size_t column) {
    const auto time = row.get<std::optional<Timestamp>>(column);
    return time ? time->text() : std::string();
}

StoredJob jobOf(const Row& row) {
    StoredJob job;
    job.version = row.integer(1);
    JobState& state = job.state;
    state.id = row.integer(0);
    state.uuid = row.text(2);
    state.kind = row.text(3);
    state.status = row.text(4);
    state.progress = row.get<int>(5);
    state.facts = objectOf(row.text(6));
    state.result = objectOf(row.text(7));
    state.error = objectOf(row.text(8));
    state.owner = row.integer(9);
    state.createdAt = timeOf(row, 10);
    state.finishedAt = timeOf(row, 11);
    return job;
}

const std::vector<std::string>& idNames() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> made;
        for (std::size_t i = 0; i < idsAtOnce; ++i) {
            made.push_back("id" + std::to_string(i));
        }
        return made;
    }();
    return names;
}

const std::string& findManySql() {
    static const std::string text = [] {
        std::string made(sql::columns);
        for (const std::string& name : idNames()) {
            made += (made.ends_with(' ') ? "IN (:" : ", :") + name;
        }
        return made + ") ORDER BY id";
    }();
    return text;
}

const std::string& findOneSql() {
    static const std::string text = std::string(sql::columns) + "= :id";
    return text;
}

const std::string& claimSql(Backend backend) {
    static const std::string postgres = sql::claim(" FOR UPDATE SKIP LOCKED");
    static const std::string sqlite = sql::claim("");
    return backend == Backend::PostgreSql ? postgres : sqlite;
}

} // namespace

JobStore::JobStore(Database& database) : _database(database) {}

StoredJob JobStore::add(std::string_view kind, int maxAttempts, const JsonObject& input, const Caller& caller) {
    StoredJob job;
    const Timestamp now = Clock::now();
    JobState& state = job.state;
    state.uuid = Random::uuid();
    state.kind = kind;
    state.status = "queued";
    state.owner = caller.id();
    state.createdAt = now.text();
    job.version = 1;
    const std::string inputText = textOf(input);
    state.id = _database
                   .value<std::int64_t>(
                       sql::add,
                       {{"uuid", state.uuid},
                        {"kind", kind},
                        {"input", inputText},
                        {"owner", caller.id()},
                        {"owner_name", caller.name()},
                        {"request", caller.requestId()},
                        {"max_attempts", maxAttempts},
                        {"now", now}}
                   )
                   .value();
    return job;
}

std::optional<StoredJob> JobStore::find(std::int64_t id) const {
    return _database.first(findOneSql(), {{"id", id}}, jobOf);
}

std::vector<StoredJob> JobStore::find(std::span<const std::int64_t> ids) const {
    std::vector<StoredJob> found;
    while (!ids.empty()) {
        const auto some = ids.first(std::min(ids.size(), idsAtOnce));
        std::vector<Param> params;
        for (std::size_t i = 0; i < idsAtOnce; ++i) {
            params.push_back({idNames()[i], i < some.size() ? some[i] : 0});
        }
        _database.run(findManySql(), params, [&](const Row& row) { found.push_back(jobOf(row)); });
        ids = ids.subspan(some.size());
    }
    return found;
}

bool JobStore::cancel(std::int64_t id) {
    return _database.transaction([&] {
        return _database.execute(sql::cancelQueued, {{"id", id}, {"now", Clock::now()}}) > 0
               || _database.execute(sql::cancelRunning, {{"id", id}}) > 0;
    });
}

std::optional<Timestamp> JobStore::firstDue(std::string_view kinds) const {
    return _database.value<Timestamp>(sql::firstDue, {{"kinds", kinds}});
}

std::optional<LeasedJob> JobStore::claim(std::string_view node, std::string_view kinds, Timestamp until) {
    const std::string lease = Random::token(16);
    return _database.first(
        claimSql(_database.backend()),
        {{"node", node}, {"lease", lease}, {"until", until}, {"now", Clock::now()}, {"kinds", kinds}},
        [&](const Row& row) {
            return LeasedJob{
                .id = row.integer(0),
                .lease = lease,
                .kind = row.get<std::string>(1),
                .input = objectOf(row.text(2)),
                .owner = row.integer(3),
                .requestId = row.get<std::string>(4),
                .attempt = row.get<int>(5),
                .maxAttempts = row.get<int>(6),
                .progress = row.get<int>(7)};
        }
    );
}

bool JobStore::renew(const LeasedJob& job, Timestamp until) {
    return _database.execute(sql::renew, {{"until", until}, {"id", job.id}, {"lease", job.lease}}) > 0;
}

bool JobStore::report(const LeasedJob& job, int progress, const JsonObject& facts, Timestamp until) {
    const std::string factsText = textOf(facts);
    return _database.execute(
               sql::report,
               {{"until", until}, {"progress", progress}, {"facts", factsText}, {"id", job.id}, {"lease", job.lease}}
           )
           > 0;
}

bool JobStore::end(const LeasedJob& job, const Ending& ending) {
    const std::string facts = textOf(ending.facts);
    const std::string result = textOf(ending.result);
    const std::string error = textOf(ending.error);
    return _database.execute(
               sql::end,
               {{"status", ending.status},
                {"now", Clock::now()},
                {"progress", ending.progress},
                {"facts", facts},
                {"result", result},
                {"error", error},
                {"run_at", ending.runAt},
                {"returned", ending.returnedAttempts},
                {"id", job.id},
                {"lease", job.lease}}
           )
           > 0;
}

std::vector<JobLease> JobStore::leases() const {
    return _database.rows(sql::leases, {}, [](const Row& row) {
        return JobLease{
            .job = row.integer(0),
            .node = row.get<std::string>(1),
            .lease = row.get<std::string>(2),
            .until = row.get<Timestamp>(3)};
    });
}

bool JobStore::takeBack(const JobLease& lease) {
    return _database.execute(
               sql::takeBack,
               {{"cut_offs", mostCutOffs},
                {"error", cutOffError},
                {"now", Clock::now()},
                {"id", lease.job},
                {"lease", lease.lease},
                {"until", lease.until}}
           )
           > 0;
}

void JobStore::hasten(Timestamp latest) {
    // Asked first: writing, even nothing, would wait for the one writer of SQLite.
    if (_database.value<std::int64_t>(sql::tooLate, {{"latest", latest}})) {
        _database.execute(sql::hasten, {{"now", Clock::now()}, {"latest", latest}});
    }
}

std::int64_t JobStore::purge(Timestamp time, std::int64_t most) {
    return _database.execute(sql::purge, {{"time", time}, {"most", most}});
}

std::vector<std::int64_t> JobStore::cancelled(std::string_view node) const {
    return _database.rows(sql::cancelled, {{"node", node}}, [](const Row& row) { return row.integer(0); });
}

} // namespace tenon::jobs
