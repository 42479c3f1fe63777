#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dttot {

/// The words by which a folded name is looked up, in one simplified spelling: titles and particles are left out unless
/// there is nothing else.
[[nodiscard]] std::vector<std::string> lookUpWordsOf(std::string_view foldedName);

/// What such a word sounds like: its consonants by kind, and the same with each of them left out once. Words that
/// differ in vowels and in one consonant have a sound in common.
[[nodiscard]] std::vector<std::string> soundsOf(std::string_view lookUpWord);

} // namespace dttot
