#pragma once

#include "extraction/layout/table_layout.h"
#include "extraction/record.h"

#include <string>
#include <vector>

/// Reading back an export of this module: its cells are clean values, which the rules for a list's prose would spoil.
namespace dttot {

/// Takes over the name and the lists of texts and numbers as they stand, whatever is between "; " an item.
void readExportedLists(Record& record, const layout::RawRecord& raw);

/// Raises again the issues that the numbers of the record had: those that the description explains, and one for each
/// malformed NIK. The description adds no number, so that one which was taken off the record stays away.
void addIssuesOfNumbers(Record& record, const std::vector<std::string>& statements);

} // namespace dttot
