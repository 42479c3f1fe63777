#pragma once

#include <string>

namespace dttot::tests {

/// OFAC's advanced list of so many invented parties, in the form and the proportions of the published file, which has
/// 18,000: reference value sets, places, identity documents, parties with names in several scripts and features,
/// relationships, measures. Party n has the number 1000 + n.
[[nodiscard]] std::string advancedList(int parties);

} // namespace dttot::tests
