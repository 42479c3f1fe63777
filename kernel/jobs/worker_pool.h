#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tenon::jobs {

/// Threads that run tasks in the order of their arrival: as many as tasks have waited for at once, up to a limit. Tasks
/// do not throw.
class WorkerPool {
public:
    using Task = std::function<void()>;

    /// The first thread is there from the beginning; up to `mostThreads` come when they are needed.
    explicit WorkerPool(std::size_t mostThreads);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    void submit(Task task);

    /// Returns when every task has run; tasks submitted later do not.
    void stop() noexcept;

private:
    void work();
    void addThread();

    const std::size_t _mostThreads;
    std::mutex _mutex;
    std::condition_variable _changed;
    std::deque<Task> _tasks;           // guarded by _mutex
    bool _isStopping = false;          // guarded by _mutex
    std::size_t _idle = 0;             // threads that wait for a task; guarded by _mutex
    std::vector<std::thread> _threads; // guarded by _mutex until stopping
};

} // namespace tenon::jobs
