#include "mail_session.h"

#include <Poco/Net/Context.h>
#include <Poco/Net/MailMessage.h>
#include <Poco/Net/MailRecipient.h>
#include <Poco/Net/MediaType.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SMTPClientSession.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/StringPartSource.h>
#include <Poco/Timespan.h>
#include <Poco/Timestamp.h>

#include <algorithm>
#include <sys/socket.h>

namespace notifications {

namespace {

namespace net = Poco::Net;
using Cause = MailFault::Cause;

constexpr int certificateDepth = 9;
constexpr int permanentStatus = 500;

net::Context::Ptr contextFor(const MailServer& server) {
    net::Context::Ptr context(new net::Context(
        net::Context::TLS_CLIENT_USE, "", "", server.caFile, net::Context::VERIFY_STRICT, certificateDepth, true
    ));
    context->disableProtocols(net::Context::PROTO_SSLV3 | net::Context::PROTO_TLSV1 | net::Context::PROTO_TLSV1_1);
    return context;
}

net::StreamSocket connectedTo(const MailServer& server) {
    net::StreamSocket socket;
    const Poco::Timespan timeout(std::chrono::microseconds(server.timeout).count());
    socket.connect(net::SocketAddress(server.host, static_cast<Poco::UInt16>(server.port)), timeout);
    socket.setReceiveTimeout(timeout);
    socket.setSendTimeout(timeout);
    if (server.security == MailSecurity::tls) {
        return net::SecureStreamSocket::attach(socket, server.host, contextFor(server));
    }
    return socket;
}

/// A header line ends at a line break, and what follows would be another one.
std::string onOneLine(std::string text) {
    std::ranges::replace_if(
        text, [](char c) { return c == '\r' || c == '\n'; }, ' '
    );
    return text;
}

std::string encoded(const std::string& text) { return net::MailMessage::encodeWord(onOneLine(text), "UTF-8"); }

/// Shown beside an address: encoded, or quoted, because a comma would begin another address.
std::string nameShown(const std::string& name) {
    std::string shown = encoded(name);
    if (shown == name) {
        std::erase_if(shown, [](char c) { return c == '"' || c == '\\'; });
        shown = '"' + shown + '"';
    }
    return shown;
}

std::string domainOf(const std::string& address) { return address.substr(address.find('@') + 1); }

void fill(net::MailMessage& message, const MailServer& server, const Mail& mail) {
    const std::string& from = server.from;
    message.setSender(server.fromName.empty() ? from : nameShown(server.fromName) + " <" + from + '>');
    message.addRecipient(net::MailRecipient(net::MailRecipient::PRIMARY_RECIPIENT, onOneLine(mail.to)));
    message.setSubject(encoded(mail.subject));
    message.setDate(Poco::Timestamp());
    message.set("Message-ID", '<' + mail.id + '@' + domainOf(from) + '>');
    message.set("Auto-Submitted", "auto-generated"); // RFC 3834: no holiday replies
    if (mail.isUrgent) {
        message.set("Importance", "high");
    }
    message.setContentType("text/plain; charset=UTF-8");
    message.setContent(mail.body, net::MailMessage::ENCODING_BASE64);
}

/// Poco's own STARTTLS checks the certificate against the address that the socket is connected to.
class TlsSession : public net::SMTPClientSession {
public:
    using net::SMTPClientSession::SMTPClientSession;

    void startTls(const MailServer& server) {
        std::string answer;
        if (!isPositiveCompletion(sendCommand("STARTTLS", answer))) {
            throw MailFault(Cause::server, "the mail server offers no STARTTLS");
        }
        socket() = net::SecureStreamSocket::attach(socket(), server.host, contextFor(server));
    }

    /// Breaks off, so that nobody waits for the answer to a farewell.
    void cut() { ::shutdown(socket().impl()->sockfd(), SHUT_RDWR); }
};

} // namespace

class MailSession::Inside {
public:
    explicit Inside(const MailServer& server) : _server(server), _session(connectedTo(server)) {
        _session.setTimeout(Poco::Timespan(std::chrono::microseconds(server.timeout).count()));
        _session.login();
        if (server.security == MailSecurity::startTls) {
            _session.startTls(server);
            _session.login(); // What was said before is void (RFC 3207 4.2)
        }
        if (!server.user.empty()) {
            _session.login(net::SMTPClientSession::AUTH_PLAIN, server.user, server.password);
        }
    }

    void send(const Mail& mail) {
        net::MailMessage message;
        fill(message, _server, mail);
        _session.sendMessage(message);
    }

    void close() { _session.close(); }

    void cut() { _session.cut(); }

private:
    const MailServer& _server;
    TlsSession _session;
};

MailSession::MailSession(const MailServer& server) {
    try {
        _inside = std::make_unique<Inside>(server);
    } catch (const Poco::Exception& exception) {
        throw MailFault(Cause::server, exception.displayText());
    }
}

MailSession::~MailSession() {
    try {
        _inside->close();
    } catch (const Poco::Exception&) {
        // What was taken was taken; the server need not hear a farewell.
    }
}

void MailSession::send(const Mail& mail) {
    try {
        _inside->send(mail);
    } catch (const net::SMTPException& exception) {
        throw MailFault(exception.code() >= permanentStatus ? Cause::refused : Cause::delayed, exception.displayText());
    } catch (const Poco::Exception& exception) {
        _inside->cut();
        throw MailFault(Cause::server, exception.displayText());
    }
}

} // namespace notifications
