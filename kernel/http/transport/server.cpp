#include <kernel/http/transport/server.h>

#include <algorithm>
#include <exception>
#include <utility>

namespace tenon::http {

namespace {

/// Connections taken per turn, so that a burst of them is shared by the workers.
constexpr int acceptsPerTurn = 64;

} // namespace

Server::Server(const ServerSettings& settings, Application& application)
    : _settings(settings), _table(_settings), _exchange(_settings, application, _counters),
      _hub(_settings, _counters, [this](Connection& connection) { close(connection); }),
      _workers(_poller, _settings, [this](Pollable& subject, Workbench& bench) { handle(subject, bench); }),
      _ticker(_settings.tick, [this] { tick(); }) {}

Server::~Server() { stop(); }

void Server::start() {
    for (const std::string& address : _settings.listeners) {
        _listeners.push_back(std::make_unique<Listener>(address, _listeners.size()));
    }
    _running = true;
    _hub.start();
    _workers.start();
    _ticker.start();
    for (const auto& listener : _listeners) {
        _poller.add(*listener, Poller::Interest::Read);
    }
}

void Server::stop() noexcept {
    if (!_running.exchange(false)) {
        return;
    }
    drain();
    _ticker.stop();
    _workers.stop();
    _hub.stop();
}

std::uint16_t Server::port(std::size_t listener) const { return _listeners.at(listener)->port(); }

void Server::drain() noexcept {
    _exchange.drain();
    for (const auto& listener : _listeners) {
        listener->close();
    }
    _hub.stop();
    // A client between two requests may have sent its next one already, or will any moment: it is answered, and told to
    // close, as long as nobody waits for long.
    static_cast<void>(_table.waitUntilEmpty(_settings.drainGrace));
    _draining = true;
    tick();
    if (!_table.waitUntilEmpty(_settings.drainDeadline)) {
        _table.forEach([](Connection& connection) { connection.expire(); });
        // Their workers close them at once, unless a handler still runs.
        static_cast<void>(_table.waitUntilEmpty(_settings.linger));
    }
}

void Server::handle(Pollable& subject, Workbench& bench) noexcept {
    if (subject.kind() == Pollable::Kind::Listener) {
        acceptFrom(static_cast<Listener&>(subject), bench);
    } else {
        serve(static_cast<Connection&>(subject), bench);
    }
}

void Server::acceptFrom(Listener& listener, Workbench& bench) {
    for (int i = 0; i < acceptsPerTurn; ++i) {
        Listener::Accepted accepted = listener.accept();
        if (accepted.outcome == Listener::Accepted::Outcome::Exhausted) {
            count(_counters.acceptPauses);
            return listener.pause(); // until the next tick
        }
        if (accepted.outcome == Listener::Accepted::Outcome::None) {
            break;
        }
        welcome(listener, std::move(accepted), bench);
    }
    listener.arm(_poller);
}

void Server::welcome(Listener& listener, Listener::Accepted accepted, Workbench& bench) {
    count(_counters.accepted);
    const PeerAddress peer = accepted.peer;
    Connection& connection = _table.add(std::move(accepted.socket), peer, listener.index());
    count(_counters.open);
    connection.enter(Phase::Idle, CoarseClock::now() + _settings.keepAlive);
    try {
        const Exchange::Turn turn = judge(connection, bench);
        if (turn != Exchange::Turn::Close) {
            _poller.add(connection, turn == Exchange::Turn::Write ? Poller::Interest::Write : Poller::Interest::Read);
            return;
        }
    } catch (const std::exception&) {
        // Out of memory: this connection ends, the server goes on.
    }
    close(connection);
}

Exchange::Turn Server::judge(Connection& connection, Workbench& bench) {
    const std::size_t all = _table.size();
    const std::size_t peers = _table.connectionsOf(connection.peer());
    if (all <= _settings.maxConnections && peers <= _settings.maxConnectionsPerPeer) {
        return Exchange::Turn::Read;
    }
    // Some are told why, and are connections meanwhile; the rest of a flood is not worth one.
    if (all > withSpill(_settings.maxConnections) || peers > withSpill(_settings.maxConnectionsPerPeer)) {
        count(_counters.refusedConnections);
        return Exchange::Turn::Close;
    }
    const bool full = all > _settings.maxConnections;
    return _exchange.refuseConnection(connection, bench, full ? Refusal::ServerBusy : Refusal::TooManyFromPeer);
}

void Server::serve(Connection& connection, Workbench& bench) {
    try {
        follow(connection, _exchange.serve(connection, bench));
    } catch (const std::exception&) { // out of memory: this connection ends, the server goes on
        close(connection);
    }
}

void Server::follow(Connection& connection, Exchange::Turn turn) noexcept {
    switch (turn) {
    case Exchange::Turn::Read:
        return _poller.arm(connection, Poller::Interest::Read);
    case Exchange::Turn::Write:
        return _poller.arm(connection, Poller::Interest::Write);
    case Exchange::Turn::Stream:
        _poller.remove(connection);
        return _hub.adopt(connection);
    case Exchange::Turn::Close:
        return close(connection);
    }
}

void Server::close(Connection& connection) noexcept {
    _table.remove(connection);
    count(_counters.open, -1);
}

void Server::tick() {
    const CoarseClock::time_point now = CoarseClock::now();
    const bool draining = _draining;
    _table.forEach([this, now, draining](Connection& connection) {
        if (draining && connection.phase() == Phase::Idle) {
            return connection.expire();
        }
        const CoarseClock::time_point seen = connection.deadline();
        if (seen > now) {
            return;
        }
        const CoarseClock::time_point deadline = _exchange.deadlineOf(connection);
        if (deadline > now) {
            connection.extend(seen, deadline);
        } else {
            connection.expire();
        }
    });
    _workers.relieve();
    for (const auto& listener : _listeners) {
        listener->resume(_poller);
    }
}

} // namespace tenon::http
