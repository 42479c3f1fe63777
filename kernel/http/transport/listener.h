#pragma once

#include <kernel/http/transport/peer_address.h>
#include <kernel/http/transport/poller.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>

namespace tenon::http {

/// A listening TCP socket. accept() and close() may be called from different threads.
class Listener : public Pollable {
public:
    /// What accept() found.
    struct Accepted {
        enum class Outcome {
            Connection,
            None,     ///< Nobody is waiting.
            Exhausted ///< No descriptor or memory left: ask again later, not at once.
        };

        Outcome outcome = Outcome::None;
        FileDescriptor socket;
        PeerAddress peer;
    };

    /// Listens on HOST:PORT; throws std::runtime_error with the address and the reason when that fails.
    Listener(const std::string& address, std::size_t index);

    /// Its place in ServerSettings::listeners.
    [[nodiscard]] std::size_t index() const { return _index; }

    /// The port bound, also when the settings left it to the system.
    [[nodiscard]] std::uint16_t port() const { return _port; }

    /// Takes the next connection without waiting.
    [[nodiscard]] Accepted accept();

    /// Has `poller` report the next waiting connection; nothing after close().
    void arm(Poller& poller) noexcept;

    /// Leaves waiting connections alone until resume(): they keep the socket readable, and arming it would spin.
    void pause() noexcept { _paused = true; }

    /// Arms the listener again if it was paused.
    void resume(Poller& poller) noexcept;

    /// Stops listening; accept() finds nobody from now on.
    void close() noexcept;

private:
    const std::size_t _index;
    std::uint16_t _port = 0;
    std::atomic<bool> _paused{false};
    std::mutex _mutex; ///< Guards the descriptor against being closed while it accepts.
};

} // namespace tenon::http
