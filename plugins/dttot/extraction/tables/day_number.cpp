#include "extraction/tables/day_number.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace dttot::tables {

std::string isoDateOf(double dayNumber, int daysAfter1900) {
    constexpr double minute = 1.0 / 1440;
    const double days = std::floor(dayNumber + daysAfter1900 + minute);
    if (!(days >= 1 && days < 2'958'466)) {
        return {};
    }
    // Day 60 is the 29 February 1900 that never was; days before it count from one day later.
    const auto count = static_cast<int>(days) + (days < 60 ? 1 : 0);
    const std::chrono::sys_days origin = std::chrono::year(1899) / 12 / 30;
    const std::chrono::year_month_day day(origin + std::chrono::days(count));
    std::array<char, 16> out{};
    std::snprintf(
        out.data(),
        out.size(),
        "%04d-%02u-%02u",
        static_cast<int>(day.year()),
        static_cast<unsigned>(day.month()),
        static_cast<unsigned>(day.day())
    );
    return out.data();
}

bool showsDay(std::string_view formatCode) {
    bool quoted = false;
    bool bracketed = false;
    for (std::size_t i = 0; i < formatCode.size(); ++i) {
        const char c = formatCode[i];
        if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == '[' || c == ']') {
            bracketed = c == '[';
        } else if (!quoted && !bracketed && (c == 'd' || c == 'D' || c == 'y' || c == 'Y')) {
            return true;
        }
    }
    return false;
}

bool showsDay(unsigned builtInFormat) {
    return (builtInFormat >= 14 && builtInFormat <= 17) || builtInFormat == 22
           || (builtInFormat >= 27 && builtInFormat <= 36) || (builtInFormat >= 50 && builtInFormat <= 58);
}

std::string plainNumber(std::string_view number) {
    if (number.find_first_of(".eE") == std::string_view::npos) {
        return std::string(number);
    }
    double value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error != std::errc() || end != number.data() + number.size() || std::floor(value) != value
        || std::fabs(value) > 1e17) {
        return std::string(number);
    }
    return std::to_string(static_cast<long long>(value));
}

} // namespace dttot::tables
