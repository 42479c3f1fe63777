#include <kernel/http/content_disposition.h>

#include <algorithm>

namespace tenon::http {

namespace {

constexpr std::string_view hexDigits = "0123456789ABCDEF";

bool isPlain(unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_'
           || c == '.';
}

} // namespace

std::string attachment(std::string_view filename) {
    std::string plain;
    std::string encoded;
    for (const char character : filename) {
        const auto c = static_cast<unsigned char>(character);
        plain.push_back(isPlain(c) ? character : '_');
        if (isPlain(c)) {
            encoded.push_back(character);
        } else {
            encoded.push_back('%');
            encoded.push_back(hexDigits[c >> 4]);
            encoded.push_back(hexDigits[c & 15]);
        }
    }
    std::string value = "attachment; filename=\"" + plain + "\"";
    if (plain != filename) {
        value.append("; filename*=UTF-8''").append(encoded);
    }
    return value;
}

} // namespace tenon::http
