#include <kernel/http/target.h>
#include <kernel/text/utf8.h>

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
    if (!decode(text, true, out) || !text::isUtf8(out)) {
        throw Invalid("The query or form is not valid: broken percent escape or UTF-8.");
    }
    return out;
}

/// Whether a path is normalised as it stands: nothing in it is escaped, empty or dots alone.
bool isNormalised(std::string_view path) {
    char before = '\0';
    for (const char c : path) {
        const bool isUsual =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
        if (!isUsual && (c != '/' || before == '/')) {
            return false;
        }
        before = c;
    }
    return path.starts_with('/') && before != '/';
}

} // namespace

std::string normalisedPath(std::string_view path) {
    const std::string_view withoutSlash = path.substr(0, path.size() - (path.ends_with('/') ? 1 : 0));
    if (isNormalised(withoutSlash)) {
        return std::string(withoutSlash);
    }
    std::string out;
    out.reserve(path.size());
    while (!path.empty()) {
        path.remove_prefix(1);
        const auto end = std::min(path.find('/'), path.size());
        std::string segment;
        if (!decode(path.substr(0, end), false, segment) || isForbidden(segment) || !text::isUtf8(segment)) {
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
