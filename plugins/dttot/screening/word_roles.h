#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace dttot::screening {

/// What a romanised word may be besides a name.
enum WordRole : std::uint8_t {
    noRole = 0,
    fatherMark = 1,       ///< "bin", "binti", "ibn": the father's name follows
    article = 2,          ///< "al", "el", "ad", "van", "de": joins words and may be left out
    title = 4,            ///< "Haji", "Dr", "Ustadz", "Bapak"
    degree = 8,           ///< "SH", "MPd", "PhD", behind a name
    organisationMark = 16 ///< "PT", "Yayasan", "Ltd": the name is no person's
};

/// All roles of the word, added up.
[[nodiscard]] unsigned rolesOf(std::string_view word);

/// All words that are `organisationMark`.
[[nodiscard]] std::span<const std::string_view> organisationMarks();

} // namespace dttot::screening
