#include "imports/local_day.h"

#include "imports/plain_digits.h"
#include "tables/text.h"

#include <tenon/time.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <optional>
#include <vector>

namespace documents {

namespace {

namespace text = tables::text;

struct Written {
    std::array<std::string_view, 3> parts;
    char separator = '\0';
};

/// Three runs of digits with the same separator between them.
std::optional<Written> writtenIn(std::string_view day) {
    Written written;
    std::size_t part = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= day.size(); ++i) {
        if (i < day.size() && text::isDigit(day[i])) {
            continue;
        }
        if (i == begin || part == written.parts.size()) {
            return std::nullopt;
        }
        written.parts[part++] = day.substr(begin, i - begin);
        begin = i + 1;
        if (i == day.size()) {
            break;
        }
        const bool isSeparator = std::string_view("-/. ").find(day[i]) != std::string_view::npos;
        if (!isSeparator || (part > 1 && day[i] != written.separator)) {
            return std::nullopt;
        }
        written.separator = day[i];
    }
    return part == written.parts.size() ? std::optional(written) : std::nullopt;
}

int numberOf(std::string_view digits) {
    int number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

std::variant<std::string, DayFault> dayOf(int year, int month, int day) {
    std::array<char, 16> out{};
    std::snprintf(out.data(), out.size(), "%04d-%02d-%02d", year, month % 100, day % 100);
    if (month > 12 || day > 31 || !tenon::Date::parse(out.data())) {
        return DayFault::NotADay;
    }
    return std::string(out.data());
}

/// Spreadsheets write whole days with a time now and then.
std::string_view withoutMidnight(std::string_view day) {
    for (const std::string_view time : {"T00:00:00Z", "T00:00:00", " 00:00:00", " 00:00", " 0:00"}) {
        if (day.ends_with(time)) {
            return day.substr(0, day.size() - time.size());
        }
    }
    return day;
}

} // namespace

std::variant<std::string, DayFault> readDay(std::string_view sent, DayOrder order) {
    const std::string plain = plainDigits(sent);
    const auto written = writtenIn(withoutMidnight(text::trim(plain)));
    if (!written) {
        return DayFault::NotADay;
    }
    const auto& [first, second, third] = written->parts;
    const auto isShort = [](std::string_view part) { return part.size() <= 2; };
    if (first.size() == 4 && isShort(second) && isShort(third)) {
        return dayOf(numberOf(first), numberOf(second), numberOf(third));
    }
    if (third.size() != 4 || !isShort(first) || !isShort(second)) {
        return DayFault::NotADay;
    }
    const int one = numberOf(first);
    const int two = numberOf(second);
    const bool mayBeEither = one <= 12 && two <= 12 && one != two && written->separator != '.';
    if (mayBeEither && order == DayOrder::Unknown) {
        return DayFault::Ambiguous;
    }
    const bool isMonthFirst =
        written->separator != '.' && (order == DayOrder::MonthFirst || (order == DayOrder::Unknown && two > 12));
    return isMonthFirst ? dayOf(numberOf(third), one, two) : dayOf(numberOf(third), two, one);
}

} // namespace documents
