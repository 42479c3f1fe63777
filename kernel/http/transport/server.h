#pragma once

#include <kernel/http/transport/application.h>
#include <kernel/http/transport/connection_table.h>
#include <kernel/http/transport/counters.h>
#include <kernel/http/transport/event_hub.h>
#include <kernel/http/transport/exchange.h>
#include <kernel/http/transport/listener.h>
#include <kernel/http/transport/poller.h>
#include <kernel/http/transport/settings.h>
#include <kernel/http/transport/ticker.h>
#include <kernel/http/transport/worker_pool.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace tenon::http {

/// An HTTP/1.1 server: listeners, workers and limits of its own.
///
/// The admin listener is a second Server with one worker rather than a listener of the first: it shares no thread,
/// queue or limit with it, and so answers whatever happens there.
class Server {
public:
    /// Listens nowhere yet. `application` must outlive the server.
    Server(const ServerSettings& settings, Application& application);

    /// Stops it.
    ~Server();

    /// Binds and serves; throws std::runtime_error when an address cannot be listened on. To be called once.
    void start();

    /// Drains and ends: accepts no more, closes event streams, and gives requests in flight until the drain deadline
    /// and idle connections until the end of a short grace; whatever is answered closes its connection. A request that
    /// gets no answer at all within the deadline was not handed to the application, so that its client may send it
    /// again. Afterwards no thread of the server is left. A handler that is still running at the deadline is waited
    /// for, because its memory is in use.
    void stop() noexcept;

    /// Whether clients are answered: from when all listeners are bound until it begins to stop.
    [[nodiscard]] bool isRunning() const noexcept { return _running; }

    /// The port that a listener is bound to, by its place in the settings.
    [[nodiscard]] std::uint16_t port(std::size_t listener = 0) const;

    /// Has every event stream ask its source again. Cheap, thread-safe, also before start() and after stop().
    void wakeStreams() noexcept { _hub.wake(); }

    [[nodiscard]] const Counters& counters() const { return _counters; }

private:
    void handle(Pollable& subject, Workbench& bench) noexcept;
    void acceptFrom(Listener& listener, Workbench& bench);
    void welcome(Listener& listener, Listener::Accepted accepted, Workbench& bench);
    Exchange::Turn judge(Connection& connection, Workbench& bench);
    void serve(Connection& connection, Workbench& bench);
    void follow(Connection& connection, Exchange::Turn turn) noexcept;
    void close(Connection& connection) noexcept;
    void tick();
    void drain() noexcept;

    const ServerSettings _settings;
    Counters _counters;
    Poller _poller;
    ConnectionTable _table;
    Exchange _exchange;
    EventHub _hub;
    std::vector<std::unique_ptr<Listener>> _listeners;
    WorkerPool _workers;
    Ticker _ticker;
    std::atomic<bool> _draining{false};
    std::atomic<bool> _running{false};
};

} // namespace tenon::http
