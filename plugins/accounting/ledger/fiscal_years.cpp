#include "fiscal_years.h"

#include <tenon/error.h>
#include <tenon/random.h>

#include <algorithm>

namespace accounting {

namespace {

using namespace std::chrono;
using tenon::Date;

constexpr std::string_view selectPeriod =
    "SELECT p.id, p.state, y.id, y.name, y.state FROM accounting_period p "
    "JOIN accounting_fiscal_year y ON y.id = p.fiscal_year_id "
    "WHERE p.company_id = :company AND p.start_date <= :date AND p.end_date >= :date AND p.type = :type "
    "ORDER BY p.start_date DESC, p.id LIMIT 1";
constexpr std::string_view selectYearStart =
    "SELECT start_date FROM accounting_fiscal_year "
    "WHERE company_id = :company AND start_date <= :date AND end_date >= :date LIMIT 1";
constexpr std::string_view selectBounds =
    "SELECT MIN(start_date), MAX(end_date) FROM accounting_fiscal_year WHERE company_id = :company";
constexpr std::string_view insertYear =
    "INSERT INTO accounting_fiscal_year "
    "(uuid, version, created_at, updated_at, company_id, name, start_date, end_date, state) "
    "VALUES (:uuid, 1, :now, :now, :company, :name, :start, :end, 'open') RETURNING id";
constexpr std::string_view insertPeriod =
    "INSERT INTO accounting_period (company_id, fiscal_year_id, name, type, start_date, end_date, state) "
    "VALUES (:company, :year, :name, :type, :start, :end, 'open')";

constexpr int longestYearMonths = 24;
constexpr int mostYearsAtOnce = 10;

Date dayAfter(Date date) { return Date(year_month_day(sys_days(date.day()) + days(1))); }

Date dayBefore(Date date) { return Date(year_month_day(sys_days(date.day()) - days(1))); }

/// The day `count` months after the first of a month.
Date monthsAfter(Date first, int count) { return Date(first.day() + months(count)); }

Date startFor(Date date, int startMonth) {
    const year_month_day day = date.day();
    const month first(static_cast<unsigned>(startMonth));
    return Date((day.month() >= first ? day.year() : day.year() - years(1)) / first / 1);
}

/// "2026", or "2026-27" where the year does not begin with January.
std::string nameOf(Date start) {
    const int year = static_cast<int>(start.day().year());
    if (start.day().month() == January) {
        return std::to_string(year);
    }
    const std::string next = std::to_string(year + 1);
    return std::to_string(year) + "-" + next.substr(next.size() - 2);
}

struct Bounds {
    std::optional<Date> first;
    std::optional<Date> last;
};

Bounds boundsOf(tenon::Database& database, std::int64_t company) {
    return database
        .first(
            selectBounds,
            {{"company", company}},
            [](const tenon::Row& row) {
                return Bounds{row.get<std::optional<Date>>(0), row.get<std::optional<Date>>(1)};
            }
        )
        .value();
}

void requireFit(tenon::Database& database, std::int64_t company, const NewYear& year) {
    if (year.end < year.start) {
        throw tenon::Invalid("end_date", "Must not be before the start.");
    }
    const year_month_day next(sys_days(year.end.day()) + days(1));
    if (sys_days(next) < sys_days(year.start.day() + months(1))) {
        throw tenon::Invalid("end_date", "A fiscal year has at least a month.");
    }
    if (sys_days(year.end.day()) >= sys_days(year.start.day() + months(longestYearMonths))) {
        throw tenon::Invalid("end_date", "A fiscal year has at most 24 months.");
    }
    const Bounds bounds = boundsOf(database, company);
    if (!bounds.first) {
        return;
    }
    const bool isNext = year.start == dayAfter(*bounds.last);
    const bool isBefore = year.end == dayBefore(*bounds.first);
    if (!isNext && !isBefore) {
        throw tenon::Invalid(
            "start_date", "Fiscal years neither overlap nor leave a day out: this one must adjoin the others."
        );
    }
}

} // namespace

std::optional<Period> periodOf(tenon::Database& database, std::int64_t company, Date date, PeriodType type) {
    const std::string_view name = type == PeriodType::standard ? "standard" : "adjustment";
    return database
        .first(selectPeriod, {{"company", company}, {"date", date}, {"type", name}}, [](const tenon::Row& row) {
            return Period{
                row.integer(0),
                row.get<std::string>(1),
                row.integer(2),
                row.get<std::string>(3),
                row.get<std::string>(4)};
        });
}

Date yearStart(tenon::Database& database, const organisation::Company& company, Date date) {
    const auto start = database.value<Date>(selectYearStart, {{"company", company.id}, {"date", date}});
    return start ? *start : startFor(date, company.fiscalYearStartMonth);
}

std::int64_t addFiscalYear(tenon::Database& database, std::int64_t company, const NewYear& year) {
    requireFit(database, company, year);
    std::int64_t id = 0;
    database.each(
        insertYear,
        {{"uuid", tenon::Random::uuid()},
         {"now", tenon::Clock::now()},
         {"company", company},
         {"name", year.name},
         {"start", year.start},
         {"end", year.end}},
        [&](const tenon::Row& row) { id = row.integer(0); }
    );
    const auto addPeriod = [&](const std::string& name, std::string_view type, Date start, Date end) {
        database.execute(
            insertPeriod,
            {{"company", company}, {"year", id}, {"name", name}, {"type", type}, {"start", start}, {"end", end}}
        );
    };
    for (Date start = year.start; start <= year.end;) {
        const Date firstOfMonth(start.day().year() / start.day().month() / 1);
        const Date end = std::min(dayBefore(monthsAfter(firstOfMonth, year.monthsOfPeriod)), year.end);
        addPeriod(start.text().substr(0, 7), "standard", start, end);
        start = dayAfter(end);
    }
    if (year.hasAdjustmentPeriod) {
        addPeriod(year.name + " adjustments", "adjustment", year.end, year.end);
    }
    return id;
}

Date ensureFiscalYear(tenon::Database& database, const organisation::Company& company, Date date) {
    const Bounds bounds = boundsOf(database, company.id);
    Date start = bounds.last ? dayAfter(*bounds.last) : startFor(date, company.fiscalYearStartMonth);
    for (int i = 0; i < mostYearsAtOnce && start <= date; ++i) {
        const Date next = monthsAfter(Date(start.day().year() / start.day().month() / 1), 12);
        addFiscalYear(database, company.id, {.name = nameOf(start), .start = start, .end = dayBefore(next)});
        start = next;
    }
    return dayBefore(start);
}

} // namespace accounting
