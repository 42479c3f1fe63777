#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::http {

/// A header value such as `form-data; name="a"`: its first word in lower case, and what follows.
struct ParameterizedValue {
    std::string value;
    std::vector<std::pair<std::string, std::string>> parameters; ///< Names in lower case, quotes taken off.

    /// The parameter of that lower-case name, or nothing.
    [[nodiscard]] std::optional<std::string_view> parameter(std::string_view name) const;
};

/// Reads a value with parameters; nothing when it is malformed or names a parameter twice.
///
/// In a quoted string only `\"` is an escape: browsers send a backslash in a file's name as it is.
[[nodiscard]] std::optional<ParameterizedValue> readParameters(std::string_view text);

} // namespace tenon::http
