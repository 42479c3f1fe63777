/// The second half of Exchange: answers on their way out, refusals, and the ends of connections.

#include <kernel/http/transport/exchange.h>
#include <kernel/http/transport/pace.h>

#include <algorithm>
#include <cerrno>
#include <linux/sockios.h>
#include <memory>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <utility>

namespace tenon::http {

namespace {

/// Makes close() drop what the client does not read instead of keeping it in the system's memory for minutes.
void resetOnClose(int socket) {
    const ::linger none{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &none, sizeof none);
}

/// Bytes that the system has taken and the client has not: megabytes, and hours at the least rate.
std::uint64_t unread(int socket) {
    int bytes = 0;
    return ::ioctl(socket, SIOCOUTQ, &bytes) == 0 && bytes > 0 ? static_cast<std::uint64_t>(bytes) : 0;
}

} // namespace

Exchange::Turn Exchange::refuseConnection(Connection& connection, Workbench& bench, Refusal refusal) {
    count(_counters.refusedConnections);
    return refuse(connection, bench, refusal);
}

Exchange::Turn Exchange::refuse(Connection& connection, Workbench& bench, Refusal refusal) {
    Message unread;
    unread.peer = connection.peer().text();
    unread.listener = connection.listener();
    return refuse(connection, bench, refusal, unread);
}

Exchange::Turn Exchange::refuse(Connection& connection, Workbench& bench, Refusal refusal, const Message& head) {
    Answer answer = refusalAnswer(refusal, head);
    const Reply reply{.headOnly = head.method == "HEAD"};
    // After Linger there is always a turn: the connection takes no further request.
    return deliver(connection, bench, answer, reply, Afterwards::Linger).value_or(Turn::Close);
}

Answer Exchange::refusalAnswer(Refusal refusal, const Message& head) {
    count(_counters.refusals);
    Answer answer;
    answer.status = statusOf(refusal);
    if (refusal == Refusal::ServerBusy || refusal == Refusal::TooManyFromPeer || refusal == Refusal::SpoolFailed) {
        answer.add("Retry-After", "1");
    }
    _application.refuse(refusal, head, answer);
    return answer;
}

Exchange::Step
Exchange::deliver(Connection& connection, Workbench& bench, Answer& answer, const Reply& reply, Afterwards afterwards) {
    auto* source = std::get_if<std::shared_ptr<EventSource>>(&answer.body);
    const bool streams = source != nullptr && *source != nullptr && !reply.headOnly;
    Reply framing = reply;
    if (source != nullptr) { // a stream ends with its connection
        framing.keepAlive = false;
        afterwards = Afterwards::Linger;
    }
    bench.out.clear();
    encode(answer, framing, bench.out);
    if (streams) {
        connection.outgoing = std::make_unique<Outgoing>(std::move(bench.out));
        connection.stream = std::move(*source);
        connection.enter(Phase::Streaming);
        return Turn::Stream;
    }
    const Outgoing::Progress progress = bench.out.send(connection.fd());
    count(_counters.bytesOut, bench.out.sent());
    if (progress == Outgoing::Progress::Blocked) {
        connection.outgoing = std::make_unique<Outgoing>(std::move(bench.out));
        connection.sendStarted = CoarseClock::now();
        connection.afterwards = afterwards;
    }
    return finish(connection, progress, afterwards);
}

Exchange::Step Exchange::finish(Connection& connection, Outgoing::Progress progress, Afterwards afterwards) {
    if (progress == Outgoing::Progress::Blocked) {
        connection.given = connection.outgoing->sent();
        connection.enter(Phase::Writing);
        connection.extend(deadlineOf(connection));
        return Turn::Write;
    }
    if (progress == Outgoing::Progress::Failed || afterwards == Afterwards::Close) {
        return Turn::Close;
    }
    if (afterwards == Afterwards::Linger) {
        ::shutdown(connection.fd(), SHUT_WR);
        connection.lingerStarted = CoarseClock::now();
        connection.enter(Phase::Lingering, connection.lingerStarted + _settings.linger);
        return Turn::Read;
    }
    return std::nullopt;
}

CoarseClock::time_point Exchange::deadlineOf(const Connection& connection) const noexcept {
    if (connection.phase() != Phase::Writing) {
        return connection.deadline();
    }
    const std::uint64_t given = connection.given;
    const std::uint64_t taken = given - std::min(given, unread(connection.fd()));
    return paceDeadline(connection.sendStarted, _settings.sendGrace, taken, _settings.minimumRate);
}

Exchange::Turn Exchange::resume(Connection& connection, Workbench& bench) {
    if (connection.isExpired()) {
        count(_counters.sendTimeouts);
        resetOnClose(connection.fd());
        return Turn::Close;
    }
    const std::uint64_t before = connection.outgoing->sent();
    const Outgoing::Progress progress = connection.outgoing->send(connection.fd());
    count(_counters.bytesOut, connection.outgoing->sent() - before);
    if (const Step step = finish(connection, progress, connection.afterwards)) {
        return *step;
    }
    connection.outgoing.reset();
    const Bytes left = bench.input().first(connection.pending.size());
    std::ranges::copy(connection.pending, left.begin());
    connection.pending.clear();
    return consume(connection, bench, left);
}

Exchange::Turn Exchange::discard(Connection& connection, Workbench& bench) {
    if (connection.isExpired()) {
        return Turn::Close;
    }
    const Bytes waste = bench.input();
    for (int i = 0; i < readsPerTurn; ++i) {
        const ssize_t n = ::recv(connection.fd(), waste.data(), waste.size(), 0);
        if (n < 0 && isRetried(errno)) {
            break;
        }
        if (n <= 0) {
            return Turn::Close;
        }
        // A client that sends a long body first and reads its answer afterwards gets that far.
        connection.extend(
            std::min(CoarseClock::now() + _settings.linger, connection.lingerStarted + _settings.lingerLimit)
        );
    }
    return Turn::Read;
}

Exchange::Turn Exchange::expired(Connection& connection, Workbench& bench) {
    switch (connection.phase()) {
    case Phase::ReadingHeader:
        count(_counters.headerTimeouts);
        return refuse(connection, bench, Refusal::HeaderTimeout);
    case Phase::ReadingBody: {
        count(_counters.bodyTimeouts);
        const std::unique_ptr<IncomingRequest> request = std::move(connection.request);
        return refuse(connection, bench, Refusal::BodyTimeout);
    }
    default:
        count(_counters.idleTimeouts);
        return Turn::Close;
    }
}

} // namespace tenon::http
