/// The second half of DateScanner: what a date that was read becomes, and what may follow it.

#include "extraction/fields/date_scanner.h"
#include "extraction/text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <utility>

namespace dttot::fields {

namespace {

constexpr int firstGregorianYear = 1500;
constexpr int lastYear = 2100;
constexpr int longestHijriMonth = 30;

bool exists(const CalendarDay& day) {
    return std::chrono::year_month_day(
               std::chrono::year(day.year),
               std::chrono::month(static_cast<unsigned>(day.month)),
               std::chrono::day(static_cast<unsigned>(day.day))
    )
        .ok();
}

} // namespace

bool DateScanner::yearAt(std::size_t i) const {
    return digitsAt(i) == 4 && ((_tokens[i].number >= 1250 && _tokens[i].number <= lastYear) || _tokens[i].number == 0);
}

bool DateScanner::symbolAt(std::size_t i, std::string_view symbols) const {
    return i < _tokens.size() && _tokens[i].kind == DateToken::Kind::symbol
           && symbols.find(_tokens[i].text) != std::string_view::npos;
}

DateWord DateScanner::wordAt(std::size_t i) const {
    return i < _tokens.size() && _tokens[i].kind == DateToken::Kind::word ? meaningOf(_tokens[i].text)
                                                                          : DateWord::other;
}

std::optional<int> DateScanner::monthAt(std::size_t i) const {
    if (i >= _tokens.size() || _tokens[i].kind != DateToken::Kind::word
        || meaningOf(_tokens[i].text) != DateWord::other) {
        return std::nullopt;
    }
    const std::optional<int> month = monthOf(_tokens[i].text);
    return month ? month : hijriMonthOf(_tokens[i].text);
}

std::optional<int> DateScanner::yearFrom(std::size_t i) const {
    if (yearAt(i)) {
        return _tokens[i].number;
    }
    // Two digits name a year of the last century, except the few that nobody on a list can have been born in yet.
    if (digitsAt(i) == 2 && !symbolAt(i + 1, ":")) {
        return _tokens[i].number + (_tokens[i].number > 12 ? 1900 : 2000);
    }
    return std::nullopt;
}

void DateScanner::skipTime() {
    std::size_t i = _at;
    if (i < _tokens.size() && _tokens[i].is("t")) {
        ++i;
    }
    if (!numberAt(i) || !symbolAt(i + 1, ":") || !numberAt(i + 2)) {
        return;
    }
    i += 3;
    while ((symbolAt(i, ":.") && numberAt(i + 1))) {
        i += 2;
    }
    _at = i;
}

void DateScanner::addWithFollowers(const CalendarDay& day) {
    if (addInterval(day)) {
        return;
    }
    add(day);
    addSharedYears(day);
}

bool DateScanner::addInterval(const CalendarDay& from) {
    // "1954-1955", "00/00/1954-1955", "1954 s/d 1955": both ends are years.
    if (from.day != 0 || from.month != 0 || from.year == 0) {
        return false;
    }
    std::size_t i = _at;
    const bool isDecade = wordAt(i) == DateWord::decade || (symbolAt(i, "-") && wordAt(i + 1) == DateWord::decade);
    if (isDecade && from.year + 9 <= lastYear) {
        if (auto span = spanOf(from, {from.year + 9})) {
            _at = i + (symbolAt(i, "-") ? 2 : 1);
            addText(*std::move(span));
            return true;
        }
    }
    if (wordAt(i) == DateWord::until || symbolAt(i, "-/")) {
        ++i;
    } else if (i + 2 < _tokens.size() && _tokens[i].is("s") && symbolAt(i + 1, "/.") && _tokens[i + 2].is("d")) {
        i += symbolAt(i + 3, ".") ? 4 : 3;
    } else {
        return false;
    }
    for (; wordAt(i) == DateWord::noise; ++i) {
    }
    if (!yearAt(i) || symbolAt(i + 1, "-/.")) {
        return false;
    }
    auto span = spanOf(from, {_tokens[i].number});
    if (!span) {
        return false;
    }
    _at = i + 1;
    addText(*std::move(span));
    return true;
}

void DateScanner::addSharedYears(const CalendarDay& day) {
    // "17/08/1943/1944": the same day in another year.
    while (symbolAt(_at, "/-") && yearAt(_at + 1)
           && !(symbolAt(_at + 2, "/-.") && digitsAt(_at + 3) > 0 && digitsAt(_at + 3) <= 2)) {
        add({_tokens[_at + 1].number, day.month, day.day});
        _at += 2;
    }
}

CalendarDay DateScanner::plausible(CalendarDay day) {
    if (day.month > 12 && day.day >= 1 && day.day <= 12) {
        std::swap(day.month, day.day);
    }
    if (day.month > 12) {
        _sawImpossibleDay = true;
        day = {day.year};
    }
    if (day.year != 0 && day.year < firstGregorianYear) {
        if (day.day > longestHijriMonth) {
            _sawImpossibleDay = true;
            day.day = 0;
        }
        if (day.month == 0 || day.day == 0) {
            // Without a day only the Gregorian year in which most of it lies can be told.
            return {gregorianOf({day.year, day.month == 0 ? 7 : day.month, 1}).year};
        }
        return gregorianOf(day);
    }
    if (day.month == 0) {
        day.day = 0;
    }
    if (day.month != 0 && day.day != 0 && day.year != 0 && !exists(day)) {
        _sawImpossibleDay = true;
        day.day = 0;
    }
    return day;
}

std::string DateScanner::edtf(const CalendarDay& day) const {
    if (day.year == 0) {
        return {};
    }
    std::array<char, 48> out{};
    if (day.month == 0) {
        std::snprintf(out.data(), out.size(), "%04d", day.year);
    } else if (day.day == 0) {
        std::snprintf(out.data(), out.size(), "%04d-%02d", day.year, day.month);
    } else {
        std::snprintf(out.data(), out.size(), "%04d-%02d-%02d", day.year, day.month, day.day);
    }
    return out.data();
}

/// From one date to another that is not before it; two years of different calendars can be.
std::optional<std::string> DateScanner::spanOf(const CalendarDay& from, const CalendarDay& until) {
    const std::string first = edtf(plausible(from));
    const std::string last = edtf(plausible(until));
    return first.empty() || last < first ? std::nullopt : std::optional(first + '/' + last);
}

void DateScanner::add(const CalendarDay& day) {
    std::string text = edtf(plausible(day));
    if (!text.empty()) {
        text += _circa ? "~" : "";
        text = _openEnd == "../" ? _openEnd + text : text + _openEnd;
        _openEnd.clear();
        addText(std::move(text));
    }
}

void DateScanner::markLastAsCirca() {
    constexpr std::string_view open = "/..";
    std::string text = std::move(_dates.back());
    _dates.pop_back();
    const std::size_t end = text.size() - (text.ends_with(open) ? open.size() : 0);
    text.insert(end, end > 0 && text[end - 1] == '~' ? "" : "~");
    text::addUnique(_dates, std::move(text));
}

void DateScanner::addText(std::string text) {
    // "sekitar 1965 atau 1966" is vague about both; after a bracket or semicolon a new statement begins.
    _circa = _circa && (wordAt(_at) == DateWord::join || symbolAt(_at, "/"));
    text::addUnique(_dates, std::move(text));
}

} // namespace dttot::fields
