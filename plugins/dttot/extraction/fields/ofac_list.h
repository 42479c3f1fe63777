#pragma once

#include "extraction/record.h"

#include <string>
#include <string_view>
#include <vector>

/// What the lists of the US Office of Foreign Assets Control have in common, whatever their form.
namespace dttot::fields {

struct OfacList {
    std::string name;
    std::string title;
};

/// The list of specially designated nationals, or the other, whose files are called cons_prim.csv, consolidated.xml and
/// the like; their content does not tell.
[[nodiscard]] OfacList ofacListOf(std::string_view filename, const std::vector<std::string>& entries);

/// Reads the remarks of the delimited form: "DOB circa 1965; POB Ghazni, Afghanistan; Passport A12345 (Iran);
/// nationality Iran; a.k.a. 'ABU X'." What it does not know stays in the description, as do the remarks as a whole.
void addOfacRemarks(Record& record, std::string_view remarks);

} // namespace dttot::fields
