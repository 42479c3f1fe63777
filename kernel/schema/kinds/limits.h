#pragma once

#include <tenon/json.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace tenon::schema {

/// Least and greatest length of a text or list.
struct Lengths {
    std::optional<std::size_t> min;
    std::optional<std::size_t> max;

    /// Adds the limits to a JSON Schema under these keywords.
    void describe(JsonObject& schema, std::string_view minKeyword, std::string_view maxKeyword) const;
};

/// "min" and "max" of a description as lengths. Throws std::invalid_argument when one is no whole number from 0 on.
[[nodiscard]] Lengths lengthsOf(const JsonObject& description);

/// A whole number from a JSON number or a decimal text; nothing when it is none or needs more than 64 bits.
[[nodiscard]] std::optional<std::int64_t> wholeNumber(const Json& value);

/// A whole number from a plain decimal text such as "-12".
[[nodiscard]] std::optional<std::int64_t> wholeNumber(std::string_view text);

/// The limit `key` of a description as `read` understands it; nothing when there is none. Throws std::invalid_argument
/// when `read` does not understand it.
template <typename Value, typename Read>
[[nodiscard]] std::optional<Value> limitAt(const JsonObject& description, std::string_view key, Read read);

[[noreturn]] void refuseLimit(std::string_view key, const Json& value);

template <typename Value, typename Read>
std::optional<Value> limitAt(const JsonObject& description, std::string_view key, Read read) {
    const Json* declared = description.if_contains(key);
    if (declared == nullptr) {
        return std::nullopt;
    }
    const std::optional<Value> value = std::invoke(read, *declared);
    if (!value) {
        refuseLimit(key, *declared);
    }
    return value;
}

} // namespace tenon::schema
