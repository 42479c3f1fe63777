#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tenon::http {

/// A header field as received: the name in lower case, the value without surrounding blanks.
struct Header {
    std::string_view name;
    std::string_view value;
};

/// A request that passed the strict parser: well-formed, its body complete, in memory or spooled to an unlinked file.
///
/// All views stay valid until Application::handle returns; nothing of a message outlives the request.
struct Message {
    std::string_view method; ///< As sent, e.g. "GET".
    std::string_view target; ///< Request target as sent; begins with '/' (or is "*" for OPTIONS).
    std::string_view path;   ///< `target` up to '?', as sent (still percent-encoded).
    std::string_view query;  ///< What follows '?', as sent; empty if there is none.
    std::span<const Header> headers;
    std::string_view body;      ///< The whole body, or what comes before the content of `spoolFd` when that is set.
    int spoolFd = -1;           ///< Descriptor of the spooled body, owned by the transport, else -1.
    std::uint64_t bodySize = 0; ///< Of both together.
    std::string_view peer;      ///< Address of the other end without port, e.g. "192.0.2.7".
    std::size_t listener = 0;   ///< Which of the server's listeners accepted the connection.
    int connection = -1;        ///< Descriptor of the client's connection, owned by the transport; -1: there is none.

    /// Whether the client has closed its end of the connection. A system call.
    [[nodiscard]] bool isAbandoned() const noexcept;

    /// The first field with this lower-case name, or nothing.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view lowerCaseName) const;
};

} // namespace tenon::http
