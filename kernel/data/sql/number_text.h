#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tenon::data {

/// The whole number that `text` spells out exactly ("42", "-7", "42.000"), or nothing.
[[nodiscard]] std::optional<std::int64_t> wholeNumber(std::string_view text);

/// The number that `text` spells out ("1.5", "1e3"), or nothing.
[[nodiscard]] std::optional<double> realNumber(std::string_view text);

/// What `text` says about yes or no: "t", "true", "1" or "f", "false", "0" in any case; else nothing.
[[nodiscard]] std::optional<bool> truth(std::string_view text);

} // namespace tenon::data
