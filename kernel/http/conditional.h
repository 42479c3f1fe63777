#pragma once

#include <kernel/http/transport/answer.h>
#include <kernel/http/transport/message.h>

#include <string_view>

namespace tenon::http {

/// Whether the list of entity tags `condition` ("\"3\", W/\"4\"" or "*") holds `etag`, by weak comparison (RFC
/// 9110 8.8.3.2).
[[nodiscard]] bool holdsTag(std::string_view condition, std::string_view etag);

/// Makes a 304 of a 200 to GET whose ETag the client has already (If-None-Match, RFC 9110 13.1.2).
void answerUnchanged(const Message& message, Answer& answer);

} // namespace tenon::http
