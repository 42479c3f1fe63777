#pragma once

#include <atomic>
#include <cstdint>

namespace tenon::http {

/// What a server counts about itself. Read at any time from any thread; the members are not a consistent snapshot.
struct Counters {
    using Count = std::atomic<std::uint64_t>;

    Count accepted{0};           ///< Connections accepted since the start, refused ones included.
    Count refusedConnections{0}; ///< Connections refused by a cap.
    Count requests{0};           ///< Requests handed to the application.
    Count refusals{0};           ///< Requests answered by the transport itself.
    Count bytesIn{0};
    Count bytesOut{0};
    Count spooledBodies{0};

    Count idleTimeouts{0};
    Count headerTimeouts{0};
    Count bodyTimeouts{0};
    Count sendTimeouts{0};
    Count cutStreams{0};   ///< Event streams ended because the client did not read.
    Count acceptPauses{0}; ///< Times that accepting paused for want of descriptors.

    std::atomic<std::int64_t> open{0};     ///< Connections open now.
    std::atomic<std::int64_t> inFlight{0}; ///< Requests inside Application::handle now.
    std::atomic<std::int64_t> streams{0};  ///< Event streams open now.
};

/// Adds to a counter that orders nothing else.
template <typename Counter, typename Amount = int>
void count(Counter& counter, Amount amount = 1) noexcept {
    counter.fetch_add(static_cast<typename Counter::value_type>(amount), std::memory_order_relaxed);
}

} // namespace tenon::http
