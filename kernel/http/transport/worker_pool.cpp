#include <kernel/http/transport/thread_signals.h>
#include <kernel/http/transport/worker_pool.h>

#include <algorithm>
#include <system_error>
#include <utility>

namespace tenon::http {

namespace {

std::size_t usualWorkers(const ServerSettings& settings) {
    return settings.workers > 0 ? settings.workers : std::max(2U, std::thread::hardware_concurrency());
}

} // namespace

WorkerPool::WorkerPool(Poller& poller, const ServerSettings& settings, Handler handle)
    : _poller(poller), _settings(settings), _handle(std::move(handle)), _usual(usualWorkers(settings)),
      // Beyond the requests that may be in flight there is always a worker left that can refuse the next one.
      _limit(_usual + settings.maxInFlight), _wanted(_usual) {}

WorkerPool::~WorkerPool() { stop(); }

void WorkerPool::start() {
    const std::scoped_lock lock(_mutex);
    for (std::size_t i = 0; i < _usual; ++i) {
        addWorker();
    }
}

void WorkerPool::stop() noexcept {
    _stopping = true;
    _poller.wakeAll();
    std::vector<std::unique_ptr<Worker>> workers;
    {
        const std::scoped_lock lock(_mutex);
        _released.notify_all();
        workers.swap(_workers);
    }
    for (const auto& worker : workers) {
        worker->thread.join();
    }
}

void WorkerPool::relieve() noexcept {
    const std::scoped_lock lock(_mutex);
    std::uint64_t turns = 0;
    bool someoneWaits = false;
    for (const auto& worker : _workers) {
        turns += worker->turns.load(std::memory_order_relaxed);
        someoneWaits = someoneWaits || worker->waiting.load(std::memory_order_relaxed);
    }
    const bool moved = std::exchange(_turnsSeen, turns) != turns;
    if (!someoneWaits && !moved && _workers.size() < _limit) {
        ++_wanted;
        replaceOne();
    } else if (someoneWaits && _wanted > _usual) {
        --_wanted;
    }
}

void WorkerPool::entered() noexcept {
    const std::scoped_lock lock(_mutex);
    --_running;
    replaceOne();
}

void WorkerPool::left() noexcept {
    const std::scoped_lock lock(_mutex);
    ++_running; // this one or another parks when it would take its next turn
}

void WorkerPool::replaceOne() noexcept {
    if (_stopping || _running >= _wanted) {
        return;
    }
    if (_parked > 0) {
        --_parked;
        ++_running;
        ++_releases;
        _released.notify_one();
    } else if (_workers.size() < _limit) {
        try {
            addWorker();
        } catch (const std::exception&) {
            // No memory or thread left: those that run go on, and relieve() tries again.
        }
    }
}

void WorkerPool::addWorker() {
    _workers.reserve(_workers.size() + 1);
    auto worker = std::make_unique<Worker>(_settings);
    Worker& added = *worker;
    worker->thread = std::thread([this, &added] { run(added); });
    _workers.push_back(std::move(worker));
    ++_running;
}

void WorkerPool::run(Worker& worker) {
    blockSignalsInThisThread();
    BlockingListener::install(this);
    while (!_stopping.load(std::memory_order_relaxed)) {
        if (_running.load(std::memory_order_relaxed) > _wanted.load(std::memory_order_relaxed)) {
            parkIfSurplus();
        } else {
            takeTurn(worker);
        }
    }
    BlockingListener::install(nullptr);
}

void WorkerPool::takeTurn(Worker& worker) {
    worker.waiting.store(true, std::memory_order_relaxed);
    Pollable* subject = _poller.wait();
    worker.waiting.store(false, std::memory_order_relaxed);
    if (subject != nullptr && subject->kind() != Pollable::Kind::Wake) {
        _handle(*subject, worker.bench);
    }
    worker.turns.store(worker.turns.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
}

void WorkerPool::parkIfSurplus() {
    std::unique_lock lock(_mutex);
    if (_running <= _wanted) {
        return;
    }
    --_running;
    ++_parked;
    _released.wait(lock, [this] { return _releases > 0 || _stopping; });
    if (_releases > 0) {
        --_releases;
    }
}

} // namespace tenon::http
