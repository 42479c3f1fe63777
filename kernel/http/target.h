#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::http {

/// Decodes and normalises the path of a request target, once; throws Invalid for what must not reach a route: `..`, a
/// backslash, an encoded slash, control characters, broken escapes and broken UTF-8. Empty and `.` segments are
/// dropped, so that no trailing slash is left; "/" stays.
[[nodiscard]] std::string normalisedPath(std::string_view path);

/// The names and values of a query string or an urlencoded form, decoded ('+' is a blank); throws Invalid for broken
/// escapes and broken UTF-8.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> decodedPairs(std::string_view encoded);

} // namespace tenon::http
