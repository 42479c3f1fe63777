#include <kernel/modules/crash_line.h>

#include <chrono>
#include <ctime>

namespace tenon::modules {

namespace {

/// Kept free for the end of the line.
constexpr std::size_t reserve = 4;

} // namespace

CrashLine::CrashLine(std::string_view event) noexcept {
    put(R"({"at":")");
    putTime();
    put(R"(","level":"error","event":)");
    putQuoted(event);
}

void CrashLine::add(std::string_view key, std::string_view value) noexcept {
    // A member that does not fit whole is left out, so that the line stays JSON: quoting at most doubles a text.
    if (value.empty() || _size + key.size() + 2 * value.size() + 8 > _text.size() - reserve) {
        return;
    }
    put(',');
    putQuoted(key);
    put(':');
    putQuoted(value);
}

std::string_view CrashLine::finish() noexcept {
    put("}\n");
    return {_text.data(), _size};
}

void CrashLine::put(char c) noexcept {
    if (_size < _text.size()) {
        _text[_size++] = c;
    }
}

void CrashLine::put(std::string_view text) noexcept {
    for (const char c : text) {
        put(c);
    }
}

void CrashLine::putQuoted(std::string_view text) noexcept {
    put('"');
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            put('\\');
        }
        put(static_cast<unsigned char>(c) < 0x20 ? '?' : c);
    }
    put('"');
}

/// By hand: neither gmtime_r nor anything that allocates may be called in a signal handler.
void CrashLine::putTime() noexcept {
    using namespace std::chrono;
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    const sys_time<microseconds> point(seconds(now.tv_sec) + duration_cast<microseconds>(nanoseconds(now.tv_nsec)));
    const auto midnight = floor<days>(point);
    const year_month_day day(midnight);
    const hh_mm_ss time(point - midnight);
    putNumber(static_cast<unsigned>(static_cast<int>(day.year())), 4);
    put('-');
    putNumber(static_cast<unsigned>(day.month()), 2);
    put('-');
    putNumber(static_cast<unsigned>(day.day()), 2);
    put('T');
    putNumber(static_cast<unsigned>(time.hours().count()), 2);
    put(':');
    putNumber(static_cast<unsigned>(time.minutes().count()), 2);
    put(':');
    putNumber(static_cast<unsigned>(time.seconds().count()), 2);
    put('.');
    putNumber(static_cast<unsigned>(time.subseconds().count()), 6);
    put('Z');
}

void CrashLine::putNumber(unsigned value, int digits) noexcept {
    unsigned power = 1;
    for (int i = 1; i < digits; ++i) {
        power *= 10;
    }
    for (; power > 0; power /= 10) {
        put(static_cast<char>('0' + value / power % 10));
    }
}

} // namespace tenon::modules
