#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dttot::screening {

/// Whether the character is a letter or vowel mark of the Arabic script.
[[nodiscard]] bool isArabic(std::int32_t codePoint);

/// A word of the Arabic script in Latin letters. The script leaves out most vowels: names that are known get theirs,
/// "al-" is told apart, of other words only the consonants are written.
[[nodiscard]] std::string romanisedArabic(std::u16string_view word);

} // namespace dttot::screening
