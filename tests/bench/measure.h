#pragma once

#include <algorithm>
#include <cstdio>
#include <time.h>
#include <vector>

namespace bench {

[[nodiscard]] inline double seconds(clockid_t clock) {
    timespec time{};
    ::clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// Middle of `count` runs in milliseconds: time that passed, and CPU time of the process.
template <typename Run>
void measure(const char* name, int count, Run&& run) {
    std::vector<double> wall;
    const double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    for (int i = 0; i < count; ++i) {
        const double begin = seconds(CLOCK_MONOTONIC);
        run(i);
        wall.push_back((seconds(CLOCK_MONOTONIC) - begin) * 1e3);
    }
    const double used = (seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu) * 1e3 / count;
    std::ranges::sort(wall);
    std::printf("%-44s %8.3f ms   %8.3f ms CPU\n", name, wall[wall.size() / 2], used);
}

} // namespace bench
