#pragma once

#include <tenon/decimal.h>
#include <tenon/time.h>

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace accounting {

enum class TermPart {
    percent,        ///< Of what the parts before have left
    percentOfTotal, ///< Of the whole amount
    fixed,          ///< An amount of money
    remainder       ///< What is left: exactly one, the last
};

/// One step on the way to a due date: months first (clamped to the month's last day), then the day of the month (31:
/// the last), then weeks and days.
struct DateStep {
    int months = 0;
    std::optional<int> dayOfMonth;
    int weeks = 0;
    int days = 0;
};

struct TermLine {
    TermPart part = TermPart::remainder;
    tenon::Decimal value; ///< Percent or money
    std::vector<DateStep> steps;
};

struct Instalment {
    tenon::Date due;
    tenon::Decimal amount;
};

[[nodiscard]] tenon::Date dateAfter(tenon::Date start, std::span<const DateStep> steps);

/// Throws Invalid TERM_REMAINDER unless exactly the last line is the remainder.
void requireRemainder(std::span<const TermLine> lines);

/// The instalments of `total` (negative for credit notes) from `start`. Each is rounded to the scale of `total`; the
/// remainder takes what is left, so that they sum to `total` exactly. Parts of zero are left out.
[[nodiscard]] std::vector<Instalment>
instalments(std::span<const TermLine> lines, tenon::Decimal total, tenon::Date start);

} // namespace accounting
