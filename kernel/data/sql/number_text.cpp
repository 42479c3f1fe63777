#include <kernel/data/sql/number_text.h>

#include <algorithm>
#include <charconv>

namespace tenon::data {

namespace {

template <typename Number>
std::optional<Number> exactly(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

bool equalsIgnoringCase(std::string_view text, std::string_view lowerCase) {
    return std::equal(text.begin(), text.end(), lowerCase.begin(), lowerCase.end(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
}

} // namespace

std::optional<std::int64_t> wholeNumber(std::string_view text) {
    if (const auto point = text.find('.'); point != std::string_view::npos && point + 1 < text.size()) {
        const std::string_view decimals = text.substr(point + 1);
        const bool allZero = std::all_of(decimals.begin(), decimals.end(), [](char c) { return c == '0'; });
        text = allZero ? text.substr(0, point) : std::string_view();
    }
    return exactly<std::int64_t>(text);
}

std::optional<double> realNumber(std::string_view text) { return exactly<double>(text); }

std::optional<bool> truth(std::string_view text) {
    if (text == "1" || equalsIgnoringCase(text, "t") || equalsIgnoringCase(text, "true")) {
        return true;
    }
    if (text == "0" || equalsIgnoringCase(text, "f") || equalsIgnoringCase(text, "false")) {
        return false;
    }
    return std::nullopt;
}

} // namespace tenon::data
