#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace documents {

/// In which order a file writes days with figures only.
enum class DayOrder {
    Unknown, ///< Each date has to tell by itself
    DayFirst,
    MonthFirst
};

enum class DayFault {
    NotADay,
    Ambiguous ///< "03/04/2026"
};

/// A day as people write it: "YYYY-MM-DD", or why it is none.
///
/// Year, month and day in this order, or day and month before the year, all in figures of any script, with - / . or
/// blanks between them. Between points the day comes first. Otherwise it is ambiguous which of two numbers up to 12 is
/// the month, unless `order` tells or they are the same. Years have four digits. A time of midnight behind it is left
/// out.
[[nodiscard]] std::variant<std::string, DayFault> readDay(std::string_view text, DayOrder order);

} // namespace documents
