#include <kernel/text/needle.h>

#include <algorithm>
#include <limits>

namespace tenon::text {

namespace {

char folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

char inUpperCase(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c; }

std::size_t indexOf(char c) { return static_cast<unsigned char>(c); }

/// A skip that is too short costs time and nothing else.
std::uint8_t skipOf(std::size_t distance) {
    return static_cast<std::uint8_t>(std::min<std::size_t>(distance, std::numeric_limits<std::uint8_t>::max()));
}

} // namespace

Needle::Needle(std::string_view text) : _folded(text) {
    std::transform(_folded.begin(), _folded.end(), _folded.begin(), folded);
    _skips.fill(skipOf(_folded.size()));
    for (std::size_t i = 0; i + 1 < _folded.size(); ++i) {
        const std::uint8_t skip = skipOf(_folded.size() - 1 - i);
        _skips.at(indexOf(_folded[i])) = skip;
        _skips.at(indexOf(inUpperCase(_folded[i]))) = skip;
    }
}

bool Needle::isIn(std::string_view text) const noexcept {
    if (_folded.empty()) {
        return true;
    }
    const std::size_t last = _folded.size() - 1;
    for (std::size_t end = last; end < text.size(); end += _skips[indexOf(text[end])]) {
        if (folded(text[end]) == _folded[last] && isAt(text.data() + (end - last))) {
            return true;
        }
    }
    return false;
}

/// All but the last byte, which has been compared.
bool Needle::isAt(const char* place) const noexcept {
    return std::equal(_folded.begin(), _folded.end() - 1, place, [](char wanted, char c) {
        return folded(c) == wanted;
    });
}

} // namespace tenon::text
