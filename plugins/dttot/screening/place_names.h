#pragma once

#include <string>
#include <string_view>

namespace dttot::screening {

/// The words by which a place is told from others, spelled and between blanks: without the country behind a comma,
/// kinds of places and directions in Indonesian and English ("Kab. Lampung Selatan", "South Lampung"), and under the
/// name that it has today ("Ujung Pandang": Makassar, "Batavia": Jakarta). Empty when there are none.
[[nodiscard]] std::string placeKeysOf(std::string_view place);

} // namespace dttot::screening
