#pragma once

#include <kernel/http/transport/application.h>
#include <kernel/http/transport/message.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tenon::http {

/// How the end of a request's body is known (RFC 9112 section 6).
enum class Framing { None, Length, Chunked };

/// The parsed header of one request: views into the bytes it was parsed from.
struct RequestHead {
    std::string_view method;
    std::string_view target;
    std::string_view path;
    std::string_view query;
    std::vector<Header> fields;
    int minorVersion = 1; ///< 0 or 1, of HTTP/1.
    bool keepAlive = true;
    bool expectsContinue = false;
    Framing framing = Framing::None;
    std::uint64_t length = 0; ///< Bytes of the body when `framing` is Length.

    /// Forgets the last request but keeps the memory.
    void clear();

    /// Points every view from the bytes at `from` to their copy at `to`.
    void rebase(const char* from, const char* to);
};

/// Judges what the parser accepts and RFC 9112 leaves open or forbids: method, target, Host, framing and Expect.
///
/// Fills path, query, keepAlive, framing, length and expectsContinue. Strict on purpose: what two readers could
/// understand differently is refused, because the other reader may be the proxy in front of us.
[[nodiscard]] std::optional<Refusal> applyRules(RequestHead& head);

} // namespace tenon::http
