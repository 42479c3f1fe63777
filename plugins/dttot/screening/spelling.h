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

[[nodiscard]] constexpr bool isVowel(char c) {
    constexpr std::uint32_t vowels = 1U | 1U << 4 | 1U << 8 | 1U << 14 | 1U << 20; // a, e, i, o, u
    const auto place = static_cast<unsigned>(c - 'a');
    return place < 26 && (vowels >> place & 1U) != 0;
}

} // namespace dttot::screening
