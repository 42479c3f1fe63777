#include "normal_form.h"

#include <tenon/time.h>

#include <algorithm>
#include <cctype>

namespace dttot {

namespace {

bool isLetter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

/// Whether the text has the shape: 9 stands for any digit.
bool hasShape(std::string_view text, std::string_view shape) {
    return std::ranges::equal(text, shape, [](char c, char of) {
        return of == '9' ? std::isdigit(static_cast<unsigned char>(c)) != 0 : c == of;
    });
}

bool isPlainDate(std::string_view text) {
    if (hasShape(text, "9999-99")) {
        return tenon::Date::parse(std::string(text) + "-01").has_value();
    }
    return hasShape(text, "9999") || tenon::Date::parse(text).has_value();
}

} // namespace

bool isListDate(std::string_view text) {
    const auto slash = text.find('/');
    if (slash != std::string_view::npos) {
        return isPlainDate(text.substr(0, slash)) && isPlainDate(text.substr(slash + 1));
    }
    return isPlainDate(text.ends_with('~') ? text.substr(0, text.size() - 1) : text);
}

std::string countryCode(std::string_view text) {
    if (text.size() != 2 || !std::ranges::all_of(text, isLetter)) {
        return {};
    }
    std::string code(text);
    std::ranges::transform(code, code.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return code;
}

} // namespace dttot
