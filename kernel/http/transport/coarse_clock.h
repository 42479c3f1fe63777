#pragma once

#include <chrono>
#include <time.h>

namespace tenon::http {

/// The monotonic clock at the kernel's tick (about 4 ms): exact enough for deadlines, a few nanoseconds to read.
struct CoarseClock {
    using duration = std::chrono::milliseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<CoarseClock>;
    static constexpr bool is_steady = true;

    static time_point now() noexcept {
        timespec time{};
        ::clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
        return time_point(std::chrono::duration_cast<duration>(
            std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec)
        ));
    }
};

} // namespace tenon::http
