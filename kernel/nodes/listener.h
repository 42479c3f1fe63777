#pragma once

#include "line.h"

#include <kernel/http/transport/file_descriptor.h>

#include <tenon/log.h>

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace tenon::nodes {

/// The thread that hears what other nodes say.
class Listener {
public:
    struct Calls {
        std::function<void()> opened; ///< Before it, anything may have been said
        std::function<void(const std::string& text)> heard;
    };

    /// `line` and `log` outlive this; the calls are made by one thread and do not throw.
    Listener(Line& line, Calls calls, Log& log);
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    void start();
    /// Joins the thread. Later calls do nothing.
    void stop() noexcept;

    /// Whether the line is down.
    [[nodiscard]] bool isDown() const noexcept { return _isDown; }

private:
    void work() noexcept;
    void listen();
    void pause() const noexcept;

    Line& _line;
    const Calls _calls;
    Log& _log;
    http::FileDescriptor _stop; ///< Readable when the thread is to end
    std::atomic<bool> _isStopping{false};
    std::atomic<bool> _isDown{false};
    std::thread _thread;
};

} // namespace tenon::nodes
