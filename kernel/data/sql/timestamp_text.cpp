#include <kernel/data/sql/timestamp_text.h>

#include <algorithm>

namespace tenon::data {

namespace {

constexpr std::string_view pattern = "0000-00-00T00:00:00.000000Z";
constexpr std::size_t secondsEnd = 19;
constexpr std::size_t fractionStart = 20;
constexpr std::size_t fractionDigits = 6;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

} // namespace

bool startsWithDateAndTime(std::string_view text) {
    if (text.size() < secondsEnd || (text[10] != ' ' && text[10] != 'T')) {
        return false;
    }
    for (std::size_t i = 0; i < secondsEnd; ++i) {
        if (i != 10 && (isDigit(pattern[i]) ? !isDigit(text[i]) : text[i] != pattern[i])) {
            return false;
        }
    }
    return true;
}

std::string_view normalisedTimestamp(std::string_view text, TimestampText& room) {
    if (!startsWithDateAndTime(text)) {
        return text;
    }
    std::string_view rest = text.substr(secondsEnd);
    std::string_view fraction;
    if (rest.starts_with('.')) {
        const auto end = std::find_if_not(rest.begin() + 1, rest.end(), isDigit);
        fraction = rest.substr(1, static_cast<std::size_t>(end - rest.begin()) - 1);
        rest.remove_prefix(1 + fraction.size());
    }
    if (fraction.size() > fractionDigits || !(rest.empty() || rest == "Z" || rest == "+00")) {
        return text;
    }
    std::copy(pattern.begin(), pattern.end(), room.begin());
    std::copy_n(text.begin(), secondsEnd, room.begin());
    room[10] = 'T';
    std::copy(fraction.begin(), fraction.end(), room.begin() + fractionStart);
    return {room.data(), room.size()};
}

} // namespace tenon::data
