#include <kernel/http/target.h>

#include <tenon/error.h>

#include <algorithm>

namespace tenon::http {

namespace {

int hexValue(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Decodes percent escapes into `out`; false when one is broken.
bool decode(std::string_view text, bool plusIsBlank, std::string& out) {
    out.reserve(out.size() + text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plusIsBlank) {
            out.push_back(' ');
        } else if (text[i] != '%') {
            out.push_back(text[i]);
        } else {
            const int high = i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hexValue(text[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return false;
            }
            out.push_back(static_cast<char>(high * 16 + low));
            i += 2;
        }
    }
    return true;
}

[[noreturn]] void refusePath() { throw Invalid("The path of the request is not valid."); }

bool isForbidden(std::string_view segment) {
    return segment == ".." || std::any_of(segment.begin(), segment.end(), [](unsigned char c) {
               return c < 0x20 || c == 0x7f || c == '\\' || c == '/';
           });
}

std::string decodedPart(std::string_view text) {
    std::string out;
    if (!decode(text, true, out) || !isUtf8(out)) {
        throw Invalid("The query or form is not valid: broken percent escape or UTF-8.");
    }
    return out;
}

/// Length of the UTF-8 sequence at the start of `text`, 0 when it is broken (RFC 3629 4).
std::size_t sequenceLength(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    const std::size_t length = first < 0x80 ? 1 : first >= 0xc2 && first < 0xe0 ? 2 : (first & 0xf0) == 0xe0 ? 3 : 4;
    if (first == 0 || (first >= 0x80 && first < 0xc2) || first > 0xf4 || text.size() < length) {
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80) {
            return 0;
        }
    }
    const bool overlong = (first == 0xe0 && byte(1) < 0xa0) || (first == 0xf0 && byte(1) < 0x90);
    const bool outside = (first == 0xed && byte(1) > 0x9f) || (first == 0xf4 && byte(1) > 0x8f);
    return overlong || outside ? 0 : length;
}

} // namespace

bool isUtf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        if (length == 0) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

std::string normalisedPath(std::string_view path) {
    std::string out;
    out.reserve(path.size());
    while (!path.empty()) {
        path.remove_prefix(1);
        const auto end = std::min(path.find('/'), path.size());
        std::string segment;
        if (!decode(path.substr(0, end), false, segment) || isForbidden(segment) || !isUtf8(segment)) {
            refusePath();
        }
        if (!segment.empty() && segment != ".") {
            out.append("/").append(segment);
        }
        path.remove_prefix(end);
    }
    return out.empty() ? "/" : out;
}

std::vector<std::pair<std::string, std::string>> decodedPairs(std::string_view encoded) {
    std::vector<std::pair<std::string, std::string>> pairs;
    while (!encoded.empty()) {
        const auto end = std::min(encoded.find('&'), encoded.size());
        const std::string_view pair = encoded.substr(0, end);
        encoded.remove_prefix(std::min(end + 1, encoded.size()));
        if (pair.empty()) {
            continue;
        }
        const auto equals = std::min(pair.find('='), pair.size());
        pairs.emplace_back(
            decodedPart(pair.substr(0, equals)),
            decodedPart(equals < pair.size() ? pair.substr(equals + 1) : std::string_view())
        );
    }
    return pairs;
}

} // namespace tenon::http
