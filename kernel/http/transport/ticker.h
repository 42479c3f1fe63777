#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace tenon::http {

/// A thread that does one short thing again and again.
class Ticker {
public:
    Ticker(std::chrono::milliseconds interval, std::function<void()> tick);
    ~Ticker();

    void start();
    void stop() noexcept;

private:
    void run();

    const std::chrono::milliseconds _interval;
    const std::function<void()> _tick;
    std::mutex _mutex;
    std::condition_variable _stopped;
    bool _stopping = false; // guarded by _mutex
    std::thread _thread;
};

} // namespace tenon::http
