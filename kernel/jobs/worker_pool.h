#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tenon::jobs {

/// A fixed number of threads that run tasks in the order of their arrival. Tasks do not throw.
class WorkerPool {
public:
    using Task = std::function<void()>;

    explicit WorkerPool(std::size_t threads);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    void submit(Task task);

    /// Returns when every task has run; tasks submitted later do not.
    void stop() noexcept;

private:
    void work();

    std::mutex _mutex;
    std::condition_variable _changed;
    std::deque<Task> _tasks;  // guarded by _mutex
    bool _isStopping = false; // guarded by _mutex
    std::vector<std::thread> _threads;
};

} // namespace tenon::jobs
