#pragma once

#include <optional>
#include <string_view>

namespace tenon::http {

/// A request target in origin form, split at its question mark.
struct RequestTarget {
    std::string_view whole;
    std::string_view path;
    std::string_view query;
};

/// Reads a request target (RFC 9112 section 3.2), or nothing when it must be refused.
///
/// Accepted are the origin form, "*" for OPTIONS, and the absolute form when its authority is the Host field's value.
/// Refused are fragments, bytes outside ASCII, broken percent escapes, and paths that a file system or another server
/// could read as a different one: ".." segments (escaped ones too), backslashes, escaped slashes, escaped control
/// characters.
[[nodiscard]] std::optional<RequestTarget>
readTarget(std::string_view method, std::string_view target, std::string_view host);

} // namespace tenon::http
