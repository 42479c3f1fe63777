#include "json_check.h"

#include "text_inspection.h"

namespace tenon::schema {

namespace {

constexpr int depthLimit = 32;

const char* faultOfText(std::string_view text) {
    const TextFacts facts = inspect(text);
    if (!facts.wellFormed) {
        return "Must be valid UTF-8.";
    }
    return facts.hasNul ? "Must not contain NUL characters." : nullptr;
}

// Recursion ends at the limit, however deep the value is.
const char* faultAt(const Json& value, int depth) {
    if (value.is_string()) {
        return faultOfText(textOf(value.get_string()));
    }
    if (!value.is_structured()) {
        return nullptr;
    }
    if (depth == depthLimit) {
        return "Must not be nested so deep.";
    }
    const char* fault = nullptr;
    if (value.is_array()) {
        for (const Json& item : value.get_array()) {
            fault = fault != nullptr ? fault : faultAt(item, depth + 1);
        }
        return fault;
    }
    for (const auto& [name, member] : value.get_object()) {
        fault = fault != nullptr ? fault : faultOfText({name.data(), name.size()});
        fault = fault != nullptr ? fault : faultAt(member, depth + 1);
    }
    return fault;
}

} // namespace

std::optional<Json> parsedJson(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = depthLimit;
    boost::system::error_code error;
    Json value = boost::json::parse({text.data(), text.size()}, error, {}, options);
    return error ? std::nullopt : std::optional(std::move(value));
}

const char* faultOfJson(const Json& value) { return faultAt(value, 0); }

} // namespace tenon::schema
