#include <kernel/http/transport/thread_signals.h>
#include <kernel/http/transport/ticker.h>

#include <utility>

namespace tenon::http {

Ticker::Ticker(std::chrono::milliseconds interval, std::function<void()> tick)
    : _interval(interval), _tick(std::move(tick)) {}

Ticker::~Ticker() { stop(); }

void Ticker::start() {
    _thread = std::thread([this] { run(); });
}

void Ticker::stop() noexcept {
    if (!_thread.joinable()) {
        return;
    }
    {
        const std::scoped_lock lock(_mutex);
        _stopping = true;
    }
    _stopped.notify_all();
    _thread.join();
}

void Ticker::run() {
    blockSignalsInThisThread();
    std::unique_lock lock(_mutex);
    while (!_stopped.wait_for(lock, _interval, [this] { return _stopping; })) {
        lock.unlock();
        _tick();
        lock.lock();
    }
}

} // namespace tenon::http
