#pragma once

#include <kernel/jobs/cron.h>
#include <kernel/jobs/run.h>
#include <kernel/jobs/ticker.h>

#include <tenon/database.h>
#include <tenon/job.h>
#include <tenon/log.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::jobs {

/// Starts jobs by the clock. The time of the last start is kept in the database: of several nodes one starts each job,
/// and what fell due while no node ran is made up for once. Minutes that a clock shows twice count once; a clock that
/// was ahead by more than a day and is set back does not stop a schedule.
///
/// Schedules are declared and withdrawn on one thread before start().
class Scheduler {
public:
    Scheduler(Database& database, Jobs& jobs, Log& log, CallerSource callers);

    /// Throws Invalid when `cron` is not an expression that ever matches.
    void add(std::string module, std::string cron, std::string kind, JsonObject input);

    /// Forgets the schedules of a module that failed.
    void withdraw(std::string_view module);

    void start() { _ticker.start(); }

    void wake() noexcept { _ticker.wake(); }

    void stop() noexcept { _ticker.stop(); }

private:
    struct Schedule {
        std::string module;
        std::string name; ///< In the database; another expression or input is another schedule.
        Cron cron;
        std::string kind;
        JsonObject input;
        std::optional<Timestamp> next; ///< Nothing until the database was asked.
    };

    [[nodiscard]] Ticker::Pause look();
    void noticeJump(Timestamp now);
    void runIfDue(Schedule& schedule, Timestamp now);
    [[nodiscard]] Timestamp lastRun(const Schedule& schedule, Timestamp now);
    [[nodiscard]] Timestamp begun(const Schedule& schedule, Timestamp now);
    bool run(const Schedule& schedule, Timestamp seen, Timestamp now);

    Database& _database;
    Jobs& _jobs;
    Log& _log;
    const CallerSource _callers;
    std::vector<Schedule> _schedules;
    Timestamp _looked; // of the ticker's thread
    Ticker _ticker;
};

} // namespace tenon::jobs
