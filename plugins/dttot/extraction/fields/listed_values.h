#pragma once

#include "extraction/record.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// What lists with clean parts have in common: one value each, in English, with nothing to take apart.
namespace dttot::fields {

/// The texts that say something, with `separator` between them.
[[nodiscard]] std::string joinedBy(std::string_view separator, std::initializer_list<std::string_view> texts);

/// Adds the country's code; a name that is not known becomes an issue.
void addNationality(Record& record, std::string_view country);

/// Adds an identity document; a passport's number stands among the passports as well, and an Indonesian identity number
/// of 16 digits is a NIK.
void addDocument(Record& record, std::string_view type, std::string_view number, std::string_view country);

/// Adds the dates of a text in English: "10 Dec 1948", "circa 1965", "1953 to 1958", "1965-03-07".
void addBirthDates(Record& record, std::string_view text);

/// Adds a line "Label: text" to the description unless the text says nothing.
void addRemark(Record& record, std::string_view label, std::string_view text);

/// "AL-MARZANI, Abdul Ghafar" as it is spoken: "Abdul Ghafar AL-MARZANI".
[[nodiscard]] std::string spokenName(std::string_view lastNameFirst);

} // namespace dttot::fields
