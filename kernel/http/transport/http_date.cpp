#include <kernel/http/transport/http_date.h>

#include <array>
#include <cstdio>
#include <time.h>

namespace tenon::http {

namespace {

constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Formatted {
    time_t second = -1;
    std::array<char, 40> text{};
};

/// strftime would follow the locale.
void format(time_t second, Formatted& date) {
    tm parts{};
    ::gmtime_r(&second, &parts);
    std::snprintf(
        date.text.data(),
        date.text.size(),
        "%s, %02d %s %d %02d:%02d:%02d GMT",
        days.at(static_cast<std::size_t>(parts.tm_wday)),
        parts.tm_mday,
        months.at(static_cast<std::size_t>(parts.tm_mon)),
        parts.tm_year + 1900,
        parts.tm_hour,
        parts.tm_min,
        parts.tm_sec
    );
    date.second = second;
}

} // namespace

std::string_view currentHttpDate() {
    // One formatting a second and thread: it costs more than the rest of a short header.
    thread_local Formatted date;
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME_COARSE, &now);
    if (now.tv_sec != date.second) {
        format(now.tv_sec, date);
    }
    return date.text.data();
}

} // namespace tenon::http
