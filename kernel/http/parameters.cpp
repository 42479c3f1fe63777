#include <kernel/http/parameters.h>
#include <kernel/http/transport/text.h>

#include <algorithm>

namespace tenon::http {

namespace {

std::string lowerCase(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), lowered);
    return lower;
}

bool isToken(std::string_view text) {
    constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::ranges::all_of(text, [&](char c) {
        return isDigit(c) || (lowered(c) >= 'a' && lowered(c) <= 'z') || others.find(c) != std::string_view::npos;
    });
}

/// Takes a quoted string off the front of `rest`, its opening quote included.
std::optional<std::string> takeQuoted(std::string_view& rest) {
    std::string text;
    for (std::size_t at = 1; at < rest.size(); ++at) {
        if (rest[at] == '"') {
            rest.remove_prefix(at + 1);
            return text;
        }
        if (rest[at] == '\\' && at + 1 < rest.size() && rest[at + 1] == '"') {
            ++at;
        }
        text.push_back(rest[at]);
    }
    return std::nullopt;
}

std::optional<std::string> takeValue(std::string_view& rest) {
    if (rest.starts_with('"')) {
        return takeQuoted(rest);
    }
    const std::string_view token = trimmed(rest.substr(0, rest.find(';')));
    rest.remove_prefix(std::min(rest.find(';'), rest.size()));
    return isToken(token) ? std::optional(std::string(token)) : std::nullopt;
}

} // namespace

std::optional<std::string_view> ParameterizedValue::parameter(std::string_view name) const {
    const auto found = std::ranges::find(parameters, name, &std::pair<std::string, std::string>::first);
    return found == parameters.end() ? std::nullopt : std::optional(std::string_view(found->second));
}

std::optional<ParameterizedValue> readParameters(std::string_view text) {
    ParameterizedValue read;
    const std::size_t end = std::min(text.find(';'), text.size());
    read.value = lowerCase(trimmed(text.substr(0, end)));
    std::string_view rest = text.substr(end);
    while (!rest.empty()) {
        rest = trimmed(rest.substr(1)); // the semicolon
        const std::size_t equals = rest.find('=');
        if (equals == std::string_view::npos || !isToken(rest.substr(0, equals))) {
            return std::nullopt;
        }
        std::string name = lowerCase(rest.substr(0, equals));
        rest.remove_prefix(equals + 1);
        std::optional<std::string> value = takeValue(rest);
        rest = trimmed(rest);
        if (!value || read.parameter(name) || (!rest.empty() && rest.front() != ';')) {
            return std::nullopt;
        }
        read.parameters.emplace_back(std::move(name), std::move(*value));
    }
    return read;
}

} // namespace tenon::http
