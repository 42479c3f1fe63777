#include <kernel/assembly/stopping.h>
#include <kernel/modules/visit.h>

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

namespace tenon::assembly {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

} // namespace

Stopping::Stopping(Log& log, const StopLimits& limits)
    : _log(log), _patience(limits.module), _drained(steady_clock::now() + limits.drain) {}

void Stopping::drain(std::string_view what, Step step) {
    const auto left = std::chrono::ceil<milliseconds>(_drained - steady_clock::now());
    run(what, std::max(left, milliseconds(0)) + _patience, std::move(step));
}

void Stopping::end(std::string_view what, Step step) { run(what, _patience, std::move(step)); }

void Stopping::run(std::string_view what, milliseconds patience, Step step) {
    // Shared with a thread that may outlive this call.
    const auto task = std::make_shared<std::packaged_task<void()>>(std::move(step));
    const std::future<void> done = task->get_future();
    std::thread thread;
    try {
        thread = std::thread([task] { (*task)(); });
    } catch (const std::system_error&) {
        return (*task)(); // Without a thread a step is not bounded, but it is done.
    }
    if (done.wait_for(patience) == std::future_status::ready) {
        thread.join();
        return;
    }
    thread.detach();
    _isOverdue = true;
    tell(what);
}

void Stopping::tell(std::string_view what) {
    _log.error("server.stop.overdue", {{"step", what}});
    for (const modules::Place* place : modules::visitedPlaces()) {
        _log.error("module.hangs", {{"module", place->module}, {place->kind, place->name}});
    }
}

void leaveBehind() noexcept { std::_Exit(leftBehind); }

void endWithin(milliseconds patience) {
    std::thread([patience] {
        std::mutex mutex;
        std::condition_variable never;
        std::unique_lock lock(mutex);
        never.wait_for(lock, patience, [] { return false; });
        std::fputs("tenon: a module does not let the process end\n", stderr);
        leaveBehind();
    }).detach();
}

} // namespace tenon::assembly
