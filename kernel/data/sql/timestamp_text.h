#pragma once

#include <array>
#include <string_view>

namespace tenon::data {

/// The room for a timestamp as the layer hands it out: "YYYY-MM-DDTHH:MM:SS.ffffffZ".
using TimestampText = std::array<char, 27>;

/// Whether `text` may be a timestamp at all: "YYYY-MM-DD HH:MM:SS" or with a T, and whatever follows.
[[nodiscard]] bool startsWithDateAndTime(std::string_view text);

/// `text` in the layer's form, written to `room`: accepts what the databases write for UTC ("2024-02-29 13:14:15.5",
/// "…+00", "…Z"). Any other text, such as "infinity", comes back unchanged.
[[nodiscard]] std::string_view normalisedTimestamp(std::string_view text, TimestampText& room);

} // namespace tenon::data
