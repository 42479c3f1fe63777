#include "ending.h"

#include <kernel/jobs/fault.h>

namespace tenon::jobs {

Ending endingOf(const Run& run, const Outcome& outcome) {
    auto report = run.lastReport();
    const Timestamp now = Clock::now();
    Ending ending{.status = "queued", .progress = report.percent, .facts = std::move(report.facts), .runAt = now};
    switch (outcome.kind) {
    case Outcome::Kind::Succeeded:
        ending.status = "succeeded";
        ending.progress = 100;
        ending.result = outcome.result;
        break;
    case Outcome::Kind::Failed:
        ending.status = "failed";
        ending.error = outcome.error;
        break;
    case Outcome::Kind::Faltered:
        ending.runAt = now + retryPause(run.attempt());
        ending.error = outcome.error;
        break;
    case Outcome::Kind::Cancelled:
        ending.status = "cancelled";
        break;
    case Outcome::Kind::GivenBack:
        ending.returnedAttempts = 1;
        break;
    case Outcome::Kind::Lost:
        break;
    }
    return ending;
}

Outcome resultRefused() {
    return {
        Outcome::Kind::Failed, {}, {{"code", "RESULT_REFUSED"}, {"message", "The job's result could not be stored."}}};
}

} // namespace tenon::jobs
