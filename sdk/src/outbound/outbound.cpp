#include "deadline.h"
#include "places.h"

#include <tenon/blocking.h>
#include <tenon/error.h>

#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SSLException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Timespan.h>

#include <array>
#include <istream>
#include <mutex>
#include <ostream>
#include <stdexcept>

namespace tenon {

namespace {

namespace net = Poco::Net;

constexpr auto userAgent = "Tenon";
constexpr int certificateDepth = 9;

Unavailable failed(const char* why) { return Unavailable(why, "OUTBOUND_FAILED"); }

net::Context::Ptr contextFor(const std::string& caFile) {
    try {
        net::Context::Ptr context(new net::Context(
            net::Context::TLS_CLIENT_USE, "", "", caFile, net::Context::VERIFY_STRICT, certificateDepth, true
        ));
        context->disableProtocols(net::Context::PROTO_SSLV3 | net::Context::PROTO_TLSV1 | net::Context::PROTO_TLSV1_1);
        return context;
    } catch (const Poco::Exception& exception) {
        throw std::runtime_error(exception.displayText());
    }
}

/// Whose certificates are believed. The system's authorities take 0.6 MB and 10 ms of the start, so they are read when
/// the first secure call needs them; a file of the deployer's is read at once, so that a wrong one is told of.
class Trust {
public:
    explicit Trust(std::string caFile) : _caFile(std::move(caFile)) {
        if (!_caFile.empty()) {
            static_cast<void>(context());
        }
    }

    [[nodiscard]] net::Context::Ptr context() const {
        std::call_once(_isRead, [this] { _context = contextFor(_caFile); });
        return _context;
    }

private:
    const std::string _caFile;
    mutable std::once_flag _isRead;
    mutable net::Context::Ptr _context;
};

net::HTTPRequest requestOf(const OutboundCall& call, const OutboundUrl& url) {
    net::HTTPRequest request(call.method, url.target, net::HTTPMessage::HTTP_1_1);
    request.set("User-Agent", userAgent);
    for (const auto& [name, value] : call.headers) {
        request.set(name, value);
    }
    request.setHost(url.authority());
    request.setContentLength64(static_cast<std::int64_t>(call.body.size()));
    request.setKeepAlive(false);
    return request;
}

std::string bodyFrom(std::istream& stream, std::size_t most) {
    std::string body;
    std::array<char, 8192> piece{};
    while (stream.good()) {
        stream.read(piece.data(), piece.size());
        body.append(piece.data(), static_cast<std::size_t>(stream.gcount()));
        if (body.size() > most) {
            throw failed("The answer of the other server is too long.");
        }
    }
    return body;
}

} // namespace

class Outbound::Inside {
public:
    explicit Inside(const OutboundSettings& settings)
        : places(settings), _time(settings.time), _answerBytes(settings.answerBytes), _trust(settings.caFile) {}

    [[nodiscard]] OutboundAnswer call(const OutboundCall& call) const {
        const OutboundUrl url = places.admit(call.url);
        const BlockingRegion waiting;
        const net::SocketAddress address(places.addressOf(url).text(), url.port);
        net::StreamSocket socket = connected(address);
        const CallDeadline deadline(socket.impl()->sockfd(), _time);
        try {
            OutboundAnswer answer = exchange(call, url, secured(socket, url));
            if (deadline.isPast()) { // Poco takes the end of a connection for the end of an answer
                throw failed(tooSlow);
            }
            return answer;
        } catch (const net::SSLException&) {
            throw failed(deadline.isPast() ? tooSlow : "No secure connection came about with the other server.");
        } catch (const Poco::Exception&) {
            throw failed(deadline.isPast() ? tooSlow : "The other server broke off.");
        }
    }

    const OutboundPlaces places;

private:
    static constexpr auto tooSlow = "The other server took too long.";

    [[nodiscard]] net::StreamSocket connected(const net::SocketAddress& address) const {
        try {
            net::StreamSocket socket;
            const Poco::Timespan time(std::chrono::microseconds(_time).count());
            socket.connect(address, time);
            socket.setReceiveTimeout(time);
            socket.setSendTimeout(time);
            return socket;
        } catch (const Poco::Exception&) {
            throw failed("The other server cannot be reached.");
        }
    }

    [[nodiscard]] net::StreamSocket secured(net::StreamSocket& socket, const OutboundUrl& url) const {
        return url.isSecure ? net::SecureStreamSocket::attach(socket, url.host, _trust.context()) : socket;
    }

    [[nodiscard]] OutboundAnswer
    exchange(const OutboundCall& call, const OutboundUrl& url, const net::StreamSocket& socket) const {
        net::HTTPClientSession session(socket);
        net::HTTPRequest request = requestOf(call, url);
        session.sendRequest(request) << call.body << std::flush;
        net::HTTPResponse response;
        OutboundAnswer answer;
        answer.body = bodyFrom(session.receiveResponse(response), _answerBytes);
        answer.status = response.getStatus();
        const bool hasLength = call.method != net::HTTPRequest::HTTP_HEAD && response.hasContentLength();
        if (hasLength && static_cast<std::int64_t>(answer.body.size()) != response.getContentLength64()) {
            throw failed("The other server broke off.");
        }
        return answer;
    }

    const std::chrono::milliseconds _time;
    const std::size_t _answerBytes;
    const Trust _trust;
};

Outbound::Outbound(OutboundSettings settings) : _inside(std::make_unique<Inside>(settings)) {}

Outbound::~Outbound() = default;

void Outbound::check(std::string_view url) const { static_cast<void>(_inside->places.admit(url)); }

OutboundAnswer Outbound::call(const OutboundCall& call) const { return _inside->call(call); }

} // namespace tenon
