#include "place.h"

#include "text_inspection.h"

namespace tenon::schema {

namespace {

std::string shown(std::string_view name) {
    constexpr std::size_t limit = 64;
    const TextFacts facts = inspect(name);
    if (facts.wellFormed && !facts.hasControls && name.size() <= limit) {
        return std::string(name);
    }
    std::string ascii(name.substr(0, limit));
    for (char& c : ascii) {
        if (c < 0x20 || c > 0x7E) {
            c = '?';
        }
    }
    return ascii;
}

} // namespace

std::string Place::path() const {
    if (_parent == nullptr) {
        return {};
    }
    std::string path = _parent->path();
    if (!path.empty()) {
        path += '.';
    }
    return path + (_index == std::string_view::npos ? shown(_name) : std::to_string(_index));
}

} // namespace tenon::schema
