#pragma once

#include <atomic>
#include <cstdint>

namespace tenon::data {

/// Counters of the data layer, read by telemetry at any time. Those named "open", "idle" or "queued" go up and down.
struct DataMetrics {
    using Counter = std::atomic<std::uint64_t>;

    Counter transactions{0};       ///< Committed transactions
    Counter rollbacks{0};          ///< Transactions undone by an exception or refused by the database
    Counter commits{0};            ///< COMMITs sent; on SQLite one carries many transactions
    Counter retries{0};            ///< Bodies run again after a serialization failure
    Counter connectionsOpen{0};    ///< Connections that exist
    Counter connectionsIdle{0};    ///< Connections that nobody uses
    Counter connectionsLost{0};    ///< Connections found broken and replaced
    Counter connectionWaits{0};    ///< Callers that had to wait for a connection
    Counter connectionTimeouts{0}; ///< Callers that waited in vain
    Counter writesQueued{0};       ///< Transactions that wait for the writer of SQLite
    Counter writesRefused{0};      ///< Transactions refused because the queue was full
    Counter statementsPrepared{0}; ///< Statements compiled because no cache had them
    Counter roundTrips{0};         ///< Times PostgreSQL was asked and waited for
};

} // namespace tenon::data
