/// Numbers and days as people write them: what is read means one thing, whatever else is told.

#include <tests/fuzz/fuzz.h>

#include <tenon/time.h>

#include <algorithm>
#include <imports/folded.h>
#include <imports/local_day.h>
#include <imports/local_number.h>
#include <optional>
#include <string>
#include <tables/text.h>

using namespace documents;
using tenon::fuzz::claim;

namespace {

template <typename Read>
std::optional<std::string> valueOf(const Read& read) {
    const auto* value = std::get_if<std::string>(&read);
    return value != nullptr ? std::optional(*value) : std::nullopt;
}

bool isPlain(std::string_view number) {
    const std::string_view digits = number.substr(number.starts_with('-') ? 1 : 0);
    const std::size_t point = digits.find('.');
    return !digits.empty() && digits.front() != '.' && digits.back() != '.' && std::ranges::count(digits, '.') <= 1
           && std::ranges::all_of(digits, [](char c) { return tables::text::isDigit(c) || c == '.'; }) && point != 0;
}

void tryNumber(std::string_view text) {
    const auto alone = valueOf(readNumber(text, DecimalMark::Unknown));
    const auto point = valueOf(readNumber(text, DecimalMark::Point));
    const auto comma = valueOf(readNumber(text, DecimalMark::Comma));
    for (const auto& read : {alone, point, comma}) {
        claim(!read || isPlain(*read), "a number is plain");
        claim(!read || valueOf(readNumber(*read, DecimalMark::Point)) == read, "a plain number is what it says");
    }
    if (alone) {
        claim((!point || point == alone) && (!comma || comma == alone), "what tells by itself is nothing else");
        claim(point || comma, "what tells by itself is read when the mark is told");
    }
}

void tryDay(std::string_view text) {
    const auto alone = valueOf(readDay(text, DayOrder::Unknown));
    for (const DayOrder order : {DayOrder::DayFirst, DayOrder::MonthFirst}) {
        const auto told = valueOf(readDay(text, order));
        claim(!told || tenon::Date::parse(*told), "a day is one of the calendar");
        claim(!alone || !told || alone == told, "a day that tells by itself is nothing else");
    }
    claim(!alone || tenon::Date::parse(*alone), "a day is one of the calendar");
}

} // namespace

void tenon::fuzz::run(std::string_view bytes) {
    std::string text(bytes);
    tables::text::makePlain(text); // as cells come
    tryNumber(text);
    tryDay(text);
    static_cast<void>(folded(text));
    static_cast<void>(cellNumber(text));
}
