#pragma once

#include "extraction/list_format.h"
#include "extraction/record.h"

#include <string_view>

/// What the lists of the US Office of Foreign Assets Control have in common, whatever their form.
namespace dttot::fields {

/// The list of specially designated nationals, or the other, whose files are called cons_prim.csv, consolidated.xml and
/// the like; their content does not tell.
[[nodiscard]] ListName ofacListOf(const Sample& sample);

/// Reads the remarks of the delimited form: "DOB circa 1965; POB Ghazni, Afghanistan; Passport A12345 (Iran);
/// nationality Iran; a.k.a. 'ABU X'." What it does not know stays in the description, as do the remarks as a whole.
void addOfacRemarks(Record& record, std::string_view remarks);

} // namespace dttot::fields
