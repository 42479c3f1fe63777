#include "folding.h"

#include <Poco/UTF8Encoding.h>
#include <Poco/UTF8String.h>

namespace tenon::auth {

namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

} // namespace

std::string fold(std::string_view text) {
    const std::string_view kept = trimmed(text);
    return codePointsOf(kept) ? Poco::UTF8::toLower(std::string(kept)) : std::string(kept);
}

std::optional<std::size_t> codePointsOf(std::string_view text) {
    std::size_t count = 0;
    while (!text.empty()) {
        const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
        const auto lead = *bytes;
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (length > text.size() || !Poco::UTF8Encoding::isLegal(bytes, static_cast<int>(length))) {
            return std::nullopt;
        }
        text.remove_prefix(length);
        ++count;
    }
    return count;
}

} // namespace tenon::auth
