/// Birth dates: whatever was read is in the form of lists, and is read again as itself.

#include <tests/fuzz/fuzz.h>

#include <tenon/time.h>

#include <bit>
#include <extraction/fields/birth_dates.h>
#include <extraction/fields/edtf.h>
#include <extraction/tables.h>
#include <extraction/text.h>
#include <tables/day_number.h>

using namespace dttot;
using tenon::fuzz::claim;

namespace {

void tryCell(std::string_view cell, int daysAfter1900) {
    Issues issues;
    const auto dates = fields::birthDatesOf(cell, daysAfter1900, "birth_dates", issues);
    std::string joined;
    for (const std::string& date : dates) {
        joined.append(joined.empty() ? "" : "; ").append(date);
    }
    if (dates.empty()) {
        return;
    }
    claim(fields::edtfDatesOf(joined) == dates, "dates are EDTF");
    Issues none;
    claim(fields::birthDatesOf(joined, daysAfter1900, "birth_dates", none) == dates && none.empty(), "dates survive");
}

} // namespace

void tenon::fuzz::run(std::string_view bytes) {
    Pieces pieces(bytes);
    const int daysAfter1900 = (pieces.byte() & 1) != 0 ? 1462 : 0;
    const std::string_view cell = pieces.rest();
    if (!text::isValidUtf8(cell)) {
        return;
    }
    tryCell(cell, daysAfter1900);
    const auto number = std::bit_cast<double>(Pieces(cell).number(8));
    const std::string day = tables::isoDateOf(number, daysAfter1900);
    claim(day.empty() || tenon::Date::parse(day), "a day number is a day of the calendar or none");
}
