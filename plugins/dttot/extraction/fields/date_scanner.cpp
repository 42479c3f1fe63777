#include "extraction/fields/date_scanner.h"

#include "extraction/tables.h"
#include "tables/day_number.h"

#include <utility>

namespace dttot::fields {

DateScanner::DateScanner(std::string_view tidyText, int daysAfter1900)
    : _tokens(dateTokensOf(tidyText)), _daysAfter1900(daysAfter1900) {}

std::vector<std::string> DateScanner::run() {
    while (_at < _tokens.size()) {
        step();
    }
    return std::move(_dates);
}

void DateScanner::step() {
    if (_tokens[_at].isNumber()) {
        readNumber();
    } else if (_tokens[_at].kind == DateToken::Kind::word) {
        readWord();
    } else {
        // "± 1965", "~1965"; anything else is punctuation between dates.
        _circa = (_circa && !_tokens[_at].is(";")) || _tokens[_at].is("~") || _tokens[_at].is("+");
        ++_at;
    }
}

void DateScanner::readWord() {
    if (const auto date = readMonthAndYear()) {
        addWithFollowers(*date);
        return;
    }
    switch (wordAt(_at)) {
    case DateWord::circa:
        // "1958 (perkiraan)": the word may also follow its date.
        if (_at > 0 && symbolAt(_at - 1, "(") && !_dates.empty() && !_dates.back().ends_with('~')) {
            markLastAsCirca();
        } else {
            _circa = true;
        }
        break;
    case DateWord::between:
        if (readBetween()) {
            return;
        }
        break;
    case DateWord::before:
        _openEnd = "../";
        break;
    case DateWord::after:
        _openEnd = "/..";
        break;
    case DateWord::other:
        _leftSomething = _leftSomething || _tokens[_at].text != "±";
        _circa = _circa || _tokens[_at].text == "±";
        break;
    default:
        break;
    }
    ++_at;
}

void DateScanner::readNumber() {
    if (const auto date = readDate()) {
        addWithFollowers(*date);
        return;
    }
    if (readDayNumber()) {
        return;
    }
    // The number of a list item: "1. 12/04/1970", "2) ...".
    const bool isMarker = digitsAt(_at) <= 2 && symbolAt(_at + 1, ".)");
    const bool isZero = _tokens[_at].text.find_first_not_of('0') == std::string::npos;
    _leftSomething = _leftSomething || !(isMarker || isZero);
    ++_at;
}

std::optional<CalendarDay> DateScanner::readDate() {
    for (const auto read :
         {&DateScanner::readYearFirst,
          &DateScanner::readDayFirst,
          &DateScanner::readDayAndMonthName,
          &DateScanner::readMonthAndYear}) {
        if (auto date = (this->*read)()) {
            return date;
        }
    }
    if (yearAt(_at)) {
        return CalendarDay{_tokens[_at++].number};
    }
    return std::nullopt;
}

std::optional<CalendarDay> DateScanner::readYearFirst() {
    if (const auto day = compactDay(_at)) {
        ++_at;
        return day;
    }
    const bool shaped = yearAt(_at) && symbolAt(_at + 1, "-/.") && digitsAt(_at + 2) > 0 && digitsAt(_at + 2) <= 2
                        && symbolAt(_at + 3, "-/.") && digitsAt(_at + 4) > 0 && digitsAt(_at + 4) <= 2;
    if (!shaped || symbolAt(_at + 5, "/")) {
        return readYearAndMonth();
    }
    const CalendarDay day{_tokens[_at].number, _tokens[_at + 2].number, _tokens[_at + 4].number};
    _at += 5;
    skipTime();
    return day;
}

/// "19810714"; any other number of eight digits is none.
std::optional<CalendarDay> DateScanner::compactDay(std::size_t at) const {
    if (digitsAt(at) != 8) {
        return std::nullopt;
    }
    const int number = _tokens[at].number;
    const CalendarDay day{number / 10000, number / 100 % 100, number % 100};
    const bool plausible =
        day.year >= 1900 && day.year <= 2099 && day.month >= 1 && day.month <= 12 && day.day >= 1 && day.day <= 31;
    return plausible ? std::optional(day) : std::nullopt;
}

std::optional<CalendarDay> DateScanner::readYearAndMonth() {
    const bool shaped = yearAt(_at) && symbolAt(_at + 1, "-") && digitsAt(_at + 2) == 2 && _tokens[_at + 2].number >= 1
                        && _tokens[_at + 2].number <= 12 && !symbolAt(_at + 3, "-/.") && !_tokens[_at + 1].afterBreak
                        && !_tokens[_at + 2].afterBreak;
    if (!shaped) {
        return std::nullopt;
    }
    const CalendarDay day{_tokens[_at].number, _tokens[_at + 2].number, 0};
    _at += 3;
    return day;
}

std::optional<CalendarDay> DateScanner::readDayFirst() {
    if (digitsAt(_at) == 0 || digitsAt(_at) > 2) {
        return std::nullopt;
    }
    if (symbolAt(_at + 1, "/-.") && symbolAt(_at + 3, _tokens[_at + 1].text) && digitsAt(_at + 2) > 0
        && digitsAt(_at + 2) <= 2) {
        const bool goesOn = symbolAt(_at + 5, _tokens[_at + 1].text) && digitsAt(_at + 6) > 0 && digitsAt(_at + 4) == 2;
        const std::optional<int> year = goesOn ? std::nullopt : yearFrom(_at + 4);
        if (year) {
            const CalendarDay day{*year, _tokens[_at + 2].number, _tokens[_at].number};
            _at += 5;
            skipTime();
            return day;
        }
    }
    // "14 07 1981", and "07/1981" with two parts only.
    if (digitsAt(_at + 1) > 0 && digitsAt(_at + 1) <= 2 && yearAt(_at + 2)) {
        const CalendarDay day{_tokens[_at + 2].number, _tokens[_at + 1].number, _tokens[_at].number};
        _at += 3;
        return day;
    }
    if (symbolAt(_at + 1, "/-.") && yearAt(_at + 2) && _tokens[_at].number <= 12 && !_tokens[_at + 2].afterBreak) {
        const CalendarDay day{_tokens[_at + 2].number, _tokens[_at].number, 0};
        _at += 3;
        return day;
    }
    return std::nullopt;
}

std::optional<CalendarDay> DateScanner::readDayAndMonthName() {
    if (digitsAt(_at) == 0 || digitsAt(_at) > 2) {
        return std::nullopt;
    }
    std::size_t i = _at + 1;
    for (; i < _tokens.size() && (symbolAt(i, ".-/") || wordAt(i) == DateWord::noise); ++i) {
    }
    const std::optional<int> month = monthAt(i);
    if (!month) {
        return std::nullopt;
    }
    for (++i; symbolAt(i, ".-/,") || wordAt(i) == DateWord::noise; ++i) {
    }
    const std::optional<int> year = yearFrom(i);
    if (!year) {
        return std::nullopt;
    }
    const CalendarDay day{*year, *month, _tokens[_at].number};
    _at = i + 1;
    skipTime();
    return day;
}

std::optional<CalendarDay> DateScanner::readMonthAndYear() {
    const std::optional<int> month = monthAt(_at);
    if (!month) {
        return std::nullopt;
    }
    std::size_t i = _at + 1;
    for (; symbolAt(i, ".,-/") || wordAt(i) == DateWord::noise; ++i) {
    }
    // "July 14, 1981"
    if (digitsAt(i) > 0 && digitsAt(i) <= 2) {
        std::size_t k = i + 1;
        for (; symbolAt(k, ",.") || wordAt(k) == DateWord::noise; ++k) {
        }
        if (yearAt(k)) {
            const CalendarDay day{_tokens[k].number, *month, _tokens[i].number};
            _at = k + 1;
            return day;
        }
    }
    if (!yearAt(i)) {
        return std::nullopt;
    }
    const CalendarDay day{_tokens[i].number, *month, 0};
    _at = i + 1;
    return day;
}

bool DateScanner::readBetween() {
    const std::size_t start = _at;
    for (++_at; wordAt(_at) == DateWord::noise; ++_at) {
    }
    const auto from = numberAt(_at) || monthAt(_at) ? readDate() : std::nullopt;
    if (from) {
        while (_at < _tokens.size()
               && (wordAt(_at) == DateWord::join || wordAt(_at) == DateWord::until || wordAt(_at) == DateWord::noise
                   || symbolAt(_at, "-/"))) {
            ++_at;
        }
        const auto until = numberAt(_at) || monthAt(_at) ? readDate() : std::nullopt;
        auto span = until ? spanOf(*from, *until) : std::nullopt;
        if (until && !span) {
            span = spanOf(*until, *from);
        }
        if (span) {
            addText(*std::move(span));
            return true;
        }
    }
    _at = start;
    return false;
}

bool DateScanner::readDayNumber() {
    // 1 January 1920 to 31 December 2049.
    const bool shaped =
        digitsAt(_at) == 5 && _tokens[_at].number + _daysAfter1900 >= 7306 && _tokens[_at].number <= 54788;
    if (!shaped) {
        return false;
    }
    std::string number = _tokens[_at++].text;
    if (symbolAt(_at, ".,") && numberAt(_at + 1) && !_tokens[_at + 1].afterBreak) {
        number += '.' + _tokens[_at + 1].text;
        _at += 2;
    }
    addText(tables::isoDateOf(std::stod(number), _daysAfter1900));
    return true;
}

} // namespace dttot::fields
