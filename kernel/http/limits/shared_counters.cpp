#include <kernel/http/limits/shared_counters.h>

#include <exception>

namespace tenon::http {

namespace {

std::int64_t milliseconds() {
    using namespace std::chrono;
    return duration_cast<std::chrono::milliseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

Usage SharedCounters::count(std::string_view caller, const Quota& quota) {
    if (isTried()) {
        try {
            const Usage usage = _shared->count(caller, quota);
            noteReturn();
            return usage;
        } catch (const std::exception& error) {
            noteOutage(error.what());
        }
    }
    return _own.count(caller, quota);
}

/// While they are away, one request in each pause.
bool SharedCounters::isTried() noexcept {
    if (!_isAway.load(std::memory_order_relaxed)) {
        return true;
    }
    std::int64_t next = _nextTry.load();
    const std::int64_t now = milliseconds();
    return now >= next && _nextTry.compare_exchange_strong(next, now + std::chrono::milliseconds(pause).count());
}

void SharedCounters::noteOutage(std::string_view what) {
    _nextTry = milliseconds() + std::chrono::milliseconds(pause).count();
    if (!_isAway.exchange(true)) {
        _log.warn("limits.shared.away", {{"what", what}});
    }
}

void SharedCounters::noteReturn() {
    if (_isAway.load(std::memory_order_relaxed) && _isAway.exchange(false)) {
        _log.info("limits.shared.back", {});
    }
}

} // namespace tenon::http
