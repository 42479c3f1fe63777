#pragma once

#include "extraction/fields/date_words.h"
#include "extraction/fields/hijri.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dttot::fields {

/// Reads the dates out of a tidy text, from left to right.
class DateScanner {
public:
    DateScanner(std::string_view tidyText, int daysAfter1900);

    /// The dates as EDTF, in the order of the text.
    [[nodiscard]] std::vector<std::string> run();

    /// Whether a word or number was left that is part of no date.
    [[nodiscard]] bool leftSomething() const noexcept { return _leftSomething; }

    /// Whether a day that does not exist was read, such as 31/02/1980.
    [[nodiscard]] bool sawImpossibleDay() const noexcept { return _sawImpossibleDay; }

private:
    void step();
    void readWord();
    void readNumber();

    [[nodiscard]] std::optional<CalendarDay> readDate();
    [[nodiscard]] std::optional<CalendarDay> readYearFirst();
    [[nodiscard]] std::optional<CalendarDay> compactDay(std::size_t at) const;
    [[nodiscard]] std::optional<CalendarDay> readYearAndMonth();
    [[nodiscard]] std::optional<CalendarDay> readDayFirst();
    [[nodiscard]] std::optional<CalendarDay> readDayAndMonthName();
    [[nodiscard]] std::optional<CalendarDay> readMonthAndYear();
    [[nodiscard]] bool readBetween();
    [[nodiscard]] bool readDayNumber();

    void addWithFollowers(const CalendarDay& day);
    [[nodiscard]] bool addInterval(const CalendarDay& from);
    void addSharedYears(const CalendarDay& day);
    void skipTime();
    void add(const CalendarDay& day);
    void addText(std::string text);
    void markLastAsCirca();
    [[nodiscard]] CalendarDay plausible(CalendarDay day);
    [[nodiscard]] std::string edtf(const CalendarDay& day) const;
    [[nodiscard]] std::optional<std::string> spanOf(const CalendarDay& from, const CalendarDay& until);

    [[nodiscard]] bool numberAt(std::size_t i) const { return i < _tokens.size() && _tokens[i].isNumber(); }

    [[nodiscard]] std::size_t digitsAt(std::size_t i) const { return numberAt(i) ? _tokens[i].text.size() : 0; }

    [[nodiscard]] bool yearAt(std::size_t i) const;
    [[nodiscard]] bool symbolAt(std::size_t i, std::string_view symbols) const;
    [[nodiscard]] DateWord wordAt(std::size_t i) const;
    [[nodiscard]] std::optional<int> monthAt(std::size_t i) const;
    [[nodiscard]] std::optional<int> yearFrom(std::size_t i) const;

    std::vector<DateToken> _tokens;
    int _daysAfter1900;
    std::size_t _at = 0;
    bool _circa = false;
    std::string _openEnd;
    bool _leftSomething = false;
    bool _sawImpossibleDay = false;
    std::vector<std::string> _dates;
};

} // namespace dttot::fields
