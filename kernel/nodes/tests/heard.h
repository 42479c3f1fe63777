#pragma once

#include <tenon/log.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::nodes::test {

/// What a listener or a log told, one text after another, for a thread that waits for it.
class Heard {
public:
    void add(std::string text) {
        const std::lock_guard lock(_mutex);
        _texts.push_back(std::move(text));
        _changed.notify_all();
    }

    /// The texts, once there are so many of them or ten seconds have passed.
    [[nodiscard]] std::vector<std::string> upTo(std::size_t count) {
        std::unique_lock lock(_mutex);
        _changed.wait_for(lock, std::chrono::seconds(10), [&] { return _texts.size() >= count; });
        return _texts;
    }

private:
    std::mutex _mutex;
    std::condition_variable _changed;
    std::vector<std::string> _texts; // guarded by _mutex
};

/// Keeps the names of what is logged.
class EventLog final : public Log {
public:
    Heard events;

protected:
    void write(std::string_view /*level*/, std::string_view event, JsonObject /*fields*/) override {
        events.add(std::string(event));
    }
};

} // namespace tenon::nodes::test
