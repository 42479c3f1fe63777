#include <kernel/http/transport/request_target.h>
#include <kernel/http/transport/text.h>

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace tenon::http {

namespace {

constexpr std::string_view scheme = "http://";

/// The character that a percent escape at the start of `text` stands for, or nothing when it is broken.
std::optional<char> unescaped(std::string_view text) {
    unsigned value = 0;
    const char* digits = text.data() + 1;
    if (text.size() < 3) {
        return std::nullopt;
    }
    const auto [end, error] = std::from_chars(digits, digits + 2, value, 16);
    return error == std::errc() && end == digits + 2 ? std::optional(static_cast<char>(value)) : std::nullopt;
}

bool isControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

/// Walks over a path, character by character as decoded, and looks for what must not be there.
bool isSafePath(std::string_view path) {
    std::size_t length = 0; // of the current segment, as decoded
    bool onlyDots = true;
    for (std::size_t at = 0; at < path.size(); ++at) {
        char c = path[at];
        if (c == '/') {
            if (onlyDots && length == 2) {
                return false;
            }
            length = 0;
            onlyDots = true;
            continue;
        }
        if (c == '%') {
            const auto decoded = unescaped(path.substr(at));
            if (!decoded || *decoded == '/' || isControl(*decoded)) {
                return false;
            }
            c = *decoded;
            at += 2;
        }
        if (c == '\\') {
            return false;
        }
        onlyDots = onlyDots && c == '.';
        ++length;
    }
    return !(onlyDots && length == 2);
}

/// The origin form of an absolute target; empty when its authority is missing or another one than `host`.
std::string_view strippedOfAuthority(std::string_view target, std::string_view host) {
    const std::string_view rest = target.substr(scheme.size());
    const std::size_t end = std::min(rest.find_first_of("/?"), rest.size());
    if (end == 0 || !equalsIgnoringCase(rest.substr(0, end), host)) {
        return {};
    }
    // "http://host" means "/": the scheme lends its slash, so that every view stays within the request's bytes.
    return end == rest.size() ? target.substr(scheme.size() - 1, 1) : rest.substr(end);
}

} // namespace

std::optional<RequestTarget> readTarget(std::string_view method, std::string_view target, std::string_view host) {
    if (target == "*") {
        return method == "OPTIONS" ? std::optional(RequestTarget{target, target, {}}) : std::nullopt;
    }
    const bool hasForeignByte =
        std::ranges::any_of(target, [](char c) { return c == '#' || static_cast<unsigned char>(c) > 0x7e; });
    if (hasForeignByte) {
        return std::nullopt;
    }
    if (target.size() >= scheme.size() && equalsIgnoringCase(target.substr(0, scheme.size()), scheme)) {
        target = strippedOfAuthority(target, host);
    }
    if (target.empty() || target.front() != '/') {
        return std::nullopt;
    }
    const std::size_t mark = target.find('?');
    const std::string_view path = target.substr(0, mark);
    if (!isSafePath(path)) {
        return std::nullopt;
    }
    return RequestTarget{target, path, mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1)};
}

} // namespace tenon::http
