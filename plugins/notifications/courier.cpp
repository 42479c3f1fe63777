#include "courier.h"

#include "channels.h"

namespace notifications {

namespace {

/// The last attempt as well ended with the server or the job: whatever it is, it is not tried for ever.
Outcome cutOffTooOften() { return {Outcome::Kind::never, "was cut off too often"}; }

} // namespace

tenon::JsonObject Courier::run(tenon::JobRun& job, Carrier& carrier) {
    std::int64_t sent = 0;
    std::int64_t others = 0;
    for (;;) {
        job.checkpoint();
        const auto delivery = _deliveries.begin(carrier.channel(), carrier.longestAttempt());
        if (!delivery) {
            break;
        }
        const Outcome outcome = delivery->attempt > _retrying.attempts ? cutOffTooOften() : carrier.carry(*delivery);
        keep(*delivery, outcome);
        (outcome.kind == Outcome::Kind::delivered ? sent : others) += 1;
        if (outcome.kind == Outcome::Kind::laterWithAll) {
            _log.warn(
                "notifications.channel_closed", {{"channel", nameOf(carrier.channel())}, {"cause", outcome.fault}}
            );
            break;
        }
    }
    return {{"sent", sent}, {"not_sent", others}};
}

void Courier::keep(const Delivery& delivery, const Outcome& outcome) {
    if (outcome.kind == Outcome::Kind::delivered) {
        _deliveries.sent(delivery);
        return;
    }
    if (outcome.kind == Outcome::Kind::never || delivery.attempt >= _retrying.attempts) {
        _deliveries.failed(delivery, outcome.fault);
        return;
    }
    _deliveries.putOff(delivery, outcome.fault, tenon::Clock::now() + _retrying.pauseAfter(delivery.attempt));
}

} // namespace notifications
