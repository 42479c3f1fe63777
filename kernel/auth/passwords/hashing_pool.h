#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tenon::auth {

/// A few threads for work that takes a core for tens of milliseconds, less urgent than requests, so that logins cannot
/// take the cores from them.
class HashingPool {
public:
    /// `threads` and `queue` are at least 1: how many run at once, how many may wait.
    HashingPool(std::size_t threads, std::size_t queue);
    ~HashingPool();
    HashingPool(const HashingPool&) = delete;
    HashingPool& operator=(const HashingPool&) = delete;

    /// Runs `work` on a thread of the pool and returns when it is done; what it throws is thrown here.
    ///
    /// Throws Error 503 with `retry_after` (seconds) in its details when too many wait already or the pool was stopped.
    void run(const std::function<void()>& work);

private:
    void serve();

    const std::size_t _limit;
    std::mutex _mutex; ///< Guards the members below.
    std::condition_variable _changed;
    std::deque<std::function<void()>> _waiting;
    bool _isStopping = false;
    std::vector<std::thread> _threads;
};

} // namespace tenon::auth
