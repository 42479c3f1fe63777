#pragma once

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace tenon::test {

/// A self-signed certificate for "localhost", in a folder of its own.
class Certificate {
public:
    Certificate();
    ~Certificate();
    Certificate(const Certificate&) = delete;
    Certificate& operator=(const Certificate&) = delete;

    [[nodiscard]] std::string file() const { return _folder + "/certificate.pem"; }

    [[nodiscard]] std::string key() const { return _folder + "/key.pem"; }

private:
    std::string _folder;
};

/// A server on 127.0.0.1 that hands each connection to a function, one after the other.
class LoopbackServer {
public:
    using Serve = std::function<void(Poco::Net::StreamSocket&)>;

    /// With a certificate, over TLS.
    explicit LoopbackServer(Serve serve, const Certificate* certificate = nullptr);
    ~LoopbackServer();
    LoopbackServer(const LoopbackServer&) = delete;
    LoopbackServer& operator=(const LoopbackServer&) = delete;

    [[nodiscard]] std::string authority(const std::string& host = "127.0.0.1") const {
        return host + ':' + std::to_string(_port);
    }

    [[nodiscard]] int connections() const { return _connections; }

private:
    void run();

    const Serve _serve;
    std::unique_ptr<Poco::Net::ServerSocket> _socket;
    const int _port;
    std::atomic<int> _connections{0};
    std::atomic<bool> _isStopping{false};
    std::thread _thread;
};

/// Reads a request whole, its body by Content-Length.
[[nodiscard]] std::string requestFrom(Poco::Net::StreamSocket& socket);

void sendAll(Poco::Net::StreamSocket& socket, const std::string& text);

} // namespace tenon::test
