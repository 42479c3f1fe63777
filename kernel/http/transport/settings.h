#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tenon::http {

/// What the deployer chooses about a server's sockets, limits and deadlines. Every time and size is checked nowhere
/// else.
struct ServerSettings {
    /// HOST:PORT each; `[::1]:80` for IPv6; port 0 takes a free one, see Server::port().
    std::vector<std::string> listeners{"127.0.0.1:8080"};

    /// Threads that serve at the same time; 0 means one per processor. More only when workers wait, see BlockingRegion.
    std::size_t workers = 0;
    /// Requests inside Application::handle; more are answered 503 with Retry-After. Bounds the threads, too.
    std::size_t maxInFlight = 128;

    std::size_t maxConnections = 10'000;
    /// Open connections of one IPv4 address or IPv6 /64 network; more are answered 429.
    std::size_t maxConnectionsPerPeer = 256;
    /// Addresses, or ADDRESS/BITS, without that cap: a reverse proxy speaks for many clients.
    std::vector<std::string> uncappedPeers{"127.0.0.1", "::1"};

    std::chrono::milliseconds keepAlive{75'000};      ///< An idle connection is closed after this time.
    std::chrono::milliseconds headerTimeout{10'000};  ///< From a header's first byte to its last, in all.
    std::chrono::milliseconds bodyGrace{10'000};      ///< A body may be this late against `minimumRate`.
    std::chrono::milliseconds bodyTimeout{1'800'000}; ///< A body may take this long at any rate.
    std::chrono::milliseconds sendGrace{30'000};      ///< A reader may be this late against `minimumRate`.
    std::uint64_t minimumRate = 1024;                 ///< Bytes per second that a sender or reader must keep up.

    std::size_t headerLimit = 16'384; ///< Bytes of request line and fields; at most 32 KB.
    std::size_t uriLimit = 8'192;     ///< Bytes of the request target.
    std::size_t fieldLimit = 100;     ///< Header fields of a request.

    std::size_t memoryBody = 256 * 1024; ///< Longer bodies are spooled to `spoolDirectory`.
    std::string spoolDirectory = "/tmp"; ///< Holds unlinked files only; nothing is left behind.

    std::chrono::milliseconds drainDeadline{20'000}; ///< How long stop() waits for requests in flight.
    std::chrono::milliseconds drainGrace{500};       ///< And for the next request of a kept connection.
    std::chrono::milliseconds linger{2'000};         ///< A refused client may be silent this long before it is cut off,
    std::chrono::milliseconds lingerLimit{30'000};   ///< and go on sending what nobody reads this long.
    std::chrono::milliseconds tick{250};             ///< How often deadlines are looked at.

    std::chrono::milliseconds heartbeat{15'000}; ///< A silent event stream gets a comment this often.
    std::size_t eventBacklog = 256 * 1024;       ///< Unsent bytes at which a slow event stream is cut.
};

/// Connections that exist at a cap of `cap`: beyond it some are refused in words.
constexpr std::size_t withSpill(std::size_t cap) { return cap + cap / 8 + 16; }

/// The largest cap with which `descriptors` are enough for all connections; at least 1.
constexpr std::size_t connectionsIn(std::size_t descriptors) {
    return descriptors > withSpill(1) ? (descriptors - 16) * 8 / 9 : 1;
}

} // namespace tenon::http
