#pragma once

#include <kernel/http/transport/answer.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace tenon::http {

/// An encoded answer on its way into a socket; survives between the writes that a slow reader needs.
class Outgoing {
public:
    enum class Progress {
        Done,
        Blocked, ///< The rest waits until the socket can take more.
        Failed
    };

    std::string text;             ///< Header, and a short body behind it.
    std::string body;             ///< A longer body in memory.
    std::optional<FileBody> file; ///< Or a part of a file.

    /// Writes as much as the socket takes, never more than a fair share of a file per call; does not wait.
    [[nodiscard]] Progress send(int socket);

    /// Bytes written so far.
    [[nodiscard]] std::uint64_t sent() const { return _sent; }

    /// Forgets the answer but keeps the memory of its header.
    void clear();

private:
    [[nodiscard]] Progress sendMemory(int socket);
    [[nodiscard]] Progress sendFile(int socket);

    std::uint64_t _sent = 0;
};

} // namespace tenon::http
