#include "birth_date.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace dttot::screening {

namespace {

constexpr int year = 365;
constexpr int month = 31;

std::optional<int> numberOf(std::string_view text, std::size_t digits) {
    if (text.size() != digits) {
        return std::nullopt;
    }
    int number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        number = number * 10 + (c - '0');
    }
    return number;
}

std::int32_t dayOf(std::chrono::year_month_day date) {
    return static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count());
}

std::optional<BirthDate> plainDate(std::string_view text) {
    using namespace std::chrono;
    const bool isAbout = text.ends_with('~') || text.ends_with('?') || text.ends_with('%');
    if (isAbout) {
        text.remove_suffix(1);
    }
    const auto y = numberOf(text.substr(0, 4), 4);
    const bool hasMonth = text.size() >= 7 && text[4] == '-';
    const bool hasDay = text.size() == 10 && hasMonth && text[7] == '-';
    const auto m = hasMonth ? numberOf(text.substr(5, 2), 2) : std::optional(1);
    const auto d = hasDay ? numberOf(text.substr(8, 2), 2) : std::optional(1);
    if (!y || !m || !d || (text.size() != 4 && text.size() != 7 && text.size() != 10) || (text.size() > 4 && !hasMonth)
        || (text.size() > 7 && !hasDay)) {
        return std::nullopt;
    }
    const year_month_day first{
        std::chrono::year(*y), std::chrono::month(static_cast<unsigned>(*m)), day(static_cast<unsigned>(*d))};
    if (!first.ok()) {
        return std::nullopt;
    }
    const year_month_day last = hasDay     ? first
                                : hasMonth ? year_month_day(first.year() / first.month() / std::chrono::last)
                                           : first.year() / December / 31;
    return BirthDate{dayOf(first), dayOf(last), !isAbout};
}

bool isDay(const BirthDate& date) { return date.from == date.to && date.isSharp; }

std::chrono::year_month_day calendarOf(std::int32_t day) {
    return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(day)));
}

bool areSwapped(std::int32_t a, std::int32_t b) {
    const auto one = calendarOf(a);
    const auto other = calendarOf(b);
    return one.year() == other.year() && static_cast<unsigned>(one.month()) == static_cast<unsigned>(other.day())
           && static_cast<unsigned>(one.day()) == static_cast<unsigned>(other.month());
}

} // namespace

std::optional<BirthDate> birthDateOf(std::string_view edtf) {
    const auto slash = edtf.find('/');
    if (slash == std::string_view::npos) {
        return plainDate(edtf);
    }
    constexpr int openEnd = 10 * year;
    const std::string_view begin = edtf.substr(0, slash);
    const std::string_view end = edtf.substr(slash + 1);
    const bool isOpen = begin == ".." || begin.empty();
    const bool hasNoEnd = end == ".." || end.empty();
    const auto first = plainDate(isOpen ? end : begin);
    const auto last = plainDate(hasNoEnd ? begin : end);
    if (!first || !last) {
        return std::nullopt;
    }
    const auto from = isOpen ? first->from - openEnd : first->from;
    const auto to = hasNoEnd ? last->to + openEnd : last->to;
    return BirthDate{std::min(from, to), std::max(from, to), first->isSharp && last->isSharp};
}

DateAgreement agreementOf(const BirthDate& a, const BirthDate& b) {
    constexpr int calendars = 1; // a day begins at sunset in one of them
    constexpr int about = 2 * year;
    constexpr int few = 4 * year + month;
    if (isDay(a) && isDay(b)) {
        if (std::abs(a.from - b.from) <= calendars) {
            return DateAgreement::equal;
        }
        if (areSwapped(a.from, b.from)) {
            return DateAgreement::swapped;
        }
        return std::abs(a.from - b.from) <= few ? DateAgreement::near : DateAgreement::conflicting;
    }
    const int gap = std::max({0, a.from - b.to, b.from - a.to});
    const int tolerance = a.isSharp && b.isSharp ? calendars : about;
    return gap <= tolerance ? DateAgreement::compatible : gap <= few ? DateAgreement::near : DateAgreement::conflicting;
}

} // namespace dttot::screening
