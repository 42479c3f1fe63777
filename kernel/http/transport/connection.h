#pragma once

#include <kernel/http/transport/coarse_clock.h>
#include <kernel/http/transport/event_source.h>
#include <kernel/http/transport/incoming_request.h>
#include <kernel/http/transport/outgoing.h>
#include <kernel/http/transport/peer_address.h>
#include <kernel/http/transport/poller.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace tenon::http {

/// What a connection is doing, and so which deadline it has.
enum class Phase : std::uint8_t {
    Idle,
    ReadingHeader,
    ReadingBody,
    Handling,
    Writing,
    Lingering, ///< The answer is out; what the client still sends is thrown away.
    Streaming  ///< Belongs to the EventHub.
};

/// What follows an answer.
enum class Afterwards : std::uint8_t {
    NextRequest,
    Close,
    Linger ///< The client may still be sending: closing at once would reset the connection before it reads the answer.
};

/// One client's socket and what must be remembered between two events of it: a few hundred bytes while it is idle.
///
/// The public members belong to the thread that received the connection from the poller. The phase, the deadline and
/// expire() are for the thread that watches the clock, too.
class Connection : public Pollable {
public:
    Connection(FileDescriptor socket, const PeerAddress& peer, std::size_t listener)
        : Pollable(Kind::Connection, std::move(socket)), _peer(peer), _listener(listener) {}

    [[nodiscard]] const PeerAddress& peer() const { return _peer; }

    [[nodiscard]] std::size_t listener() const { return _listener; }

    /// Begins a phase that must end before `deadline`.
    void enter(Phase phase, CoarseClock::time_point deadline) noexcept {
        _phase.store(phase, std::memory_order_relaxed);
        extend(deadline);
    }

    /// Begins a phase without a deadline.
    void enter(Phase phase) noexcept { enter(phase, CoarseClock::time_point::max()); }

    void extend(CoarseClock::time_point deadline) noexcept { _deadline.store(deadline, std::memory_order_relaxed); }

    [[nodiscard]] Phase phase() const noexcept { return _phase.load(std::memory_order_relaxed); }

    /// The same, unless the deadline has changed since it was seen: for the thread that watches the clock.
    void extend(CoarseClock::time_point seen, CoarseClock::time_point deadline) noexcept {
        _deadline.compare_exchange_strong(seen, deadline, std::memory_order_relaxed);
    }

    [[nodiscard]] CoarseClock::time_point deadline() const noexcept {
        return _deadline.load(std::memory_order_relaxed);
    }

    /// Ends the connection from another thread: its owner is woken by the poller and finds it expired.
    void expire() noexcept;

    [[nodiscard]] bool isExpired() const noexcept { return _expired.load(std::memory_order_relaxed); }

    std::string pending;                              ///< Received, but not part of a parsed request yet.
    std::size_t scanned = 0;                          ///< Bytes of `pending` that hold no end of a header.
    std::unique_ptr<IncomingRequest> request;         ///< Its body is still arriving.
    std::unique_ptr<Outgoing> outgoing;               ///< Its rest waits for the client to read.
    std::atomic<CoarseClock::time_point> sendStarted; ///< With `given` for the thread that watches the clock, too.
    std::atomic<std::uint64_t> given{0};              ///< Bytes of `outgoing` that the system has taken.
    CoarseClock::time_point lingerStarted;
    Afterwards afterwards = Afterwards::NextRequest;
    std::shared_ptr<EventSource> stream; ///< Shared with the application, which may look at it until it ends.

private:
    PeerAddress _peer;
    std::size_t _listener;
    std::atomic<CoarseClock::time_point> _deadline{CoarseClock::time_point::max()};
    std::atomic<Phase> _phase{Phase::Idle};
    std::atomic<bool> _expired{false};
};

} // namespace tenon::http
