#include <kernel/http/multipart.h>
#include <kernel/http/parameters.h>
#include <kernel/http/transport/text.h>
#include <kernel/text/utf8.h>

#include <tenon/error.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string.h>
#include <utility>

namespace tenon::http {

namespace {

constexpr std::string_view lineEnd = "\r\n";

[[noreturn]] void refuse(const char* why) { throw Invalid(why); }

/// memmem is several times faster than std::string_view::find over a large file.
std::size_t positionOf(std::string_view text, std::string_view wanted) {
    const void* found = ::memmem(text.data(), text.size(), wanted.data(), wanted.size());
    return found == nullptr ? std::string_view::npos
                            : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

std::string percentDecoded(std::string_view text) {
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            decoded.push_back(text[at]);
            continue;
        }
        unsigned value = 0;
        const std::string_view digits = text.substr(at + 1, 2);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        if (digits.size() != 2 || error != std::errc() || end != digits.data() + 2) {
            refuse("A file name in the multipart body has a broken percent escape.");
        }
        decoded.push_back(static_cast<char>(value));
        at += 2;
    }
    return decoded;
}

/// filename*=UTF-8'language'escaped (RFC 8187).
std::string extendedFilename(std::string_view value) {
    const std::size_t first = value.find('\'');
    const std::size_t second = first == std::string_view::npos ? first : value.find('\'', first + 1);
    if (second == std::string_view::npos || !equalsIgnoringCase(value.substr(0, first), "utf-8")) {
        refuse("A file name in the multipart body is in an unknown character set.");
    }
    return percentDecoded(value.substr(second + 1));
}

/// The last element of a path in either convention: some clients send where the file was.
std::string withoutFolder(std::string path) {
    const std::size_t slash = path.find_last_of("/\\");
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

/// What is shown to people or sent back one day.
std::string checkedName(std::string name) {
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    if (!text::isUtf8(name) || std::ranges::any_of(name, isControl)) {
        refuse("A name or type in the multipart body is not UTF-8 or holds a control character.");
    }
    return name;
}

void readDisposition(std::string_view value, MultipartPart& part) {
    const auto disposition = readParameters(value);
    if (!disposition || disposition->value != "form-data") {
        refuse("A part of the multipart body has a malformed Content-Disposition.");
    }
    const auto name = disposition->parameter("name");
    if (!name) {
        refuse("A part of the multipart body has no name.");
    }
    part.name = checkedName(std::string(*name));
    const auto extended = disposition->parameter("filename*");
    const auto plain = disposition->parameter("filename");
    part.isFile = extended || plain;
    if (part.isFile) {
        part.filename = checkedName(withoutFolder(extended ? extendedFilename(*extended) : std::string(*plain)));
    }
}

bool isPlainEncoding(std::string_view value) {
    return equalsIgnoringCase(value, "binary") || equalsIgnoringCase(value, "8bit")
           || equalsIgnoringCase(value, "7bit");
}

/// One line of a part's header: its name and its value.
std::pair<std::string_view, std::string_view> fieldIn(std::string_view line) {
    constexpr std::string_view forbidden("\0\r\n", 3);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0 || line.find_first_of(forbidden) != std::string_view::npos) {
        refuse("A part of the multipart body has a malformed header.");
    }
    return {line.substr(0, colon), trimmed(line.substr(colon + 1))};
}

/// Reads the header of one part, given without its empty line. Fields other than these have no meaning here (RFC
/// 7578, 4.8).
MultipartPart readHeader(std::string_view header) {
    MultipartPart part;
    bool disposed = false;
    while (!header.empty()) {
        const std::size_t end = std::min(header.find(lineEnd), header.size());
        const auto [name, value] = fieldIn(header.substr(0, end));
        header.remove_prefix(std::min(end + lineEnd.size(), header.size()));
        if (equalsIgnoringCase(name, "content-disposition")) {
            if (std::exchange(disposed, true)) {
                refuse("A part of the multipart body has two Content-Dispositions.");
            }
            readDisposition(value, part);
        } else if (equalsIgnoringCase(name, "content-type")) {
            part.contentType = checkedName(std::string(value));
        } else if (equalsIgnoringCase(name, "content-transfer-encoding") && !isPlainEncoding(value)) {
            refuse("A part of the multipart body has a transfer encoding.");
        }
    }
    if (!disposed) {
        refuse("A part of the multipart body has no Content-Disposition.");
    }
    return part;
}

/// Walks along a body from boundary to boundary.
class Scanner {
public:
    Scanner(std::string_view body, std::string_view boundary, const MultipartLimits& limits)
        : _body(body), _delimiter("\r\n--" + std::string(boundary)), _limits(limits) {}

    std::vector<MultipartPart> parts() {
        begin();
        std::vector<MultipartPart> parts;
        while (!isAtEnd()) {
            if (parts.size() == _limits.parts) {
                refuse("The multipart body has too many parts.");
            }
            MultipartPart part = nextHeader();
            if (!findEnd(part)) {
                refuse("The multipart body ends before its last boundary.");
            }
            parts.push_back(std::move(part));
        }
        return parts;
    }

    /// The first part whose content does not end, if there is one.
    std::optional<MultipartPart> openPart() {
        begin();
        while (!isAtEnd()) {
            MultipartPart part = nextHeader();
            if (!findEnd(part)) {
                return part;
            }
        }
        return std::nullopt;
    }

private:
    /// Reads what follows a boundary: the end of its line, or the end of the body.
    bool isAtEnd() {
        const std::string_view rest = _body.substr(_at);
        if (rest.starts_with(lineEnd)) {
            _at += lineEnd.size();
            return false;
        }
        if (rest == "--" || rest == "--\r\n") {
            return true;
        }
        refuse("A boundary of the multipart body is not a line of its own, or something follows the last one.");
    }

    void begin() {
        const std::string_view opening = std::string_view(_delimiter).substr(lineEnd.size());
        if (!_body.starts_with(opening)) {
            refuse("The multipart body does not begin with its boundary.");
        }
        _at = opening.size();
    }

    /// A part that begins here, its length not known yet.
    MultipartPart nextHeader() {
        const std::string_view rest = _body.substr(_at);
        const std::size_t headerEnd = rest.substr(0, _limits.headerBytes).find("\r\n\r\n");
        if (headerEnd == std::string_view::npos) {
            refuse("A part of the multipart body has a header that is too long or has no end.");
        }
        MultipartPart part = readHeader(rest.substr(0, headerEnd));
        part.offset = _at + headerEnd + 4;
        return part;
    }

    /// Goes on behind the boundary that ends the part; false when there is none.
    bool findEnd(MultipartPart& part) {
        const std::size_t length = positionOf(_body.substr(part.offset), _delimiter);
        if (length == std::string_view::npos) {
            return false;
        }
        part.length = length;
        _at = part.offset + length + _delimiter.size();
        return true;
    }

    std::string_view _body;
    std::string _delimiter;
    MultipartLimits _limits;
    std::size_t _at = 0;
};

} // namespace

std::string multipartBoundary(std::string_view contentType) {
    constexpr std::string_view others = "'()+_,-./:=? ";
    const auto read = readParameters(contentType);
    const auto boundary = read && read->value == "multipart/form-data" ? read->parameter("boundary") : std::nullopt;
    const auto isAllowed = [&](char c) {
        return isDigit(c) || (lowered(c) >= 'a' && lowered(c) <= 'z') || others.find(c) != std::string_view::npos;
    };
    if (!boundary || boundary->empty() || boundary->size() > 70 || boundary->back() == ' '
        || !std::ranges::all_of(*boundary, isAllowed)) {
        refuse("The Content-Type of the multipart body has no valid boundary (RFC 2046).");
    }
    return std::string(*boundary);
}

std::vector<MultipartPart>
readMultipart(std::string_view body, std::string_view boundary, const MultipartLimits& limits) {
    return Scanner(body, boundary, limits).parts();
}

std::size_t beginOfLongFile(std::string_view beginning, std::string_view boundary, const MultipartLimits& limits) {
    try {
        const auto part = Scanner(beginning, boundary, limits).openPart();
        return part && part->isFile ? part->offset : 0;
    } catch (const Invalid&) { // whoever reads the whole body says what is wrong with it
        return 0;
    }
}

} // namespace tenon::http
