#pragma once

#include <kernel/assembly/settings.h>

#include <tenon/log.h>

#include <chrono>
#include <functional>
#include <string_view>

namespace tenon::assembly {

/// The stop of a server, step by step, each for a bounded time: a module that does not come back is named in the log
/// and left behind, and the rest ends in order.
///
/// For one thread.
class Stopping {
public:
    /// A step must not throw.
    using Step = std::function<void()>;

    /// From here the drain deadline counts. `log` outlives the steps, those that are overdue included.
    Stopping(Log& log, const StopLimits& limits);

    /// Ends work that came from outside: requests, events and jobs share what is left until the drain deadline.
    void drain(std::string_view what, Step step);

    /// Ends a module, or a part of the kernel that has nothing to wait for.
    void end(std::string_view what, Step step);

    /// Whether a step still runs: nothing that it may use can be destroyed any more, and the process has to end by
    /// leaveBehind().
    [[nodiscard]] bool isOverdue() const { return _isOverdue; }

private:
    void run(std::string_view what, std::chrono::milliseconds patience, Step step);
    void tell(std::string_view what);

    Log& _log;
    const std::chrono::milliseconds _patience;
    const std::chrono::steady_clock::time_point _drained;
    bool _isOverdue = false;
};

/// Exit status of a stop that left something behind.
inline constexpr int leftBehind = 4;

/// Ends the process without waiting for threads that hang and without destroying what they use.
[[noreturn]] void leaveBehind() noexcept;

/// Ends the process by leaveBehind() unless it ends by itself within `patience`: destructors of modules run at the
/// exit, too, and may hang.
void endWithin(std::chrono::milliseconds patience);

} // namespace tenon::assembly
