#pragma once

#include "birth_date.h"
#include "entry.h"
#include "subject.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dttot::screening {

/// What is known of somebody besides names, in one text, so that a million take little room: lines that begin with the
/// kind of fact. Made once, read whenever a name is near enough.
[[nodiscard]] std::string packedFacts(const Entry& entry);

/// A place and the words that it is compared by.
struct Place {
    std::string_view text;
    std::string_view keys; ///< spelled words between blanks
};

/// The facts of one side, ready to be compared. Borrows the packed text.
struct Facts {
    struct Date {
        std::string_view text;
        BirthDate date;
    };

    std::vector<Date> birthDates;
    std::vector<Place> birthPlaces;
    std::vector<std::string_view> nationalities;
    std::vector<std::string_view> niks;
    std::vector<std::string_view> passports;
};

[[nodiscard]] Facts factsOf(std::string_view packed);

/// Years outside of which no birth date agrees with any of these; from is after to when there are none.
struct BirthYears {
    int from = 1;
    int to = 0;
};

[[nodiscard]] BirthYears birthYearsOf(const Facts& facts);

/// The subject as an entry with the same facts and no names.
[[nodiscard]] Entry entryOf(const Subject& subject);

} // namespace dttot::screening
