#include "record_key.h"

#include <algorithm>
#include <charconv>

namespace tenon::auth {

namespace {

bool looksLikeUuid(std::string_view text) {
    constexpr std::size_t length = 36;
    return text.size() == length && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-';
}

} // namespace

RecordKey::RecordKey(std::string_view key) : isUuid(looksLikeUuid(key)), text(key) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), number);
    if (error == std::errc() && end == key.data() + key.size() && number > 0) {
        id = number;
    }
}

} // namespace tenon::auth
