#pragma once

#include <tenon/file.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

namespace tenon {

/// Ends a connection when its time is over, whoever waits for it and however slowly bytes arrive: time limits of
/// sockets begin anew with each of them.
class CallDeadline {
public:
    CallDeadline(int socket, std::chrono::milliseconds time);

    [[nodiscard]] bool isPast() const { return _isPast; }

private:
    void wait(const std::stop_token& stop, std::chrono::milliseconds time);

    Descriptor _socket; ///< A descriptor of its own: the caller's may be closed, and its number used again
    std::atomic<bool> _isPast{false};
    std::mutex _mutex;
    std::condition_variable_any _over;
    std::jthread _thread; ///< The last member: it uses the others
};

} // namespace tenon
