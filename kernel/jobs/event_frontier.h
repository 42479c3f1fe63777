#pragma once

#include <kernel/jobs/event_store.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tenon::jobs {

/// Finds up to which id all events are there that will ever be there, so that delivery in the order of ids skips none.
///
/// On PostgreSQL an event gets its id when it is written and is seen when its transaction commits: a lower id may
/// appear after a higher one. Ids without a gap are safe. A gap is safe when every transaction that was writing events
/// when it was first seen is over, for then its id was either seen by now or rolled back. For one thread.
class EventFrontier {
public:
    /// Nothing at or below `start` is missing.
    EventFrontier(const EventStore& store, std::int64_t start) : _store(store), _safe(start) {}

    /// Looks again; returns the last safe id. What is read afterwards holds every event up to it.
    std::int64_t advance();

    /// Whether there are events that may not be delivered yet.
    [[nodiscard]] bool isWaiting() const { return _gap.has_value(); }

private:
    struct Gap {
        std::int64_t last;                ///< The highest id seen above the gap
        std::vector<std::string> writers; ///< Transactions that may fill it
    };

    void closeGap();

    const EventStore& _store;
    std::int64_t _safe;
    std::optional<Gap> _gap;
};

} // namespace tenon::jobs
