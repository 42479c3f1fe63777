#include "listener.h"

#include <chrono>
#include <poll.h>
#include <sys/eventfd.h>

namespace tenon::nodes {

namespace {

constexpr std::chrono::milliseconds betweenTries{1000};

} // namespace

Listener::Listener(Line& line, Calls calls, Log& log)
    : _line(line), _calls(std::move(calls)), _log(log), _stop(::eventfd(0, EFD_CLOEXEC)) {}

Listener::~Listener() { stop(); }

void Listener::start() {
    _thread = std::thread([this] { work(); });
}

void Listener::stop() noexcept {
    _isStopping = true;
    ::eventfd_write(_stop.get(), 1);
    if (_thread.joinable()) {
        _thread.join();
    }
}

void Listener::work() noexcept {
    while (!_isStopping) {
        try {
            listen();
        } catch (const std::exception& error) {
            if (!_isDown.exchange(true)) {
                _log.warn("nodes.line.down", {{"what", error.what()}});
            }
            pause();
        }
    }
}

void Listener::listen() {
    _line.open();
    if (_isDown.exchange(false)) {
        _log.info("nodes.line.up", {});
    }
    _calls.opened();
    while (!_isStopping) {
        for (const std::string& text : _line.hear(_stop.get())) {
            _calls.heard(text);
        }
    }
}

/// Until the next try, or until the thread is to end.
void Listener::pause() const noexcept {
    pollfd stop{.fd = _stop.get(), .events = POLLIN, .revents = 0};
    ::poll(&stop, 1, static_cast<int>(betweenTries.count()));
}

} // namespace tenon::nodes
