#pragma once

#include <tenon/database.h>
#include <tenon/organisation.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace accounting {

/// The period that takes a posting, and its fiscal year.
struct Period {
    std::int64_t id = 0;
    std::string state;
    std::int64_t year = 0;
    std::string yearName;
    std::string yearState;
};

enum class PeriodType { standard, adjustment };

/// The period of `date`, or nothing when no fiscal year has it.
[[nodiscard]] std::optional<Period>
periodOf(tenon::Database& database, std::int64_t company, tenon::Date date, PeriodType type = PeriodType::standard);

/// First day of the fiscal year that `date` falls into; as the company's month of start says when there is no such
/// year.
[[nodiscard]] tenon::Date yearStart(tenon::Database& database, const organisation::Company& company, tenon::Date date);

/// A fiscal year to be made.
struct NewYear {
    std::string name;
    tenon::Date start;
    tenon::Date end;
    int monthsOfPeriod = 1;
    bool hasAdjustmentPeriod = false; ///< Overlaps the last day, for entries of the year's end
};

/// Makes a fiscal year with its periods and returns its id. Throws Invalid when it is longer than 24 months, overlaps
/// another one or leaves a hole beside it.
std::int64_t addFiscalYear(tenon::Database& database, std::int64_t company, const NewYear& year);

/// Makes sure that a fiscal year covers `date`, if it does not lie before the first one; returns the last day that is
/// covered by then.
tenon::Date ensureFiscalYear(tenon::Database& database, const organisation::Company& company, tenon::Date date);

} // namespace accounting
