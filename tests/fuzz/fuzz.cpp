#include "fuzz.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace tenon::fuzz {

void claim(bool holds, const char* sentence) {
    if (!holds) {
        std::fprintf(stderr, "The claim does not hold: %s\n", sentence);
        std::abort();
    }
}

std::uint8_t Pieces::byte() { return static_cast<std::uint8_t>(number(1)); }

std::uint64_t Pieces::number(std::size_t bytes) {
    std::uint64_t value = 0;
    const std::string_view taken = _rest.substr(0, bytes);
    _rest.remove_prefix(taken.size());
    for (std::size_t i = 0; i < taken.size(); ++i) {
        value |= std::uint64_t{static_cast<unsigned char>(taken[i])} << (8 * i);
    }
    return value;
}

std::string_view Pieces::until(std::string_view end) {
    const std::size_t size = std::min(_rest.find(end), _rest.size());
    const std::string_view taken = _rest.substr(0, size);
    _rest.remove_prefix(std::min(size + end.size(), _rest.size()));
    return taken;
}

std::string_view Pieces::rest() {
    const std::string_view taken = _rest;
    _rest = {};
    return taken;
}

} // namespace tenon::fuzz
