#include "tables/time_allowance.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <ctime>
#include <sys/time.h>
#include <system_error>
#include <unistd.h>

namespace documents::tables {

namespace {

/// Read by a signal handler, hence lock-free and nothing more than a number.
std::atomic<std::int64_t> grantedMicroseconds{0};
static_assert(std::atomic<std::int64_t>::is_always_lock_free);

extern "C" void endWhenOutOfTime(int) {
    timespec used{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    if (used.tv_sec * 1'000'000 + used.tv_nsec / 1000 > grantedMicroseconds.load(std::memory_order_relaxed)) {
        ::_exit(outOfTime);
    }
}

} // namespace

void limitTime(std::chrono::microseconds first) {
    grantedMicroseconds = first.count();
    std::signal(SIGPROF, endWhenOutOfTime);
    // Looks a few times a second of its own time, whatever the program is doing.
    constexpr timeval often{.tv_sec = 0, .tv_usec = 200'000};
    constexpr itimerval timer{.it_interval = often, .it_value = often};
    if (::setitimer(ITIMER_PROF, &timer, nullptr) != 0) {
        throw std::system_error(errno, std::generic_category(), "timer of the helper program");
    }
}

void grantTime(std::chrono::microseconds more) noexcept {
    grantedMicroseconds.fetch_add(more.count(), std::memory_order_relaxed);
}

} // namespace documents::tables
