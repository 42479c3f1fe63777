#include "scheduler.h"

#include <kernel/jobs/fault.h>

#include <tenon/random.h>

#include <algorithm>

namespace tenon::jobs {

namespace {

constexpr std::string_view insertSql =
    "INSERT INTO tenon_schedule (name, last_run) VALUES (:name, :now) ON CONFLICT (name) DO NOTHING";

constexpr std::string_view lastRunSql = "SELECT last_run FROM tenon_schedule WHERE name = :name";

/// Only one node finds the time that it saw.
constexpr std::string_view claimSql =
    "UPDATE tenon_schedule SET last_run = :minute WHERE name = :name AND last_run = :seen";

constexpr std::int64_t theSystem = 0;
constexpr Ticker::Pause longestPause = std::chrono::minutes(1);
/// A last run that lies further ahead than this is of a clock that was wrong.
constexpr Ticker::Pause furthestAhead = std::chrono::hours(24);
constexpr Ticker::Pause pauseAfterFailure = std::chrono::seconds(10);

} // namespace

Scheduler::Scheduler(Database& database, Jobs& jobs, Log& log, CallerSource callers)
    : _database(database), _jobs(jobs), _log(log), _callers(std::move(callers)),
      _ticker("jobs.scheduler", log, [this] { return look(); }) {}

void Scheduler::add(std::string module, std::string cron, std::string kind, JsonObject input) {
    std::string name = kind + '|' + cron + '|' + boost::json::serialize(input);
    _schedules.push_back(
        {std::move(module), std::move(name), Cron(cron), std::move(kind), std::move(input), std::nullopt}
    );
}

void Scheduler::withdraw(std::string_view module) {
    std::erase_if(_schedules, [&](const Schedule& schedule) { return schedule.module == module; });
}

Ticker::Pause Scheduler::look() {
    Ticker::Pause pause = longestPause;
    noticeJump(Clock::now());
    for (Schedule& schedule : _schedules) {
        const Timestamp now = Clock::now();
        try {
            runIfDue(schedule, now);
        } catch (...) {
            _log.error("schedule.failed", {{"schedule", schedule.name}, {"cause", causeOf(std::current_exception())}});
            pause = std::min(pause, pauseAfterFailure);
            continue;
        }
        pause = std::min(pause, *schedule.next - now);
    }
    return std::max(pause, Ticker::Pause(0));
}

/// What was due next by a clock that has been set back since is asked anew.
void Scheduler::noticeJump(Timestamp now) {
    if (now < _looked) {
        for (Schedule& schedule : _schedules) {
            schedule.next.reset();
        }
    }
    _looked = now;
}

void Scheduler::runIfDue(Schedule& schedule, Timestamp now) {
    if (schedule.next && *schedule.next > now) {
        return;
    }
    const Timestamp last = begun(schedule, now);
    schedule.next = schedule.cron.next(last);
    if (*schedule.next > now) {
        return;
    }
    const bool isOurs = run(schedule, last, now);
    schedule.next = schedule.cron.next(isOurs ? now : lastRun(schedule, now));
}

Timestamp Scheduler::lastRun(const Schedule& schedule, Timestamp now) {
    const auto known = _database.value<Timestamp>(lastRunSql, {{"name", schedule.name}});
    if (known) {
        return *known;
    }
    _database.execute(insertSql, {{"name", schedule.name}, {"now", now}});
    return now;
}

bool Scheduler::run(const Schedule& schedule, Timestamp seen, Timestamp now) {
    const Timestamp minute(std::chrono::floor<std::chrono::minutes>(now.point()));
    const auto system = _callers(theSystem, Random::uuid());
    const auto start = [&] {
        const auto claimed = _database.execute(claimSql, {{"minute", minute}, {"name", schedule.name}, {"seen", seen}});
        if (claimed == 0) {
            return false;
        }
        _jobs.enqueue(schedule.kind, schedule.input, *system);
        return true;
    };
    return _database.transaction(start, Isolation::ReadCommitted);
}

/// When the schedule last ran, or now if that was by a clock that has turned out to be wrong.
Timestamp Scheduler::begun(const Schedule& schedule, Timestamp now) {
    const Timestamp last = lastRun(schedule, now);
    if (last - now <= furthestAhead) {
        return last;
    }
    _database.execute(claimSql, {{"minute", now}, {"name", schedule.name}, {"seen", last}});
    return now;
}

} // namespace tenon::jobs
