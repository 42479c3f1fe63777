#include "deadline.h"

#include <sys/socket.h>
#include <unistd.h>

namespace tenon {

CallDeadline::CallDeadline(int socket, std::chrono::milliseconds time)
    : _socket(::dup(socket)), _thread([this, time](const std::stop_token& stop) { wait(stop, time); }) {}

void CallDeadline::wait(const std::stop_token& stop, std::chrono::milliseconds time) {
    std::unique_lock lock(_mutex);
    _over.wait_for(lock, stop, time, [] { return false; });
    if (!stop.stop_requested()) {
        _isPast = true;
        ::shutdown(_socket.get(), SHUT_RDWR);
    }
}

} // namespace tenon
