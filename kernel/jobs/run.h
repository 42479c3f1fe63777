#pragma once

#include <kernel/jobs/job_kinds.h>
#include <kernel/jobs/job_store.h>
#include <kernel/jobs/outcome.h>

#include <tenon/job.h>
#include <tenon/log.h>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace tenon::jobs {

/// Makes the caller of a job from its owner's id (0 is the system) and the request that started it; null when the
/// account is gone. Called on the job's thread.
using CallerSource = std::function<std::unique_ptr<Caller>(std::int64_t owner, std::string requestId)>;

/// One run of a job on this node. The body's thread calls execute(), the runner's thread writes down what it reports;
/// neither waits for the other, and a report never becomes part of a transaction of the body.
class Run final : public JobRun {
public:
    /// `changed` is called when there is something new to write down.
    Run(LeasedJob job, JobKinds::Kind kind, std::function<void()> changed);

    /// Runs the body and keeps how it ended.
    void execute(const CallerSource& callers, Log& log) noexcept;

    /// Makes checkpoint() throw; the first reason stays.
    void interrupt(Interruption reason) noexcept;

    struct Report {
        int percent = 0;
        JsonObject facts;
    };

    /// What was reported since the last call, if anything was.
    std::optional<Report> takeReport();
    [[nodiscard]] bool hasReport() const;
    /// What was reported last.
    [[nodiscard]] Report lastReport() const;
    /// How the run ended; nothing while it goes on.
    [[nodiscard]] std::optional<Outcome> outcome() const;
    [[nodiscard]] bool isOver() const;
    /// Puts `outcome`, without facts, in the place of one that the database would not take.
    void replaceOutcome(Outcome outcome);

    [[nodiscard]] const LeasedJob& job() const { return _job; }

    [[nodiscard]] const DeclaredKind& kind() const { return *_kind; }

    [[nodiscard]] std::int64_t id() const override { return _job.id; }

    [[nodiscard]] const JsonObject& input() const override { return _job.input; }

    [[nodiscard]] const Caller& caller() const override { return *_caller; }

    [[nodiscard]] int attempt() const override { return _job.attempt; }

    void progress(int percent, JsonObject facts) override;
    void checkpoint() override;

private:
    [[nodiscard]] Outcome perform(const CallerSource& callers, Log& log);
    [[nodiscard]] Outcome failed(const std::exception_ptr& fault, Log& log) const;
    [[nodiscard]] std::optional<Outcome> interrupted() const;

    const LeasedJob _job;
    const JobKinds::Kind _kind;
    const std::function<void()> _changed;
    std::unique_ptr<Caller> _caller; // of the body's thread
    bool _hasThrown = false;         // of the body's thread: checkpoint() threw

    mutable std::mutex _mutex;
    Report _report;                                  // guarded by _mutex
    bool _isReported = false;                        // guarded by _mutex
    Interruption _interruption = Interruption::None; // guarded by _mutex
    std::optional<Outcome> _outcome;                 // guarded by _mutex
};

} // namespace tenon::jobs
