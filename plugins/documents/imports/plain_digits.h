#pragma once

#include <string>
#include <string_view>

namespace documents {

/// The text with European digits in the place of Arabic-Indic and Persian ones, plain blanks and minus signs, and
/// without marks of direction; trimmed.
[[nodiscard]] std::string plainDigits(std::string_view text);

} // namespace documents
