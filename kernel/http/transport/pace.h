#pragma once

#include <kernel/http/transport/coarse_clock.h>

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace tenon::http {

/// When a transfer that began at `start` and has moved `bytes` is too slow: a grace, and the time that the bytes may
/// take at the minimum rate. A deadline per byte would let a client hold a connection for ever with one byte a second.
inline CoarseClock::time_point paceDeadline(
    CoarseClock::time_point start, std::chrono::milliseconds grace, std::uint64_t bytes, std::uint64_t minimumRate
) {
    const std::uint64_t allowedMs = bytes * 1000 / std::max<std::uint64_t>(minimumRate, 1);
    return start + grace + std::chrono::milliseconds(allowedMs);
}

} // namespace tenon::http
