#include "extraction/fields/date_words.h"

#include "extraction/text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace dttot::fields {

namespace {

struct MonthName {
    std::string_view name;
    int month;
};

constexpr MonthName monthNames[] = {
    {"januari", 1},   {"january", 1},   {"jan", 1},       {"januar", 1},   {"februari", 2}, {"february", 2},
    {"feb", 2},       {"pebruari", 2},  {"peb", 2},       {"maret", 3},    {"march", 3},    {"mar", 3},
    {"mrt", 3},       {"april", 4},     {"apr", 4},       {"mei", 5},      {"may", 5},      {"juni", 6},
    {"june", 6},      {"jun", 6},       {"juli", 7},      {"july", 7},     {"jul", 7},      {"agustus", 8},
    {"august", 8},    {"agst", 8},      {"agt", 8},       {"ags", 8},      {"agu", 8},      {"aug", 8},
    {"september", 9}, {"sept", 9},      {"sep", 9},       {"oktober", 10}, {"october", 10}, {"okt", 10},
    {"oct", 10},      {"november", 11}, {"nopember", 11}, {"nov", 11},     {"nop", 11},     {"desember", 12},
    {"december", 12}, {"des", 12},      {"dec", 12},
};

constexpr MonthName hijriMonthNames[] = {
    {"muharram", 1},
    {"muharam", 1},
    {"safar", 2},
    {"shafar", 2},
    {"rajab", 7},
    {"syaban", 8},
    {"shaban", 8},
    {"ramadan", 9},
    {"ramadhan", 9},
    {"syawal", 10},
    {"shawwal", 10},
    {"zulkaidah", 11},
    {"dzulqadah", 11},
    {"zulhijah", 12},
    {"dzulhijjah", 12},
    {"zulhijjah", 12},
};

struct Meaning {
    std::string_view word;
    DateWord meaning;
};

constexpr Meaning meanings[] = {
    {"sekitar", DateWord::circa},
    {"sekira", DateWord::circa},
    {"sekitarnya", DateWord::circa},
    {"perkiraan", DateWord::circa},
    {"perkirakan", DateWord::circa},
    {"diperkirakan", DateWord::circa},
    {"kira", DateWord::circa},
    {"kurang", DateWord::circa},
    {"lebih", DateWord::noise},
    {"circa", DateWord::circa},
    {"ca", DateWord::circa},
    {"approx", DateWord::circa},
    {"approximately", DateWord::circa},
    {"about", DateWord::circa},
    {"around", DateWord::circa},
    {"awal", DateWord::circa},
    {"akhir", DateWord::circa},
    {"pertengahan", DateWord::circa},
    {"antara", DateWord::between},
    {"between", DateWord::between},
    {"antar", DateWord::between},
    {"atau", DateWord::join},
    {"dan", DateWord::join},
    {"or", DateWord::join},
    {"and", DateWord::join},
    {"maupun", DateWord::join},
    {"sampai", DateWord::until},
    {"hingga", DateWord::until},
    {"sd", DateWord::until},
    {"to", DateWord::until},
    {"until", DateWord::until},
    {"s", DateWord::noise},
    {"d", DateWord::noise},
    {"hijriah", DateWord::hijri},
    {"hijriyah", DateWord::hijri},
    {"hijri", DateWord::hijri},
    {"h", DateWord::hijri},
    {"ah", DateWord::hijri},
    {"an", DateWord::decade},
    {"sebelum", DateWord::before},
    {"before", DateWord::before},
    {"sesudah", DateWord::after},
    {"setelah", DateWord::after},
    {"after", DateWord::after},
    {"tahun", DateWord::noise},
    {"thn", DateWord::noise},
    {"th", DateWord::noise},
    {"tanggal", DateWord::noise},
    {"tgl", DateWord::noise},
    {"lahir", DateWord::noise},
    {"pada", DateWord::noise},
    {"bulan", DateWord::noise},
    {"dob", DateWord::noise},
    {"lainnya", DateWord::noise},
    {"lain", DateWord::noise},
    {"kalender", DateWord::noise},
    {"calendar", DateWord::noise},
    {"masehi", DateWord::noise},
    {"m", DateWord::noise},
    {"di", DateWord::noise},
    {"tambahan", DateWord::noise},
    {"kelahiran", DateWord::noise},
    {"year", DateWord::noise},
    {"dilahirkan", DateWord::noise},
    {"t", DateWord::noise},
    {"st", DateWord::noise},
    {"nd", DateWord::noise},
    {"rd", DateWord::noise},
    {"of", DateWord::noise},
    {"a", DateWord::noise},
    {"b", DateWord::noise},
    {"c", DateWord::noise},
    {"e", DateWord::noise},
    {"senin", DateWord::noise},
    {"selasa", DateWord::noise},
    {"rabu", DateWord::noise},
    {"kamis", DateWord::noise},
    {"jumat", DateWord::noise},
    {"sabtu", DateWord::noise},
    {"minggu", DateWord::noise},
    {"antaranya", DateWord::noise},
};

template <typename List>
std::optional<int> monthIn(const List& list, std::string_view word) {
    const auto found = std::ranges::find(list, word, &MonthName::name);
    return found == std::end(list) ? std::nullopt : std::optional(found->month);
}

} // namespace

std::vector<DateToken> dateTokensOf(std::string_view tidyText) {
    std::vector<DateToken> tokens;
    bool afterBreak = true;
    for (std::size_t i = 0; i < tidyText.size();) {
        const char c = tidyText[i];
        if (text::isSpace(c)) {
            afterBreak = true;
            ++i;
            continue;
        }
        const auto sameKind = [c](char other) {
            return text::isDigit(c) ? text::isDigit(other) : text::isLetter(c) && text::isLetter(other);
        };
        std::size_t end = i + 1;
        while (end < tidyText.size() && sameKind(tidyText[end])) {
            ++end;
        }
        DateToken token{DateToken::Kind::symbol, text::lower(tidyText.substr(i, end - i)), 0, i, afterBreak};
        if (text::isDigit(c)) {
            token.kind = DateToken::Kind::number;
            token.number = -1;
            if (end - i <= 9) {
                std::from_chars(tidyText.data() + i, tidyText.data() + end, token.number);
            }
        } else if (text::isLetter(c)) {
            token.kind = DateToken::Kind::word;
        }
        tokens.push_back(std::move(token));
        afterBreak = false;
        i = end;
    }
    return tokens;
}

std::optional<int> monthOf(std::string_view word) {
    if (const auto month = monthIn(monthNames, word)) {
        return month;
    }
    if (word.size() < 5) {
        return std::nullopt;
    }
    // A slip of one letter in a long name: "Agutus", "Septmber".
    const auto near = std::ranges::find_if(monthNames, [word](const MonthName& entry) {
        return entry.name.size() >= 5 && text::editDistance(word, entry.name, 1) <= 1;
    });
    return near == std::end(monthNames) ? std::nullopt : std::optional(near->month);
}

std::optional<int> hijriMonthOf(std::string_view word) { return monthIn(hijriMonthNames, word); }

DateWord meaningOf(std::string_view word) {
    const auto found = std::ranges::find(meanings, word, &Meaning::word);
    return found == std::end(meanings) ? DateWord::other : found->meaning;
}

} // namespace dttot::fields
