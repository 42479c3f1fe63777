#pragma once

#include "subject.h"

#include <cstdint>
#include <string>
#include <vector>

namespace dttot::screening {

/// How much a listed name says. Weak ones are those that the list itself calls of low quality.
enum class Strength : std::uint8_t { strong, weak };

struct ListedName {
    std::string text;
    Strength strength = Strength::strong;
};

/// Somebody or something that a list names.
struct Entry {
    std::int64_t id = 0;    ///< the caller's, given once in an index
    std::uint32_t list = 0; ///< the caller's number of the list, by which searches may choose
    Kind kind = Kind::unknown;
    std::vector<ListedName> names;       ///< the main name and its aliases
    std::vector<std::string> birthDates; ///< EDTF, any of which may be true
    std::vector<std::string> birthPlaces;
    std::vector<std::string> nationalities; ///< ISO 3166-1 alpha-2
    std::vector<std::string> niks;
    std::vector<std::string> passports;
};

} // namespace dttot::screening
