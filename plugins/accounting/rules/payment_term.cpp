#include "payment_term.h"

#include <tenon/arithmetic.h>
#include <tenon/error.h>

#include <algorithm>

namespace accounting {

namespace {

using namespace std::chrono;
using tenon::Decimal;

/// The day of this number, or the month's last one.
year_month_day inMonth(year_month month, day wanted) {
    const day last = year_month_day_last(month.year(), month_day_last(month.month())).day();
    return month / std::min(wanted, last);
}

Decimal partOf(const TermLine& line, Decimal total, Decimal left) {
    const Decimal hundred(100, 0);
    switch (line.part) {
    case TermPart::percent:
        return tenon::quotient(tenon::product(left, line.value, 8), hundred, total.scale());
    case TermPart::percentOfTotal:
        return tenon::quotient(tenon::product(total, line.value, 8), hundred, total.scale());
    case TermPart::fixed: {
        const Decimal amount = tenon::rounded(line.value, total.scale());
        return tenon::isNegative(total) ? -amount : amount;
    }
    case TermPart::remainder:
        break;
    }
    return left;
}

} // namespace

tenon::Date dateAfter(tenon::Date start, std::span<const DateStep> steps) {
    year_month_day date = start.day();
    for (const DateStep& step : steps) {
        const year_month month = year_month(date.year(), date.month()) + months(step.months);
        date = inMonth(month, step.dayOfMonth ? day(static_cast<unsigned>(*step.dayOfMonth)) : date.day());
        date = sys_days(date) + weeks(step.weeks) + days(step.days);
    }
    return tenon::Date(date);
}

void requireRemainder(std::span<const TermLine> lines) {
    const auto isRemainder = [](const TermLine& line) { return line.part == TermPart::remainder; };
    if (lines.empty() || !isRemainder(lines.back()) || std::ranges::count_if(lines, isRemainder) != 1) {
        throw tenon::Error(400, "TERM_REMAINDER", "A payment term has exactly one remainder, in its last line.");
    }
}

std::vector<Instalment> instalments(std::span<const TermLine> lines, Decimal total, tenon::Date start) {
    requireRemainder(lines);
    std::vector<Instalment> parts;
    Decimal left = total;
    for (const TermLine& line : lines) {
        const Decimal amount = partOf(line, total, left);
        left -= amount;
        if (!tenon::isZero(amount)) {
            parts.push_back({dateAfter(start, line.steps), amount});
        }
    }
    return parts;
}

} // namespace accounting
