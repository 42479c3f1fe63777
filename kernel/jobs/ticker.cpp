#include "ticker.h"

#include <kernel/jobs/fault.h>

namespace tenon::jobs {

namespace {

constexpr Ticker::Pause pauseAfterFailure = std::chrono::seconds(1);

} // namespace

Ticker::Ticker(std::string name, Log& log, Action action)
    : _name(std::move(name)), _log(log), _action(std::move(action)) {}

Ticker::~Ticker() { stop(); }

void Ticker::start() {
    _thread = std::thread([this] { loop(); });
}

void Ticker::wake() noexcept {
    const std::lock_guard guard(_mutex);
    _isWoken = true;
    _changed.notify_one();
}

void Ticker::stop() noexcept {
    {
        const std::lock_guard guard(_mutex);
        _isStopping = true;
        _changed.notify_one();
    }
    if (_thread.joinable()) {
        _thread.join();
    }
}

void Ticker::loop() {
    std::unique_lock lock(_mutex);
    while (!_isStopping) {
        _isWoken = false;
        lock.unlock();
        const Pause pause = act();
        lock.lock();
        _changed.wait_for(lock, pause, [this] { return _isWoken || _isStopping; });
    }
}

Ticker::Pause Ticker::act() noexcept {
    try {
        return _action();
    } catch (...) {
        _log.warn(_name + ".failed", {{"cause", causeOf(std::current_exception())}});
        return pauseAfterFailure;
    }
}

} // namespace tenon::jobs
