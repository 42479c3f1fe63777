#pragma once

#include "delivery_store.h"
#include "settings.h"

#include <tenon/app.h>

#include <chrono>
#include <string>

namespace notifications {

/// How an attempt ended.
struct Outcome {
    enum class Kind {
        delivered,
        later,        ///< Try this one again
        laterWithAll, ///< Try all of them again: the way itself is closed
        never
    };

    Kind kind = Kind::delivered;
    std::string fault;
};

/// A way by which deliveries leave the server. Used by one job.
class Carrier {
public:
    virtual ~Carrier() = default;

    [[nodiscard]] virtual Channel channel() const = 0;
    /// No attempt takes longer than this: one that is older was cut off.
    [[nodiscard]] virtual std::chrono::milliseconds longestAttempt() const = 0;
    [[nodiscard]] virtual Outcome carry(const Delivery& delivery) = 0;
};

/// Makes the deliveries that are due, one after the other, and keeps how each of them ended.
class Courier {
public:
    Courier(DeliveryStore& deliveries, tenon::Log& log, const Retrying& retrying)
        : _deliveries(deliveries), _log(log), _retrying(retrying) {}

    /// Until nothing is due. Returns {"sent", "not_sent"}.
    tenon::JsonObject run(tenon::JobRun& job, Carrier& carrier);

private:
    void keep(const Delivery& delivery, const Outcome& outcome);

    DeliveryStore& _deliveries;
    tenon::Log& _log;
    const Retrying _retrying;
};

} // namespace notifications
