#include "imports/local_number.h"

#include "imports/plain_digits.h"
#include "tables/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace documents {

namespace {

namespace text = tables::text;

/// Without Arabic marks, which are never anything else: U+066B stands before decimals, U+066C between groups.
std::string withPlainMarks(std::string_view written) {
    std::string out = plainDigits(written);
    for (const auto& [mark, plain] : {std::pair("\u066B", "."), std::pair("\u066C", ",")}) {
        for (std::size_t at = out.find(mark); at != std::string::npos; at = out.find(mark)) {
            out.replace(at, 2, plain);
        }
    }
    return out;
}

bool arabicMarks(std::string_view written) {
    return written.find("\u066B") != std::string_view::npos || written.find("\u066C") != std::string_view::npos;
}

bool areDigits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, &text::isDigit); }

/// Takes the sign off: nothing when there are two of them.
std::optional<bool> takeSign(std::string& number) {
    const bool isInParentheses = number.size() > 2 && number.starts_with('(') && number.ends_with(')');
    if (isInParentheses) {
        number = number.substr(1, number.size() - 2);
    }
    const bool isBefore = number.starts_with('-') || number.starts_with('+');
    const bool isBehind = number.ends_with('-');
    const bool isNegative = isInParentheses || number.starts_with('-') || isBehind;
    if (int{isInParentheses} + int{isBefore} + int{isBehind} > 1) {
        return std::nullopt;
    }
    number =
        text::trim(std::string_view(number).substr(isBefore ? 1 : 0, number.size() - (isBefore || isBehind ? 1 : 0)));
    return isNegative;
}

/// The digits of "1.234.567" without what sets its groups apart; nothing when they are no groups of three.
std::optional<std::string> ungrouped(std::string_view whole, char separator) {
    std::string digits;
    std::size_t begin = 0;
    for (std::size_t end = 0; end <= whole.size(); ++end) {
        if (end < whole.size() && whole[end] != separator) {
            continue;
        }
        const std::string_view group = whole.substr(begin, end - begin);
        const bool isFirst = begin == 0;
        if (!areDigits(group) || (isFirst ? group.size() > 3 || group.starts_with('0') : group.size() != 3)) {
            return std::nullopt;
        }
        digits += group;
        begin = end + 1;
    }
    return digits;
}

struct Parts {
    std::string_view whole;
    std::string_view decimals;
    char groups = '\0'; ///< What sets groups apart; none when it is 0
};

/// Whether a single mark may as well set a group apart: it does in "1.234", and cannot in "0.125" or "1234.125".
bool mayGroup(std::string_view whole, std::string_view rest) {
    return rest.size() == 3 && whole.size() <= 3 && !whole.empty() && !whole.starts_with('0');
}

std::variant<Parts, NumberFault> partsOf(std::string_view number, DecimalMark mark) {
    const std::size_t point = number.find_last_of('.');
    const std::size_t comma = number.find_last_of(',');
    constexpr std::size_t none = std::string_view::npos;
    const char blank = number.find(' ') != none ? ' ' : number.find('\'') != none ? '\'' : '\0';
    if (point == none && comma == none) {
        return Parts{number, {}, blank};
    }
    const auto at = [&](std::size_t decimal, char groups) {
        return Parts{number.substr(0, decimal), number.substr(decimal + 1), groups};
    };
    if (point != none && comma != none) {
        const bool isPointLater = point > comma;
        if (blank != '\0' || mark == (isPointLater ? DecimalMark::Comma : DecimalMark::Point)) {
            return NumberFault::NotANumber;
        }
        return isPointLater ? at(point, ',') : at(comma, '.');
    }
    const char only = point != none ? '.' : ',';
    const std::size_t last = point != none ? point : comma;
    const bool isTwice = number.find(only) != last;
    const DecimalMark own = only == '.' ? DecimalMark::Point : DecimalMark::Comma;
    if (isTwice || (mark != DecimalMark::Unknown && mark != own)) {
        return blank != '\0' || mark == own ? std::variant<Parts, NumberFault>(NumberFault::NotANumber)
                                            : Parts{number, {}, only};
    }
    if (blank == '\0' && mark == DecimalMark::Unknown && mayGroup(number.substr(0, last), number.substr(last + 1))) {
        return NumberFault::Ambiguous;
    }
    return at(last, blank);
}

} // namespace

std::variant<std::string, NumberFault> readNumber(std::string_view written, DecimalMark mark) {
    std::string number = withPlainMarks(written);
    const std::optional<bool> isNegative = takeSign(number);
    if (!isNegative || number.empty()) {
        return NumberFault::NotANumber;
    }
    const auto parts = partsOf(number, arabicMarks(written) ? DecimalMark::Point : mark);
    if (const auto* fault = std::get_if<NumberFault>(&parts)) {
        return *fault;
    }
    const auto& [whole, decimals, groups] = std::get<Parts>(parts);
    const bool hasGroups = groups != '\0' && whole.find(groups) != std::string_view::npos;
    const std::optional<std::string> digits = hasGroups       ? ungrouped(whole, groups)
                                              : whole.empty() ? std::optional(std::string("0"))
                                                              : std::string(whole);
    if (!digits || !areDigits(*digits) || (!decimals.empty() && !areDigits(decimals))
        || (whole.empty() && decimals.empty())) {
        return NumberFault::NotANumber;
    }
    return (*isNegative ? "-" : "") + *digits + (decimals.empty() ? "" : "." + std::string(decimals));
}

std::optional<std::string> cellNumber(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
        return std::nullopt;
    }
    constexpr int digits = 15; // what a spreadsheet shows of a number
    std::array<char, 64> buffer{};
    const auto written =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general, digits);
    double rounded = 0;
    std::from_chars(buffer.data(), written.ptr, rounded);
    std::array<char, 400> plainForm{};
    const auto out =
        std::to_chars(plainForm.data(), plainForm.data() + plainForm.size(), rounded, std::chars_format::fixed);
    return out.ec == std::errc() ? std::optional(std::string(plainForm.data(), out.ptr)) : std::nullopt;
}

} // namespace documents
