#pragma once

#include <kernel/http/transport/answer_encoder.h>
#include <kernel/http/transport/application.h>
#include <kernel/http/transport/connection.h>
#include <kernel/http/transport/counters.h>
#include <kernel/http/transport/settings.h>
#include <kernel/http/transport/workbench.h>

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <optional>
#include <span>

namespace tenon::http {

/// Requests in, answers out: what happens with a connection when its socket has something to read or can be written.
///
/// Holds nothing of a connection itself and never waits; called by every worker at once for different connections.
class Exchange {
public:
    /// What the connection waits for after a turn.
    enum class Turn {
        Read,
        Write,
        Close,
        Stream ///< It became an event stream: `Connection::stream` and the header in `Connection::outgoing` are set.
    };

    Exchange(const ServerSettings& settings, Application& application, Counters& counters)
        : _settings(settings), _application(application), _counters(counters) {}

    /// Serves a connection that has become readable or writable, whichever it waited for.
    [[nodiscard]] Turn serve(Connection& connection, Workbench& bench);

    /// Refuses a new connection before anything was read from it.
    [[nodiscard]] Turn refuseConnection(Connection& connection, Workbench& bench, Refusal refusal);

    /// When a connection has to be done with what it is doing. The clock that watches it asks before it cuts anybody
    /// off.
    [[nodiscard]] CoarseClock::time_point deadlineOf(const Connection& connection) const noexcept;

    /// From now on every answer closes its connection.
    void drain() noexcept { _draining = true; }

private:
    using Bytes = std::span<char>;
    /// Nothing: the connection goes on with the next bytes.
    using Step = std::optional<Turn>;

    /// Reads of the whole buffer per turn, so that one fast sender does not keep a worker for itself.
    static constexpr int readsPerTurn = 16;

    static bool isRetried(int error) { return error == EAGAIN || error == EINTR; }

    Turn receive(Connection& connection, Workbench& bench);
    Turn consume(Connection& connection, Workbench& bench, Bytes bytes);
    Turn expired(Connection& connection, Workbench& bench);
    Turn discard(Connection& connection, Workbench& bench);
    Turn resume(Connection& connection, Workbench& bench);
    void keepBody(Connection& connection, IncomingRequest& request);

    Step takeHeader(Connection& connection, Workbench& bench, Bytes& bytes);
    Turn awaitHeader(Connection& connection, Workbench& bench, Bytes bytes);
    Step admit(Connection& connection, Workbench& bench, bool bodyHasBegun);
    Step takeBody(Connection& connection, Workbench& bench, IncomingRequest& request, Bytes& bytes);
    Step respond(Connection& connection, Workbench& bench, IncomingRequest& request);

    Turn refuse(Connection& connection, Workbench& bench, Refusal refusal, const Message& head);
    Turn refuse(Connection& connection, Workbench& bench, Refusal refusal);
    Answer refusalAnswer(Refusal refusal, const Message& head);
    Step deliver(Connection& connection, Workbench& bench, Answer& answer, const Reply& reply, Afterwards afterwards);
    Step finish(Connection& connection, Outgoing::Progress progress, Afterwards afterwards);

    const ServerSettings& _settings;
    Application& _application;
    Counters& _counters;
    std::atomic<bool> _draining{false};
};

} // namespace tenon::http
