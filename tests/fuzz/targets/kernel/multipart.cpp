/// Multipart bodies: the parts lie in the body one behind the other, and mean the same when they are written again.

#include <kernel/http/multipart.h>
#include <kernel/text/utf8.h>
#include <tests/fuzz/fuzz.h>

#include <tenon/error.h>

#include <string>

using namespace tenon::http;
using tenon::fuzz::claim;
using tenon::text::isUtf8;

namespace {

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        out.append(c == '"' ? "\\" : "").push_back(c);
    }
    return out + '"';
}

std::string written(const std::vector<MultipartPart>& parts, std::string_view body) {
    std::string out;
    for (const MultipartPart& part : parts) {
        out.append("--x\r\nContent-Disposition: form-data; name=").append(quoted(part.name));
        out.append(part.isFile ? "; filename=" + quoted(part.filename) : "");
        out.append("\r\nContent-Type: ").append(part.contentType).append("\r\n\r\n");
        out.append(body.substr(part.offset, part.length)).append("\r\n");
    }
    return out + "--x--";
}

/// What was told of a body by its beginning is what the whole of it says.
void tryBeginning(std::string_view body, std::string_view boundary, const std::vector<MultipartPart>& parts) {
    for (const MultipartPart& part : parts) {
        const auto beginning = body.substr(0, part.offset + part.length / 2);
        const std::size_t told = beginOfLongFile(beginning, boundary, {.parts = 8, .headerBytes = 512});
        claim(told == (part.isFile ? part.offset : 0), "a file that goes on begins where it begins");
    }
}

void tryParts(std::string_view body, std::string_view boundary) {
    const auto parts = readMultipart(body, boundary, {.parts = 8, .headerBytes = 512});
    tryBeginning(body, boundary, parts);
    std::uint64_t end = 0;
    for (const MultipartPart& part : parts) {
        claim(part.offset > end && part.length <= body.size() - part.offset, "a part lies behind the one before");
        const auto content = body.substr(part.offset, part.length);
        claim(content.find("\r\n--" + std::string(boundary)) == std::string_view::npos, "a part ends at the boundary");
        claim(isUtf8(part.name) && isUtf8(part.filename) && isUtf8(part.contentType), "names are UTF-8");
        claim(part.filename.find_first_of("/\\") == std::string::npos, "a file's name has no folder");
        end = part.offset + part.length;
        if (content.find("\r\n--x") != std::string_view::npos) {
            return; // cannot be written with our boundary
        }
    }
    const std::string again = written(parts, body);
    const auto reread = readMultipart(again, "x");
    claim(reread.size() == parts.size(), "as many parts are read again");
    for (std::size_t i = 0; i < parts.size(); ++i) {
        claim(reread[i].name == parts[i].name && reread[i].filename == parts[i].filename, "names survive");
        claim(reread[i].length == parts[i].length, "contents survive");
    }
}

} // namespace

void tenon::fuzz::run(std::string_view bytes) {
    Pieces pieces(bytes);
    try {
        const std::string boundary = multipartBoundary(pieces.line());
        tryParts(pieces.rest(), boundary);
    } catch (const Invalid&) {
        // Refused, as most inputs are.
    }
}
