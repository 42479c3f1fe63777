#include "run.h"

#include <kernel/jobs/fault.h>

#include <algorithm>

namespace tenon::jobs {

Run::Run(LeasedJob job, JobKinds::Kind kind, std::function<void()> changed)
    : _job(std::move(job)), _kind(std::move(kind)), _changed(std::move(changed)), _report{.percent = _job.progress} {}

void Run::execute(const CallerSource& callers, Log& log) noexcept {
    Outcome outcome = perform(callers, log);
    {
        const std::lock_guard guard(_mutex);
        _outcome = std::move(outcome);
    }
    _changed();
}

Outcome Run::perform(const CallerSource& callers, Log& log) {
    try {
        _caller = callers(_job.owner, _job.requestId);
        if (_caller == nullptr) {
            return {Outcome::Kind::Failed, {}, {{"code", "OWNER_GONE"}, {"message", "The job's owner is gone."}}};
        }
        return {Outcome::Kind::Succeeded, _kind->body()(*this), {}};
    } catch (...) {
        const auto asked = interrupted();
        return asked ? *asked : failed(std::current_exception(), log);
    }
}

Outcome Run::failed(const std::exception_ptr& fault, Log& log) const {
    const bool mayTryAgain = isPassing(fault) && _job.attempt < _job.maxAttempts;
    log.warn(
        mayTryAgain ? "job.faltered" : "job.failed",
        {{"module", _kind->module()},
         {"job", _job.id},
         {"kind", _job.kind},
         {"attempt", _job.attempt},
         {"request_id", _job.requestId},
         {"cause", causeOf(fault)}}
    );
    return {mayTryAgain ? Outcome::Kind::Faltered : Outcome::Kind::Failed, {}, publicErrorOf(fault)};
}

/// A body may turn the exception of checkpoint() into one of its own; what it was asked for still counts.
std::optional<Outcome> Run::interrupted() const {
    if (!_hasThrown) {
        return std::nullopt;
    }
    const std::lock_guard guard(_mutex);
    switch (_interruption) {
    case Interruption::Cancelled:
        return Outcome{Outcome::Kind::Cancelled, {}, {}};
    case Interruption::Stopping:
        return Outcome{Outcome::Kind::GivenBack, {}, {}};
    case Interruption::Lost:
        return Outcome{Outcome::Kind::Lost, {}, {}};
    case Interruption::None:
        break;
    }
    return std::nullopt;
}

void Run::interrupt(Interruption reason) noexcept {
    const std::lock_guard guard(_mutex);
    if (_interruption == Interruption::None) {
        _interruption = reason;
    }
}

std::optional<Run::Report> Run::takeReport() {
    const std::lock_guard guard(_mutex);
    if (!_isReported) {
        return std::nullopt;
    }
    _isReported = false;
    return _report;
}

bool Run::hasReport() const {
    const std::lock_guard guard(_mutex);
    return _isReported;
}

Run::Report Run::lastReport() const {
    const std::lock_guard guard(_mutex);
    return _report;
}

std::optional<Outcome> Run::outcome() const {
    const std::lock_guard guard(_mutex);
    return _outcome;
}

bool Run::isOver() const {
    const std::lock_guard guard(_mutex);
    return _outcome.has_value();
}

void Run::replaceOutcome(Outcome outcome) {
    const std::lock_guard guard(_mutex);
    _report.facts.clear();
    _outcome = std::move(outcome);
}

void Run::progress(int percent, JsonObject facts) {
    bool isFirst = false;
    {
        const std::lock_guard guard(_mutex);
        _report.percent = std::max(_report.percent, std::clamp(percent, 0, 100));
        _report.facts = std::move(facts);
        isFirst = !std::exchange(_isReported, true);
    }
    if (isFirst) {
        _changed();
    }
}

void Run::checkpoint() {
    const std::lock_guard guard(_mutex);
    if (_interruption != Interruption::None) {
        _hasThrown = true;
        throw JobInterrupted();
    }
}

} // namespace tenon::jobs
