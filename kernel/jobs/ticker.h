#pragma once

#include <tenon/log.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace tenon::jobs {

/// A thread that calls an action whenever it is due or woken. Safe to use from many threads.
class Ticker {
public:
    using Pause = std::chrono::microseconds;
    /// Does what is due and returns how long to wait unless woken earlier.
    using Action = std::function<Pause()>;

    /// An action that throws is logged as `<name>.failed` and called again after a second.
    Ticker(std::string name, Log& log, Action action);
    ~Ticker();
    Ticker(const Ticker&) = delete;
    Ticker& operator=(const Ticker&) = delete;

    void start();

    /// Has the action called soon, once more if it is running now.
    void wake() noexcept;

    /// Returns when the action has ended. Not to be called by the action.
    void stop() noexcept;

private:
    void loop();
    [[nodiscard]] Pause act() noexcept;

    const std::string _name;
    Log& _log;
    const Action _action;
    std::mutex _mutex;
    std::condition_variable _changed;
    bool _isWoken = false;    // guarded by _mutex
    bool _isStopping = false; // guarded by _mutex
    std::thread _thread;
};

} // namespace tenon::jobs
