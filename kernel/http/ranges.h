#pragma once

#include <kernel/http/transport/answer.h>
#include <kernel/http/transport/message.h>

#include <tenon/reply.h>

#include <cstdint>
#include <optional>
#include <string_view>

namespace tenon::http {

/// Which part of a representation a request is for (RFC 9110 section 14).
struct RangeRequest {
    enum class Kind {
        Whole,        ///< No range, one that is not understood or may be ignored, or an If-Range that does not hold.
        Part,         ///< `length` bytes from `offset`.
        Unsatisfiable ///< The range lies behind the end.
    };

    Kind kind = Kind::Whole;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

/// Reads the Range field of a GET for a representation of `size` bytes with the strong validator `etag` (quoted; empty:
/// none). Several ranges are answered with the whole, as section 14.2 allows: their multipart form has no use here.
[[nodiscard]] RangeRequest requestedRange(const Message& message, std::uint64_t size, std::string_view etag);

/// Answers with a file, or with the part of it that the client asked for: 200, 206 or 416, with ETag and Accept-Ranges.
void answerFile(const Message& message, FileReply file, Answer& answer);

} // namespace tenon::http
