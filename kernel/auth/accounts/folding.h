#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tenon::auth {

/// `text` in lower case by Unicode's simple mapping, without blanks around it: two names that fold alike are one name.
/// Texts that are not UTF-8 fold to themselves.
[[nodiscard]] std::string fold(std::string_view text);

/// The number of code points of `text`, or nothing when it is not UTF-8.
[[nodiscard]] std::optional<std::size_t> codePointsOf(std::string_view text);

} // namespace tenon::auth
