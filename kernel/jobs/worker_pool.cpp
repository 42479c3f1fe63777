#include "worker_pool.h"

#include <system_error>

namespace tenon::jobs {

WorkerPool::WorkerPool(std::size_t mostThreads) : _mostThreads(mostThreads) {
    _threads.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() { stop(); }

void WorkerPool::submit(Task task) {
    const std::lock_guard guard(_mutex);
    if (_tasks.size() >= _idle && _threads.size() < _mostThreads && !_isStopping) {
        addThread();
    }
    _tasks.push_back(std::move(task));
    _changed.notify_one();
}

void WorkerPool::addThread() {
    try {
        _threads.emplace_back([this] { work(); });
    } catch (const std::system_error&) {
        // The system has none left: those that are there do the work.
    }
}

void WorkerPool::stop() noexcept {
    {
        const std::lock_guard guard(_mutex);
        _isStopping = true;
        _changed.notify_all();
    }
    for (std::thread& thread : _threads) {
        thread.join();
    }
    _threads.clear();
}

void WorkerPool::work() {
    std::unique_lock lock(_mutex);
    while (true) {
        ++_idle;
        _changed.wait(lock, [this] { return _isStopping || !_tasks.empty(); });
        --_idle;
        if (_tasks.empty()) {
            return;
        }
        {
            const Task task = std::move(_tasks.front());
            _tasks.pop_front();
            lock.unlock();
            task();
        }
        lock.lock();
    }
}

} // namespace tenon::jobs
