#pragma once

#include <kernel/http/transport/answer.h>
#include <kernel/http/transport/message.h>

#include <string_view>

namespace tenon::http {

/// Whether an Accept-Encoding field prefers gzip to the plain form (RFC 9110 section 12.5.3).
[[nodiscard]] bool prefersGzip(std::string_view acceptEncoding);

/// Compresses the body of `answer` with gzip when the client wants that and it pays: a text in memory of 1 KB or more
/// that is not encoded already. Adds Vary, and weakens the ETag, which names the plain form byte by byte.
void compress(const Message& message, Answer& answer);

} // namespace tenon::http
