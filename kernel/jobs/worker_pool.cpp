#include "worker_pool.h"

namespace tenon::jobs {

WorkerPool::WorkerPool(std::size_t threads) {
    for (std::size_t i = 0; i < threads; ++i) {
        _threads.emplace_back([this] { work(); });
    }
}

WorkerPool::~WorkerPool() { stop(); }

void WorkerPool::submit(Task task) {
    const std::lock_guard guard(_mutex);
    _tasks.push_back(std::move(task));
    _changed.notify_one();
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
        _changed.wait(lock, [this] { return _isStopping || !_tasks.empty(); });
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
