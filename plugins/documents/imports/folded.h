#pragma once

#include <string>
#include <string_view>

namespace documents {

/// What is left of a title when how it is written does not matter: letters and digits of NFKC with case folded (Unicode
/// 3.13), without blanks, punctuation, Arabic vowel signs and tatweel; alef, yeh and teh marbuta in one form each.
[[nodiscard]] std::string folded(std::string_view title);

} // namespace documents
