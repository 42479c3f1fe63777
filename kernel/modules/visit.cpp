#include <kernel/modules/signal_stack.h>
#include <kernel/modules/visit.h>

#include <atomic>
#include <mutex>
#include <utility>

namespace tenon::modules {

namespace {

/// Every thread that ever was in a module and still lives.
struct VisitedThreads {
    std::mutex mutex;
    VisitedThread* first = nullptr; ///< Guarded by the mutex
};

constinit VisitedThreads threads;

/// The thread's own entry, where a signal handler finds it without running a constructor; null before its first visit.
constinit thread_local VisitedThread* thisThread = nullptr;

} // namespace

class VisitedThread {
public:
    VisitedThread() {
        const std::lock_guard lock(threads.mutex);
        _next = threads.first;
        if (_next != nullptr) {
            _next->_previous = this;
        }
        threads.first = this;
        thisThread = this;
    }

    ~VisitedThread() {
        thisThread = nullptr;
        const std::lock_guard lock(threads.mutex);
        (_previous == nullptr ? threads.first : _previous->_next) = _next;
        if (_next != nullptr) {
            _next->_previous = _previous;
        }
    }

    VisitedThread(const VisitedThread&) = delete;
    VisitedThread& operator=(const VisitedThread&) = delete;

    [[nodiscard]] VisitedThread* next() const { return _next; }

    std::atomic<const Place*> place = nullptr; ///< Read by other threads
    std::string_view requestId;                ///< Read by this thread and its signal handler only

private:
    SignalStack _stack;
    VisitedThread* _next = nullptr;     ///< Guarded by the list's mutex
    VisitedThread* _previous = nullptr; ///< Guarded by the list's mutex
};

namespace {

VisitedThread& enrolled() {
    thread_local VisitedThread thread;
    return thread;
}

} // namespace

Visit::Visit(const Place& place, std::string_view requestId) noexcept
    : _thread(thisThread != nullptr ? *thisThread : enrolled()),
      _outerPlace(_thread.place.load(std::memory_order_relaxed)),
      _outerRequestId(std::exchange(_thread.requestId, requestId)) {
    _thread.place.store(&place, std::memory_order_release);
}

Visit::~Visit() {
    _thread.place.store(_outerPlace, std::memory_order_release);
    _thread.requestId = _outerRequestId;
}

CurrentVisit currentVisit() noexcept {
    if (thisThread == nullptr) {
        return {};
    }
    return {thisThread->place.load(std::memory_order_relaxed), thisThread->requestId};
}

std::vector<const Place*> visitedPlaces() {
    std::vector<const Place*> places;
    const std::lock_guard lock(threads.mutex);
    for (const VisitedThread* thread = threads.first; thread != nullptr; thread = thread->next()) {
        if (const Place* place = thread->place.load(std::memory_order_acquire)) {
            places.push_back(place);
        }
    }
    return places;
}

} // namespace tenon::modules
