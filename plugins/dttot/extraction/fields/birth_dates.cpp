#include "extraction/fields/birth_dates.h"

#include "extraction/fields/date_scanner.h"
#include "extraction/fields/edtf.h"
#include "extraction/text.h"

namespace dttot::fields {

std::vector<std::string>
birthDatesOf(std::string_view cell, int daysAfter1900, std::string_view field, Issues& issues) {
    const std::string tidy = text::tidy(cell);
    if (text::isAbsent(tidy)) {
        return {};
    }
    if (auto dates = edtfDatesOf(tidy)) {
        return *std::move(dates);
    }
    DateScanner scanner(tidy, daysAfter1900);
    std::vector<std::string> dates = scanner.run();
    if (scanner.sawImpossibleDay()) {
        issues.push_back(
            {std::string(field), "birth_date.impossible", "The date names a day that does not exist.", tidy}
        );
    }
    if (scanner.leftSomething()) {
        issues.push_back({std::string(field), "birth_date.unread", "A part of the birth date could not be read.", tidy}
        );
    }
    return dates;
}

} // namespace dttot::fields
