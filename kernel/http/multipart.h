#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::http {

/// One part of a multipart/form-data body (RFC 7578): its header decoded, its content as a place in the body.
struct MultipartPart {
    std::string name;
    bool isFile = false;     ///< It has a file name, if only an empty one.
    std::string filename;    ///< UTF-8, without any folder; for display only, never a path.
    std::string contentType; ///< As the client claims; empty when it says nothing.
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

struct MultipartLimits {
    std::size_t parts = 256;
    std::size_t headerBytes = 8 * 1024; ///< Of one part.
};

/// The boundary in a Content-Type of multipart/form-data; throws Invalid when there is none or it is not one.
[[nodiscard]] std::string multipartBoundary(std::string_view contentType);

/// Finds the parts of a whole body, without copying their content.
///
/// Strict: nothing before the first boundary and nothing behind the last, CR LF line ends, one Content-Disposition with
/// a name for each part, names in UTF-8, no transfer encoding. Throws Invalid with what is wrong. Safe on hostile
/// bytes.
[[nodiscard]] std::vector<MultipartPart>
readMultipart(std::string_view body, std::string_view boundary, const MultipartLimits& limits = {});

/// Where the content of a file begins that is longer than `beginning`, the first bytes of a body; 0 when there is none,
/// or when the bytes are no beginning of a multipart body.
[[nodiscard]] std::size_t
beginOfLongFile(std::string_view beginning, std::string_view boundary, const MultipartLimits& limits = {});

} // namespace tenon::http
