#include <tenon/time.h>

#include <atomic>

namespace tenon {

namespace {

using std::chrono::microseconds;

/// Takes fixed-width parts off the front of a text; once one is missing, everything after it fails too.
class Reader {
public:
    explicit Reader(std::string_view text) : _rest(text) {}

    int digits(std::size_t count) {
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const char c = next();
            _good = _good && c >= '0' && c <= '9';
            value = value * 10 + (c - '0');
        }
        return _good ? value : 0;
    }

    char oneOf(std::string_view allowed) {
        const char c = next();
        _good = _good && allowed.find(c) != std::string_view::npos;
        return c;
    }

    /// The digits after a decimal point as microseconds, zero when there is no point.
    microseconds fraction() {
        if (!_rest.starts_with('.')) {
            return microseconds(0);
        }
        _rest.remove_prefix(1);
        int value = 0;
        int count = 0;
        for (; !_rest.empty() && _rest.front() >= '0' && _rest.front() <= '9'; _rest.remove_prefix(1), ++count) {
            value = count < 6 ? value * 10 + (_rest.front() - '0') : value;
        }
        _good = _good && count >= 1 && count <= 6;
        for (; count < 6; ++count) {
            value *= 10;
        }
        return microseconds(value);
    }

    [[nodiscard]] bool isGood() const { return _good; }

    [[nodiscard]] bool isAtEnd() const { return _good && _rest.empty(); }

private:
    char next() {
        const char c = _rest.empty() ? '\0' : _rest.front();
        _rest.remove_prefix(_rest.empty() ? 0 : 1);
        return c;
    }

    std::string_view _rest;
    bool _good = true;
};

std::chrono::year_month_day dayOf(Reader& reader) {
    const int year = reader.digits(4);
    reader.oneOf("-");
    const int month = reader.digits(2);
    reader.oneOf("-");
    const int day = reader.digits(2);
    return std::chrono::year(year) / month / day;
}

/// The distance of a zone from UTC ("Z", "+07:00"), or nothing when there is no valid zone.
std::optional<std::chrono::minutes> zoneOf(Reader& reader) {
    const char sign = reader.oneOf("Zz+-");
    if (!reader.isGood() || sign == 'Z' || sign == 'z') {
        return std::chrono::minutes(0);
    }
    const int hours = reader.digits(2);
    reader.oneOf(":");
    const int minutes = reader.digits(2);
    if (hours > 23 || minutes > 59) {
        return std::nullopt;
    }
    const std::chrono::minutes distance(hours * 60 + minutes);
    return sign == '-' ? -distance : distance;
}

bool hasFourDigitYear(std::chrono::year_month_day day) {
    return day.year() >= std::chrono::year(1) && day.year() <= std::chrono::year(9999);
}

void put(char* at, unsigned value, int width) {
    for (int i = width - 1; i >= 0; --i, value /= 10) {
        at[i] = static_cast<char>('0' + value % 10);
    }
}

void putDay(char* at, std::chrono::year_month_day day) {
    put(at, static_cast<unsigned>(static_cast<int>(day.year())), 4);
    put(at + 5, static_cast<unsigned>(day.month()), 2);
    put(at + 8, static_cast<unsigned>(day.day()), 2);
}

std::atomic<Clock::Source> clockSource{nullptr};

} // namespace

std::optional<Timestamp> Timestamp::parse(std::string_view text) {
    Reader reader(text);
    const auto day = dayOf(reader);
    reader.oneOf("Tt ");
    const int hour = reader.digits(2);
    reader.oneOf(":");
    const int minute = reader.digits(2);
    reader.oneOf(":");
    const int second = reader.digits(2);
    const microseconds fraction = reader.fraction();
    const auto zone = zoneOf(reader);
    if (!reader.isAtEnd() || !zone || !day.ok() || hour > 23 || minute > 59 || second > 59) {
        return std::nullopt;
    }
    const Point point = std::chrono::sys_days(day) + std::chrono::hours(hour) + std::chrono::minutes(minute)
                        + std::chrono::seconds(second) + fraction - *zone;
    if (!hasFourDigitYear(std::chrono::floor<std::chrono::days>(point))) {
        return std::nullopt;
    }
    return Timestamp(point);
}

std::string Timestamp::text() const {
    const auto day = std::chrono::floor<std::chrono::days>(_point);
    const std::chrono::hh_mm_ss time(_point - day);
    std::string text = "0000-00-00T00:00:00.000000Z";
    putDay(text.data(), day);
    put(text.data() + 11, static_cast<unsigned>(time.hours().count()), 2);
    put(text.data() + 14, static_cast<unsigned>(time.minutes().count()), 2);
    put(text.data() + 17, static_cast<unsigned>(time.seconds().count()), 2);
    put(text.data() + 20, static_cast<unsigned>(time.subseconds().count()), 6);
    return text;
}

std::optional<Date> Date::parse(std::string_view text) {
    Reader reader(text);
    const auto day = dayOf(reader);
    if (!reader.isAtEnd() || !day.ok() || !hasFourDigitYear(day)) {
        return std::nullopt;
    }
    return Date(day);
}

std::string Date::text() const {
    std::string text = "0000-00-00";
    putDay(text.data(), _day);
    return text;
}

Timestamp Clock::now() {
    const Source source = clockSource.load(std::memory_order_relaxed);
    return source != nullptr ? source() : Timestamp(std::chrono::floor<microseconds>(std::chrono::system_clock::now()));
}

void Clock::set(Source source) { clockSource.store(source, std::memory_order_relaxed); }

} // namespace tenon
