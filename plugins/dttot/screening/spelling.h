#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dttot::screening {

/// A romanised word in one simplified spelling, in which Indonesian, Dutch-Indonesian and Arabic romanisations meet:
/// "joesoef" and "jusuf", "djoko" and "joko", "choirul" and "khairul". Digits typed for letters are letters again.
[[nodiscard]] std::string spelled(std::string_view word);

/// What a spelled word sounds like: its consonants by kind. Words that differ in vowels only sound the same.
[[nodiscard]] std::string soundOf(std::string_view spelledWord);

/// The kinds of letters that a spelled word has, a bit each: a quick look at how far two words may be apart.
[[nodiscard]] std::uint32_t lettersOf(std::string_view spelledWord);

[[nodiscard]] constexpr bool isVowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

} // namespace dttot::screening
