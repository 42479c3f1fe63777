#include "extraction/fields/edtf.h"

#include "extraction/text.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace dttot::fields {

namespace {

constexpr int firstYear = 1500;
constexpr int lastYear = 2100;

/// The number that a text of exactly so many digits is; -1 for another text.
int numberOf(std::string_view text, std::size_t digits) {
    int number = -1;
    if (text.size() == digits && std::ranges::all_of(text, &text::isDigit)) {
        std::from_chars(text.data(), text.data() + text.size(), number);
    }
    return number;
}

bool isDate(std::string_view date) {
    if (date.ends_with('~')) {
        date.remove_suffix(1);
    }
    const int year = numberOf(date.substr(0, 4), 4);
    if (year < firstYear || year > lastYear || date.size() == 4) {
        return year >= firstYear && year <= lastYear;
    }
    const int month = date.size() >= 7 && date[4] == '-' ? numberOf(date.substr(5, 2), 2) : -1;
    if (date.size() == 7) {
        return month >= 1 && month <= 12;
    }
    const int day = date.size() == 10 && date[7] == '-' ? numberOf(date.substr(8), 2) : -1;
    return month > 0 && day > 0
           && std::chrono::year_month_day(
                  std::chrono::year(year),
                  std::chrono::month(static_cast<unsigned>(month)),
                  std::chrono::day(static_cast<unsigned>(day))
           )
                  .ok();
}

/// Whether an interval does not end before it begins, as far as both ends are known.
bool areInOrder(std::string_view from, std::string_view until) {
    from.remove_suffix(from.ends_with('~') ? 1 : 0);
    until.remove_suffix(until.ends_with('~') ? 1 : 0);
    const std::size_t known = std::min(from.size(), until.size());
    return from.substr(0, known) <= until.substr(0, known);
}

bool isEdtf(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) {
        return isDate(text);
    }
    const std::string_view from = text.substr(0, slash);
    const std::string_view until = text.substr(slash + 1);
    if (from == ".." || until == "..") {
        return isDate(from) || isDate(until);
    }
    return isDate(from) && isDate(until) && areInOrder(from, until);
}

} // namespace

std::optional<std::vector<std::string>> edtfDatesOf(std::string_view text) {
    std::vector<std::string> dates;
    for (const std::string_view part : text::split(text, ';')) {
        const std::string_view date = text::trim(part);
        if (!date.empty() && !isEdtf(date)) {
            return std::nullopt;
        }
        text::addUnique(dates, std::string(date));
    }
    return dates;
}

} // namespace dttot::fields
