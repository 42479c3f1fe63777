#include "loopback_server.h"

#include <Poco/Net/Context.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Timespan.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace tenon::test {

namespace {

namespace net = Poco::Net;

const Poco::Timespan longestWait(20, 0);

std::unique_ptr<net::ServerSocket> socketWith(const Certificate* certificate) {
    const net::SocketAddress loopback("127.0.0.1", 0);
    if (certificate == nullptr) {
        return std::make_unique<net::ServerSocket>(loopback);
    }
    const net::Context::Ptr context(new net::Context(
        net::Context::TLS_SERVER_USE, certificate->key(), certificate->file(), "", net::Context::VERIFY_NONE
    ));
    return std::make_unique<net::SecureServerSocket>(loopback, 4, context);
}

} // namespace

Certificate::Certificate() {
    std::string folder = std::filesystem::temp_directory_path() / "tenon-certificate-XXXXXX";
    if (::mkdtemp(folder.data()) == nullptr) {
        throw std::runtime_error("no folder for a certificate");
    }
    _folder = folder;
    const std::string command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "
                                "/CN=localhost -addext subjectAltName=DNS:localhost -keyout "
                                + key() + " -out " + file() + " 2>/dev/null";
    if (std::system(command.c_str()) != 0) {
        throw std::runtime_error("openssl makes no certificate");
    }
}

Certificate::~Certificate() { std::filesystem::remove_all(_folder); }

LoopbackServer::LoopbackServer(Serve serve, const Certificate* certificate)
    : _serve(std::move(serve)), _socket(socketWith(certificate)), _port(_socket->address().port()),
      _thread([this] { run(); }) {}

LoopbackServer::~LoopbackServer() {
    _isStopping = true;
    try {
        net::StreamSocket awakening(net::SocketAddress("127.0.0.1", static_cast<Poco::UInt16>(_port)));
    } catch (const Poco::Exception&) {
        // It has ended already.
    }
    _thread.join();
}

void LoopbackServer::run() {
    while (!_isStopping) {
        try {
            net::StreamSocket socket = _socket->acceptConnection();
            if (_isStopping) {
                return;
            }
            ++_connections;
            socket.setReceiveTimeout(longestWait);
            _serve(socket);
        } catch (const Poco::Exception&) {
            // The client broke off, which is what some tests are about.
        }
    }
}

std::string requestFrom(net::StreamSocket& socket) {
    std::string text;
    std::array<char, 4096> piece{};
    for (;;) {
        const auto end = text.find("\r\n\r\n");
        const auto length = text.find("Content-Length: ");
        const std::size_t body = length == std::string::npos ? 0 : std::stoul(text.substr(length + 16));
        if (end != std::string::npos && text.size() >= end + 4 + body) {
            return text;
        }
        const int count = socket.receiveBytes(piece.data(), piece.size());
        if (count <= 0) {
            return text;
        }
        text.append(piece.data(), static_cast<std::size_t>(count));
    }
}

void sendAll(net::StreamSocket& socket, const std::string& text) {
    socket.sendBytes(text.data(), static_cast<int>(text.size()));
}

} // namespace tenon::test
