#pragma once

#include <string>
#include <string_view>

namespace dttot::fields {

/// Whether the text is a Kode Densus such as "IDD-012", however it is spaced, dashed or cased.
[[nodiscard]] bool isKodeDensus(std::string_view text);

/// AAA-NNN; a text of another shape comes back on one line without blanks at its ends.
[[nodiscard]] std::string kodeDensusOf(std::string_view text);

} // namespace dttot::fields
