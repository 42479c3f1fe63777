#include "limits.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

namespace tenon::schema {

void Lengths::describe(JsonObject& schema, std::string_view minKeyword, std::string_view maxKeyword) const {
    if (min) {
        schema[minKeyword] = *min;
    }
    if (max) {
        schema[maxKeyword] = *max;
    }
}

Lengths lengthsOf(const JsonObject& description) {
    const auto read = [](const Json& value) -> std::optional<std::size_t> {
        const std::optional<std::int64_t> number = wholeNumber(value);
        return number && *number >= 0 ? std::optional(static_cast<std::size_t>(*number)) : std::nullopt;
    };
    return {limitAt<std::size_t>(description, "min", read), limitAt<std::size_t>(description, "max", read)};
}

std::optional<std::int64_t> wholeNumber(const Json& value) {
    // Above 2^53 a double may stand for another whole number than the one that was written.
    constexpr double exact = 9007199254740992.0;
    if (value.is_int64()) {
        return value.get_int64();
    }
    if (value.is_string()) {
        return wholeNumber(textOf(value.get_string()));
    }
    if (value.is_double() && std::abs(value.get_double()) <= exact
        && std::trunc(value.get_double()) == value.get_double()) {
        return static_cast<std::int64_t>(value.get_double());
    }
    // A number that fits a signed integer may still have been built as an unsigned one.
    if (value.is_uint64() && value.get_uint64() <= std::numeric_limits<std::int64_t>::max()) {
        return static_cast<std::int64_t>(value.get_uint64());
    }
    return std::nullopt;
}

std::optional<std::int64_t> wholeNumber(std::string_view text) {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && stopped == end ? std::optional(number) : std::nullopt;
}

void refuseLimit(std::string_view key, const Json& value) {
    throw std::invalid_argument(std::string(key) + " cannot be " + boost::json::serialize(value));
}

} // namespace tenon::schema
