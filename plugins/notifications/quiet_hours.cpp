#include "quiet_hours.h"

#include <memory>
#include <stdexcept>
#include <unicode/gregocal.h>
#include <unicode/timezone.h>

namespace notifications {

namespace {

using std::chrono::minutes;

constexpr int minutesOfHour = 60;
constexpr int microsecondsOfMillisecond = 1000;

int twoDigits(std::string_view text) {
    const bool areDigits = text[0] >= '0' && text[0] <= '9' && text[1] >= '0' && text[1] <= '9';
    return areDigits ? (text[0] - '0') * 10 + (text[1] - '0') : -1;
}

/// The calendar of a time zone, on a day and at a time of day by the wall clock.
class WallClock {
public:
    WallClock(const std::string& timeZone, tenon::Timestamp instant)
        : _calendar(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(timeZone)), _status) {
        const auto since = instant.point().time_since_epoch().count() / microsecondsOfMillisecond;
        _calendar.setSkippedWallTimeOption(UCAL_WALLTIME_NEXT_VALID);
        _calendar.setRepeatedWallTimeOption(UCAL_WALLTIME_FIRST);
        _calendar.setTime(static_cast<UDate>(since), _status);
    }

    [[nodiscard]] minutes timeOfDay() {
        const int hour = _calendar.get(UCAL_HOUR_OF_DAY, _status);
        return minutes(hour * minutesOfHour + _calendar.get(UCAL_MINUTE, _status));
    }

    /// The instant at which the clock shows `time`, `days` after this day.
    [[nodiscard]] tenon::Timestamp at(minutes time, int days) {
        const int year = _calendar.get(UCAL_YEAR, _status);
        const int month = _calendar.get(UCAL_MONTH, _status);
        const int day = _calendar.get(UCAL_DATE, _status);
        const int minute = static_cast<int>(time.count());
        _calendar.clear();
        _calendar.set(year, month, day + days, minute / minutesOfHour, minute % minutesOfHour, 0);
        const auto since = std::chrono::milliseconds(static_cast<std::int64_t>(_calendar.getTime(_status)));
        if (U_FAILURE(_status)) {
            throw std::runtime_error(u_errorName(_status));
        }
        return tenon::Timestamp(tenon::Timestamp::Point(since));
    }

private:
    UErrorCode _status = U_ZERO_ERROR;
    icu::GregorianCalendar _calendar; // Owns the time zone
};

} // namespace

std::optional<minutes> timeOfDay(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') {
        return std::nullopt;
    }
    const int hour = twoDigits(text);
    const int minute = twoDigits(text.substr(3));
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
        return std::nullopt;
    }
    return minutes(hour * minutesOfHour + minute);
}

bool isTimeZone(const std::string& name) {
    const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
    return *zone != icu::TimeZone::getUnknown();
}

tenon::Timestamp QuietHours::earliest(tenon::Timestamp instant) const {
    WallClock clock(timeZone, instant);
    const minutes now = clock.timeOfDay();
    const bool spansMidnight = to < from;
    const bool isQuiet = spansMidnight ? now >= from || now < to : now >= from && now < to;
    if (!isQuiet) {
        return instant;
    }
    const tenon::Timestamp end = clock.at(to, spansMidnight && now >= from ? 1 : 0);
    // Clocks that are put back may show an end that has passed.
    return std::max(end, instant);
}

} // namespace notifications
