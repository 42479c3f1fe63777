#pragma once

#include <tenon/error.h>
#include <tenon/json.h>
#include <tenon/reply.h>
#include <tenon/request.h>

#include <string>

namespace accounting {

/// The tag of a record in this version (RFC 9110 8.8.3).
[[nodiscard]] inline std::string tagOf(std::int64_t version) { return "\"" + std::to_string(version) + "\""; }

/// A record as an answer, with the tag of its version.
[[nodiscard]] inline tenon::Reply tagged(tenon::JsonObject record) {
    const std::string tag = tagOf(record.at("version").as_int64());
    return tenon::ok(std::move(record)).with("ETag", tag);
}

/// If-Match (RFC 9110 13.1.1): a client changes only what it has seen. `version` is asked when the client sends one.
template <typename Version>
void requireMatch(const tenon::Request& request, Version&& version) {
    const auto condition = request.header("if-match");
    if (condition && *condition != "*" && *condition != tagOf(version())) {
        throw tenon::Error(412, "VERSION_CONFLICT", "Somebody changed this record meanwhile.");
    }
}

} // namespace accounting
