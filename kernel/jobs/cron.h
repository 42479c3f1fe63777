#pragma once

#include <tenon/time.h>

#include <bitset>
#include <string_view>

namespace tenon::jobs {

/// A cron expression of five fields in UTC: minute, hour, day of the month, month, day of the week.
///
/// Fields hold lists (1,15), ranges (1-5), steps (*/10, 8-18/2) and three-letter English names of months and days;
/// Sunday is 0 or 7. As in cron(5), when both day fields are restricted a day that matches either of them counts.
class Cron {
public:
    /// Throws Invalid when the text is not such an expression or names a day that never comes (30 February).
    explicit Cron(std::string_view expression);

    /// The first minute later than `time` at which the clock matches.
    [[nodiscard]] Timestamp next(Timestamp time) const;

private:
    [[nodiscard]] bool matchesDay(std::chrono::sys_days day) const;

    std::bitset<60> _minutes;
    std::bitset<24> _hours;
    std::bitset<32> _days;
    std::bitset<13> _months;
    std::bitset<8> _weekdays; // Sunday is 0
    bool _eitherDay = false;  // both day fields are restricted
};

} // namespace tenon::jobs
