#include "extraction/fields/hijri.h"

#include <chrono>

namespace dttot::fields {

CalendarDay gregorianOf(const CalendarDay& hijri) {
    // Days before the month in a year of alternating 30 and 29 days, and 11 leap days in 30 years.
    const int daysBeforeMonth = (59 * (hijri.month - 1) + 1) / 2;
    const int daysBeforeYear = (hijri.year - 1) * 354 + (3 + 11 * hijri.year) / 30;
    // The civil epoch. Sightings of the moon move a day by one either way, so no reckoning is exact.
    const std::chrono::sys_days epoch = std::chrono::year(622) / 7 / 19;
    const std::chrono::year_month_day day(epoch + std::chrono::days(daysBeforeYear + daysBeforeMonth + hijri.day - 1));
    return {
        static_cast<int>(day.year()),
        static_cast<int>(static_cast<unsigned>(day.month())),
        static_cast<int>(static_cast<unsigned>(day.day()))};
}

} // namespace dttot::fields
