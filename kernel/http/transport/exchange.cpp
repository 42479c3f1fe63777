#include <kernel/http/transport/exchange.h>
#include <kernel/http/transport/head_scanner.h>
#include <kernel/http/transport/pace.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string_view>
#include <sys/socket.h>
#include <utility>

namespace tenon::http {

namespace {

std::string_view viewOf(std::span<const char> bytes) { return {bytes.data(), bytes.size()}; }

Message messageOf(const Connection& connection, const IncomingRequest& request) {
    const RequestHead& head = request.head;
    return {
        .method = head.method,
        .target = head.target,
        .path = head.path,
        .query = head.query,
        .headers = head.fields,
        .body = request.body.memory(),
        .spoolFd = request.body.fd(),
        .bodySize = request.body.size(),
        .peer = connection.peer().text(),
        .listener = connection.listener(),
        .connection = connection.fd(),
    };
}

} // namespace

Exchange::Turn Exchange::serve(Connection& connection, Workbench& bench) {
    switch (connection.phase()) {
    case Phase::Writing:
        return resume(connection, bench);
    case Phase::Lingering:
        return discard(connection, bench);
    default:
        return receive(connection, bench);
    }
}

Exchange::Turn Exchange::receive(Connection& connection, Workbench& bench) {
    const Bytes input = bench.input();
    for (int i = 0; i < readsPerTurn; ++i) {
        // What the last turn left over comes first, so that the parser always sees one piece.
        const std::size_t carried = connection.pending.size();
        std::ranges::copy(connection.pending, input.begin());
        const Bytes space = input.subspan(carried);
        const ssize_t n = ::recv(connection.fd(), space.data(), space.size(), 0);
        if (n == 0) {
            return connection.isExpired() ? expired(connection, bench) : Turn::Close;
        }
        if (n < 0) {
            return isRetried(errno) ? Turn::Read : Turn::Close;
        }
        const auto received = static_cast<std::size_t>(n);
        count(_counters.bytesIn, received);
        connection.pending.clear();
        const Turn turn = consume(connection, bench, input.first(carried + received));
        // What follows a refusal is no request: it belongs to discard().
        if (turn != Turn::Read || connection.phase() == Phase::Lingering || received < space.size()) {
            return turn;
        }
    }
    return Turn::Read;
}

Exchange::Turn Exchange::consume(Connection& connection, Workbench& bench, Bytes bytes) {
    while (!bytes.empty()) {
        const Step step = connection.request ? takeBody(connection, bench, *connection.request, bytes)
                                             : takeHeader(connection, bench, bytes);
        if (step) {
            if (*step == Turn::Write && !bytes.empty()) { // pipelined requests wait for their predecessor's answer
                connection.pending.assign(bytes.begin(), bytes.end());
            }
            return *step;
        }
    }
    connection.enter(Phase::Idle, CoarseClock::now() + _settings.keepAlive);
    return Turn::Read;
}

Exchange::Step Exchange::takeHeader(Connection& connection, Workbench& bench, Bytes& bytes) {
    const HeadScan scan = scanHead(viewOf(bytes), std::exchange(connection.scanned, 0));
    if (scan.state == HeadScan::State::Malformed) {
        return refuse(connection, bench, Refusal::BadRequest);
    }
    if (scan.state == HeadScan::State::Incomplete) {
        return awaitHeader(connection, bench, std::exchange(bytes, {}));
    }
    if (scan.size > _settings.headerLimit) {
        return refuse(connection, bench, Refusal::HeaderTooLarge);
    }
    IncomingRequest& request = bench.request;
    request.body.clear();
    const Bytes head = bytes.first(scan.size);
    bytes = bytes.subspan(scan.size);
    request.headBytes = head;
    const RequestParser::Limits limits{_settings.uriLimit, _settings.fieldLimit};
    if (const auto refusal = request.parser.parse(head, limits, request.head)) {
        return refuse(connection, bench, *refusal);
    }
    if (request.head.framing == Framing::None) {
        return respond(connection, bench, request);
    }
    if (const Step refused = admit(connection, bench, !bytes.empty())) {
        return refused;
    }
    return takeBody(connection, bench, request, bytes);
}

Exchange::Turn Exchange::awaitHeader(Connection& connection, Workbench& bench, Bytes bytes) {
    const std::string_view text = viewOf(bytes);
    const bool longLine = text.size() > _settings.uriLimit && text.find('\n') == std::string_view::npos;
    if (longLine) {
        return refuse(connection, bench, Refusal::UriTooLong);
    }
    if (text.size() >= _settings.headerLimit) {
        return refuse(connection, bench, Refusal::HeaderTooLarge);
    }
    connection.pending.assign(text);
    connection.scanned = text.size();
    if (connection.phase() != Phase::ReadingHeader) {
        connection.enter(Phase::ReadingHeader, CoarseClock::now() + _settings.headerTimeout);
    }
    return Turn::Read;
}

Exchange::Step Exchange::admit(Connection& connection, Workbench& bench, bool bodyHasBegun) {
    IncomingRequest& request = bench.request;
    const Message head = messageOf(connection, request);
    Admission admission = _application.admit(head);
    if (admission.refusal) {
        count(_counters.refusals);
        const Reply reply{.headOnly = head.method == "HEAD", .minorVersion = request.head.minorVersion};
        return deliver(connection, bench, *admission.refusal, reply, Afterwards::Linger);
    }
    if (request.head.framing == Framing::Length && request.head.length > admission.maxBody) {
        return refuse(connection, bench, Refusal::BodyTooLarge, head);
    }
    request.parser.limitBody(admission.maxBody);
    request.body.splitBy(std::move(admission.split));
    request.bodyStarted = CoarseClock::now();
    if (request.head.expectsContinue && !bodyHasBegun) {
        constexpr std::string_view proceed = "HTTP/1.1 100 Continue\r\n\r\n";
        // The socket's buffer is empty: the answers before this request have all been taken.
        if (::send(connection.fd(), proceed.data(), proceed.size(), MSG_NOSIGNAL) < 0) {
            return Turn::Close;
        }
    }
    return std::nullopt;
}

Exchange::Step Exchange::takeBody(Connection& connection, Workbench& bench, IncomingRequest& request, Bytes& bytes) {
    const auto progress = request.parser.feed(viewOf(bytes), request.body);
    bytes = bytes.subspan(progress.consumed);
    if (progress.refusal) {
        const Message head = messageOf(connection, request);
        return refuse(connection, bench, *progress.refusal, head);
    }
    if (progress.complete) {
        request.body.rewind();
        count(_counters.spooledBodies, request.body.fd() >= 0 ? 1 : 0);
        const std::unique_ptr<IncomingRequest> owned = std::move(connection.request);
        return respond(connection, bench, request);
    }
    keepBody(connection, request);
    connection.pending.assign(bytes.begin(), bytes.end());
    bytes = {};
    return Turn::Read;
}

void Exchange::keepBody(Connection& connection, IncomingRequest& request) {
    if (!connection.request) {
        IncomingRequest empty(_settings.memoryBody, _settings.spoolDirectory);
        connection.request = std::make_unique<IncomingRequest>(std::exchange(request, std::move(empty)));
        connection.request->detach();
    }
    const CoarseClock::time_point started = connection.request->bodyStarted;
    const std::uint64_t received = connection.request->body.size();
    const auto pace = paceDeadline(started, _settings.bodyGrace, received, _settings.minimumRate);
    connection.enter(Phase::ReadingBody, std::min(pace, started + _settings.bodyTimeout));
}

Exchange::Step Exchange::respond(Connection& connection, Workbench& bench, IncomingRequest& request) {
    const Message message = messageOf(connection, request);
    connection.enter(Phase::Handling);
    Answer answer;
    const auto inFlight = _counters.inFlight.fetch_add(1, std::memory_order_relaxed);
    if (static_cast<std::size_t>(inFlight) >= _settings.maxInFlight) {
        answer = refusalAnswer(Refusal::ServerBusy, message);
    } else {
        count(_counters.requests);
        _application.handle(message, answer);
    }
    _counters.inFlight.fetch_sub(1, std::memory_order_relaxed);
    const bool wanted = request.head.keepAlive;
    const bool allowed = !answer.close && !_draining.load(std::memory_order_relaxed);
    const Reply reply{
        .headOnly = message.method == "HEAD",
        .keepAlive = wanted && allowed,
        .minorVersion = request.head.minorVersion,
    };
    // Only a client that does not expect the end may have sent its next request already.
    const Afterwards ending = wanted ? Afterwards::Linger : Afterwards::Close;
    return deliver(connection, bench, answer, reply, reply.keepAlive ? Afterwards::NextRequest : ending);
}

} // namespace tenon::http
