#include "cron.h"

#include <tenon/error.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tenon::jobs {

namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 12> monthNames{
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> dayNames{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

/// What may stand in a field: numbers from `first` to `last`; names count from `first`.
struct Field {
    std::string_view label;
    unsigned first;
    unsigned last;
    Names names;
};

/// No date is further away than the next 29 February, eight years from one to the next around 2100.
constexpr std::chrono::days horizon{366 * 8 + 1};

[[noreturn]] void refuse(std::string_view label, std::string_view text) {
    throw Invalid(Message(
        "A schedule's {field} cannot be \"{text}\".", {{"field", std::string(label)}, {"text", std::string(text)}}
    ));
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(end + 1);
    }
}

std::vector<std::string_view> wordsOf(std::string_view text) {
    auto words = split(text, ' ');
    std::erase_if(words, [](std::string_view word) { return word.empty(); });
    return words;
}

std::optional<unsigned> number(std::string_view text) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isWhole = error == std::errc() && end == text.data() + text.size();
    return isWhole ? std::optional(value) : std::nullopt;
}

std::optional<unsigned> named(std::string_view text, const Field& field) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const auto found = std::ranges::find(field.names, lower);
    return found == field.names.end() ? std::nullopt
                                      : std::optional(field.first + static_cast<unsigned>(found - field.names.begin()));
}

unsigned value(std::string_view text, const Field& field) {
    const auto found = number(text);
    const auto read = found ? found : named(text, field);
    if (!read || *read < field.first || *read > field.last) {
        refuse(field.label, text);
    }
    return *read;
}

struct Range {
    unsigned first;
    unsigned last;
    unsigned step;
};

Range range(std::string_view text, const Field& field) {
    const auto slash = text.find('/');
    const bool hasStep = slash != std::string_view::npos;
    const auto step = hasStep ? number(text.substr(slash + 1)) : 1U;
    if (!step || *step == 0 || *step > field.last) {
        refuse(field.label, text);
    }
    const std::string_view span = text.substr(0, slash);
    if (span == "*") {
        return {field.first, field.last, *step};
    }
    const auto dash = span.find('-');
    const unsigned first = value(span.substr(0, dash), field);
    if (dash == std::string_view::npos) {
        return {first, hasStep ? field.last : first, *step};
    }
    const unsigned last = value(span.substr(dash + 1), field);
    if (last < first) {
        refuse(field.label, text);
    }
    return {first, last, *step};
}

template <std::size_t Size>
std::bitset<Size> read(std::string_view text, const Field& field) {
    std::bitset<Size> chosen;
    for (const std::string_view part : split(text, ',')) {
        const Range wanted = range(part, field);
        for (unsigned i = wanted.first; i <= wanted.last; i += wanted.step) {
            chosen.set(i);
        }
    }
    return chosen;
}

} // namespace

Cron::Cron(std::string_view expression) {
    const auto words = wordsOf(expression);
    if (words.size() != 5) {
        throw Invalid("A schedule has five fields: minute, hour, day, month and day of the week.");
    }
    _minutes = read<60>(words[0], {"minute", 0, 59, {}});
    _hours = read<24>(words[1], {"hour", 0, 23, {}});
    _days = read<32>(words[2], {"day", 1, 31, {}});
    _months = read<13>(words[3], {"month", 1, 12, monthNames});
    _weekdays = read<8>(words[4], {"day of the week", 0, 7, dayNames});
    _weekdays[0] = _weekdays[0] || _weekdays[7];
    _eitherDay = !words[2].starts_with('*') && !words[4].starts_with('*');
    static_cast<void>(next(Timestamp()));
}

bool Cron::matchesDay(std::chrono::sys_days day) const {
    const std::chrono::year_month_day date(day);
    if (!_months[static_cast<unsigned>(date.month())]) {
        return false;
    }
    const bool inMonth = _days[static_cast<unsigned>(date.day())];
    const bool inWeek = _weekdays[std::chrono::weekday(day).c_encoding()];
    return _eitherDay ? inMonth || inWeek : inMonth && inWeek;
}

Timestamp Cron::next(Timestamp time) const {
    using namespace std::chrono;
    const auto from = floor<minutes>(time.point()) + minutes(1);
    const auto firstDay = floor<days>(from);
    for (auto day = firstDay; day <= firstDay + horizon; day += days(1)) {
        if (!matchesDay(day)) {
            continue;
        }
        const auto start = day == firstDay ? (from - firstDay) : minutes(0);
        for (auto minute = start; minute < days(1); minute += minutes(1)) {
            const auto ofDay = static_cast<std::size_t>(minute.count());
            if (_hours[ofDay / 60] && _minutes[ofDay % 60]) {
                return Timestamp(day + minute);
            }
        }
    }
    throw Invalid("A schedule names a day that never comes.");
}

} // namespace tenon::jobs
