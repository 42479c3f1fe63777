#pragma once

#include <kernel/http/transport/request_head.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace tenon::http {

class BodyStore;

/// The protocol parser of one request: Boost.Beast's state machine behind our own rules.
///
/// After a refusal the connection cannot be understood any further and must be closed.
class RequestParser {
public:
    struct Limits {
        std::size_t uri;    ///< Bytes of the target.
        std::size_t fields; ///< Number of header fields.
    };

    /// How far a piece of a body went.
    struct Progress {
        std::size_t consumed = 0; ///< Bytes to forget; the rest must be presented again with more behind it.
        bool complete = false;
        std::optional<Refusal> refusal;
    };

    RequestParser();
    RequestParser(RequestParser&&) noexcept;
    RequestParser& operator=(RequestParser&&) noexcept;
    ~RequestParser();

    /// Parses a whole header, as found by scanHead. The names in `bytes` become lower case; `head` refers to `bytes`.
    [[nodiscard]] std::optional<Refusal> parse(std::span<char> bytes, const Limits& limits, RequestHead& head);

    /// Sets how long a chunked body may become; to be called once, between parse() and feed().
    void limitBody(std::uint64_t bytes);

    /// Decodes body bytes into `body`; only after a header that announced one.
    [[nodiscard]] Progress feed(std::string_view bytes, BodyStore& body);

private:
    class Wire;
    std::unique_ptr<Wire> _wire; ///< Only while a body is expected.
};

} // namespace tenon::http
