#pragma once

#include <kernel/http/transport/file_descriptor.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <thread>

namespace tenon::http::test {

/// An answer as a client reads it; field names in lower case.
struct Received {
    int status = 0; ///< 0: the connection ended before a header was complete.
    std::map<std::string, std::string> fields;
    std::string body;
};

/// A client that says exactly the bytes it is told to. Every wait ends after `patience`.
class WireClient {
public:
    static constexpr std::chrono::seconds patience{20};

    /// Not connected yet; a small `receiveBuffer` makes a slow reader.
    explicit WireClient(int receiveBuffer = 0);

    /// Connected to the loopback.
    explicit WireClient(std::uint16_t port, int receiveBuffer = 0) : WireClient(receiveBuffer) { connect(port); }

    void connect(std::uint16_t port);

    /// Sends everything; false when the other end does not take it.
    bool send(std::string_view bytes);

    /// Sends and reads the answer to it.
    Received ask(std::string_view bytes);

    /// Reads one answer with Content-Length, or without content when `headOnly`.
    Received receive(bool headOnly = false);

    /// Reads until `text` has arrived, and returns everything up to and with it; what came so far if it does not.
    std::string receiveUntil(std::string_view text);

    /// Reads to the end of the connection.
    std::string receiveAll();

    /// Whether the other end closes, with nothing more to read before.
    bool isClosed();

    /// Ends the sending half.
    void finish();

    /// Ends the connection.
    void close() { _socket.reset(); }

private:
    bool fill();

    FileDescriptor _socket;
    std::string _buffer;
};

/// Waits until `condition` holds; false when it does not within the client's patience.
template <typename Condition>
bool eventually(Condition condition) {
    const auto end = std::chrono::steady_clock::now() + WireClient::patience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1)); // between two looks, not instead of one
    }
    return true;
}

} // namespace tenon::http::test
