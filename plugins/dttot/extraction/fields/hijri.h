#pragma once

namespace dttot::fields {

struct CalendarDay {
    int year = 0;
    int month = 0; ///< 0 when unknown
    int day = 0;   ///< 0 when unknown
};

/// The Gregorian day of an Islamic one by the tabular calendar; local sightings differ from it by a day.
[[nodiscard]] CalendarDay gregorianOf(const CalendarDay& hijri);

} // namespace dttot::fields
