#pragma once

#include "extraction/record.h"

#include <string>
#include <string_view>
#include <vector>

namespace dttot::fields {

/// Finds identity numbers in the statements of a description and adds them to the record: NIK (the subject's own,
/// malformed, or another person's), KK, passports, NPWP and telephone numbers. A number is told by the label before it,
/// not by its length: a family card has sixteen digits too. Call it after the record has its names: "NIK … atas nama X"
/// is the subject's own when X is one of them.
void addIdentities(Record& record, const std::vector<std::string>& statements);

} // namespace dttot::fields
