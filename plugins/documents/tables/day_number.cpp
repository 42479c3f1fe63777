#include "tables/day_number.h"

#include "tables/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace documents::tables {

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
    // By its digits: a double holds no more than fifteen of them for certain, and a NIK has sixteen.
    const std::size_t exponentAt = std::min(number.find_first_of("eE"), number.size());
    std::string digits(number.substr(0, exponentAt));
    std::string_view exponent = number.substr(std::min(exponentAt + 1, number.size()));
    exponent.remove_prefix(exponent.starts_with('+') ? 1 : 0);
    int power = 0;
    const auto [end, error] = std::from_chars(exponent.data(), exponent.data() + exponent.size(), power);
    const bool isShaped = exponent.empty() || (error == std::errc() && end == exponent.data() + exponent.size());
    if (const std::size_t point = digits.find('.'); point != std::string::npos) {
        power -= static_cast<int>(digits.size() - point - 1);
        digits.erase(point, 1);
    }
    while (power < 0 && digits.ends_with('0')) {
        digits.pop_back();
        ++power;
    }
    constexpr int mostZeros = 17;
    const std::string_view magnitude = std::string_view(digits).substr(digits.starts_with('-') ? 1 : 0);
    if (!isShaped || power < 0 || power > mostZeros || magnitude.empty()
        || !std::ranges::all_of(magnitude, &text::isDigit)) {
        return std::string(number);
    }
    return digits + std::string(static_cast<std::size_t>(power), '0');
}

} // namespace documents::tables
