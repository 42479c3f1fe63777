#include "hashing_pool.h"

#include <tenon/blocking.h>
#include <tenon/error.h>

#include <future>
#include <sys/resource.h>
#include <unistd.h>

namespace tenon::auth {

namespace {

constexpr int lessUrgent = 10; ///< Steps of niceness: a ninth of a request's share where both want a core

/// A request that comes in shall have the core; a login is slow anyhow. Niceness is the thread's own on Linux. Where
/// the system refuses it, both are equal.
void yieldToRequests() {
    const auto thread = static_cast<id_t>(::gettid());
    ::setpriority(PRIO_PROCESS, thread, ::getpriority(PRIO_PROCESS, thread) + lessUrgent);
}

} // namespace

HashingPool::HashingPool(std::size_t threads, std::size_t queue) : _limit(queue) {
    for (std::size_t i = 0; i < threads; ++i) {
        _threads.emplace_back([this] { serve(); });
    }
}

HashingPool::~HashingPool() {
    {
        const std::lock_guard lock(_mutex);
        _isStopping = true;
    }
    _changed.notify_all();
    for (std::thread& thread : _threads) {
        thread.join();
    }
}

void HashingPool::run(const std::function<void()>& work) {
    // Shared: the pool's thread may still be leaving the task when the caller has its result.
    const auto task = std::make_shared<std::packaged_task<void()>>(work);
    std::future<void> done = task->get_future();
    {
        const std::lock_guard lock(_mutex);
        if (_isStopping || _waiting.size() >= _limit) {
            throw Error(503, "UNAVAILABLE", "Too many people sign in at the moment.", {{"retry_after", 1}});
        }
        _waiting.emplace_back([task] { (*task)(); });
    }
    _changed.notify_one();
    const BlockingRegion region;
    done.get();
}

void HashingPool::serve() {
    yieldToRequests();
    std::unique_lock lock(_mutex);
    while (true) {
        _changed.wait(lock, [this] { return _isStopping || !_waiting.empty(); });
        if (_waiting.empty()) {
            return;
        }
        const std::function<void()> work = std::move(_waiting.front());
        _waiting.pop_front();
        lock.unlock();
        work();
        lock.lock();
    }
}

} // namespace tenon::auth
