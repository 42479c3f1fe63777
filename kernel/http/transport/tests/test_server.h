#pragma once

#include <kernel/http/transport/server.h>

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace tenon::http::test {

/// A function that a test may replace while the server calls it.
template <typename Function>
class Replaceable {
public:
    explicit Replaceable(Function function) { *this = std::move(function); }

    Replaceable& operator=(Function function) {
        const std::scoped_lock lock(_mutex);
        _function = std::make_shared<const Function>(std::move(function));
        return *this;
    }

    [[nodiscard]] std::shared_ptr<const Function> get() const {
        const std::scoped_lock lock(_mutex);
        return _function;
    }

private:
    mutable std::mutex _mutex;
    std::shared_ptr<const Function> _function; // shared with the calls that are running
};

/// Answers what the test wants; without wishes, an echo of method, target and body.
class TestApplication : public Application {
public:
    Replaceable<std::function<void(const Message&, Answer&)>> onHandle{echo};
    Replaceable<std::function<Admission(const Message&)>> onAdmit{admitAll};

    static Admission admitAll(const Message&) { return {.maxBody = 64 * 1024 * 1024, .refusal = {}}; }

    static void echo(const Message& message, Answer& answer) {
        answer.body = std::string(message.method) + ' ' + std::string(message.target) + ' ' + std::string(message.body);
    }

    Admission admit(const Message& head) noexcept override { return (*onAdmit.get())(head); }

    void handle(const Message& message, Answer& answer) noexcept override { (*onHandle.get())(message, answer); }

    void refuse(Refusal, const Message& head, Answer& answer) noexcept override {
        answer.body = "refused " + std::string(head.peer);
    }
};

/// Settings for a server on a free port of the loopback that looks at its deadlines often.
inline ServerSettings quickSettings() {
    ServerSettings settings;
    settings.listeners = {"127.0.0.1:0"};
    settings.workers = 2;
    settings.tick = std::chrono::milliseconds(10);
    settings.linger = std::chrono::milliseconds(200);
    return settings;
}

/// A server and what it serves, started.
struct TestServer {
    explicit TestServer(const ServerSettings& settings = quickSettings()) : server(settings, application) {
        server.start();
    }

    [[nodiscard]] std::uint16_t port() const { return server.port(); }

    TestApplication application;
    Server server;
};

} // namespace tenon::http::test
