#include <kernel/http/transport/listener.h>

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>

#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/socket.h>
#include <system_error>

namespace tenon::http {

namespace {

constexpr int backlog = 4096;

[[noreturn]] void fail(const std::string& address, const std::string& reason) {
    throw std::runtime_error("cannot listen on " + address + ": " + reason);
}

Poco::Net::SocketAddress resolved(const std::string& address) {
    try {
        return Poco::Net::SocketAddress(address);
    } catch (const Poco::Exception& error) {
        fail(address, error.displayText());
    }
}

FileDescriptor listenOn(const std::string& address) {
    const Poco::Net::SocketAddress where = resolved(address);
    FileDescriptor socket(::socket(where.af(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    const int on = 1;
    // Accepted sockets inherit TCP_NODELAY: one system call less for each of them.
    const bool listening = socket && ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0
                           && ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0
                           && ::bind(socket.get(), where.addr(), where.length()) == 0
                           && ::listen(socket.get(), backlog) == 0;
    if (!listening) {
        fail(address, std::system_category().message(errno));
    }
    return socket;
}

std::uint16_t boundPort(int socket) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    return ::getsockname(socket, generic, &size) == 0 ? Poco::Net::SocketAddress(generic, size).port()
                                                      : std::uint16_t{0};
}

} // namespace

Listener::Listener(const std::string& address, std::size_t index)
    : Pollable(Kind::Listener, listenOn(address)), _index(index), _port(boundPort(fd())) {}

Listener::Accepted Listener::accept() {
    const std::scoped_lock lock(_mutex);
    while (true) {
        sockaddr_storage address{};
        socklen_t size = sizeof address;
        FileDescriptor socket(
            ::accept4(fd(), reinterpret_cast<sockaddr*>(&address), &size, SOCK_NONBLOCK | SOCK_CLOEXEC)
        );
        if (socket) {
            return {Accepted::Outcome::Connection, std::move(socket), PeerAddress(address)};
        }
        switch (errno) {
        case EMFILE:
        case ENFILE:
        case ENOBUFS:
        case ENOMEM:
            return {Accepted::Outcome::Exhausted, {}, {}};
        case EAGAIN:
        case EBADF: // closed for draining
        case EINVAL:
            return {};
        default: // the error of a connection that is gone already (accept(2)): the next one may be well
            continue;
        }
    }
}

void Listener::arm(Poller& poller) noexcept {
    const std::scoped_lock lock(_mutex);
    if (fd() >= 0) {
        poller.arm(*this, Poller::Interest::Read);
    }
}

void Listener::resume(Poller& poller) noexcept {
    if (_paused.exchange(false)) {
        arm(poller);
    }
}

void Listener::close() noexcept {
    const std::scoped_lock lock(_mutex);
    closeDescriptor();
}

} // namespace tenon::http
