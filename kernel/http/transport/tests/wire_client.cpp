#include "wire_client.h"

#include <kernel/http/transport/text.h>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/time.h>

namespace tenon::http::test {

WireClient::WireClient(int receiveBuffer) : _socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const timeval limit{.tv_sec = patience.count(), .tv_usec = 0};
    ::setsockopt(_socket.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(_socket.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    const int on = 1;
    ::setsockopt(_socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (receiveBuffer > 0) {
        ::setsockopt(_socket.get(), SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
    }
}

void WireClient::connect(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(_socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        throw std::runtime_error("cannot connect to the server under test");
    }
}

bool WireClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::send(_socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (n <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

Received WireClient::ask(std::string_view bytes) {
    send(bytes);
    return receive();
}

Received WireClient::receive(bool headOnly) {
    const std::string head = receiveUntil("\r\n\r\n");
    Received received;
    if (!head.ends_with("\r\n\r\n") || !head.starts_with("HTTP/1.1 ")) {
        return received;
    }
    received.status = std::stoi(head.substr(9, 3));
    for (std::size_t at = head.find("\r\n") + 2; head.compare(at, 2, "\r\n") != 0;) {
        const std::size_t end = head.find("\r\n", at);
        const std::size_t colon = head.find(": ", at);
        std::string name = head.substr(at, colon - at);
        std::ranges::transform(name, name.begin(), lowered);
        received.fields.emplace(name, head.substr(colon + 2, end - colon - 2));
        at = end + 2;
    }
    const auto length = received.fields.find("content-length");
    const std::size_t size = headOnly || length == received.fields.end() ? 0 : std::stoul(length->second);
    while (_buffer.size() < size && fill()) {
    }
    received.body = _buffer.substr(0, size);
    _buffer.erase(0, size);
    return received;
}

std::string WireClient::receiveUntil(std::string_view text) {
    std::size_t at = _buffer.find(text);
    while (at == std::string::npos) {
        const std::size_t seen = _buffer.size();
        const bool more = fill();
        at = _buffer.find(text, seen - std::min(seen, text.size()));
        if (!more) {
            return std::exchange(_buffer, {});
        }
    }
    const std::string taken = _buffer.substr(0, at + text.size());
    _buffer.erase(0, taken.size());
    return taken;
}

std::string WireClient::receiveAll() {
    while (fill()) {
    }
    return std::exchange(_buffer, {});
}

bool WireClient::isClosed() {
    char byte = 0;
    return _buffer.empty() && ::recv(_socket.get(), &byte, 1, 0) == 0;
}

void WireClient::finish() { ::shutdown(_socket.get(), SHUT_WR); }

bool WireClient::fill() {
    std::array<char, 65536> chunk{};
    const ssize_t n = ::recv(_socket.get(), chunk.data(), chunk.size(), 0);
    if (n > 0) {
        _buffer.append(chunk.data(), static_cast<std::size_t>(n));
    }
    return n > 0;
}

} // namespace tenon::http::test
