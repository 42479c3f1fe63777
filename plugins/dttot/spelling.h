#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dttot {

/// A folded word in one simplified spelling, so that Indonesian, Dutch-Indonesian and Arabic romanisations meet:
/// "joesoef" and "jusuf", "djoko" and "joko", "muhammad" and "moh".
[[nodiscard]] std::string spelled(std::string_view foldedWord);

/// The words of a folded name that tell people apart, each spelled: titles and particles ("ustadz", "bin", "al") are
/// left out unless there is nothing else.
[[nodiscard]] std::vector<std::string> spelledWordsOf(std::string_view foldedName);

/// What a spelled word sounds like: its consonants by kind, and the same with each of them left out once. Words that
/// differ in vowels and in one consonant have a sound in common.
[[nodiscard]] std::vector<std::string> soundsOf(std::string_view spelledWord);

} // namespace dttot
