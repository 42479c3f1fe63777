#include <kernel/http/transport/connection.h>

#include <sys/socket.h>

namespace tenon::http {

void Connection::expire() noexcept {
    _expired.store(true, std::memory_order_relaxed);
    extend(CoarseClock::time_point::max());
    // Only the owner closes, or the descriptor's number could be another connection's by the time it is used. A reader
    // that is still wanted keeps its way out, so that it can be told why.
    ::shutdown(fd(), phase() == Phase::Writing ? SHUT_RDWR : SHUT_RD);
}

} // namespace tenon::http
