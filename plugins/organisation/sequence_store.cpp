#include "sequence_store.h"

#include <tenon/error.h>

#include <stdexcept>

namespace organisation {

namespace {

/// The row is locked until the transaction ends, so that nobody takes a number meanwhile. What is answered as the date
/// is the latest one; it is this document's, unless a number was given to a later one.
constexpr std::string_view nextSql =
    "INSERT INTO organisation_sequence (company_id, kind, period, last_number, last_date) VALUES (:company, :kind, "
    ":period, 1, :date) ON CONFLICT (company_id, kind, period) DO UPDATE SET last_number = "
    "organisation_sequence.last_number + 1, last_date = CASE WHEN organisation_sequence.last_date > excluded.last_date "
    "THEN organisation_sequence.last_date ELSE excluded.last_date END RETURNING last_number, last_date";
constexpr std::string_view lastSql =
    "SELECT last_number FROM organisation_sequence WHERE company_id = :company AND kind = :kind AND period = :period";
constexpr std::string_view isStrictSql = "SELECT numbering_strict FROM organisation_company WHERE id = :company";
constexpr std::size_t digits = 5;

SeriesNumber numbered(const Series& series, std::int64_t value) {
    const std::string plain = std::to_string(value);
    std::string text(series.kind);
    if (!series.period.empty()) {
        text.append("/").append(series.period);
    }
    text.append("/").append(plain.size() < digits ? digits - plain.size() : 0, '0').append(plain);
    return {.value = value, .text = std::move(text)};
}

struct Taken {
    std::int64_t number = 0;
    tenon::Date latest;
};

} // namespace

SeriesNumber SequenceStore::next(const Series& series, tenon::Date date) {
    if (!_database.isInTransaction()) {
        throw std::logic_error("a number is taken in the transaction of its document");
    }
    const auto taken = _database.first(
        nextSql,
        {{"company", series.company}, {"kind", series.kind}, {"period", series.period}, {"date", date}},
        [](const tenon::Row& row) {
            return Taken{row.integer(0), row.get<tenon::Date>(1)};
        }
    );
    if (taken.value().latest > date
        && _database.value<bool>(isStrictSql, {{"company", series.company}}).value_or(true)) {
        throw tenon::Conflict(
            "NUMBER_DATE_ORDER",
            {"A document of {date} is numbered already; this one cannot be dated before it.",
             {{"date", taken->latest.text()}}}
        );
    }
    return numbered(series, taken->number);
}

SeriesNumber SequenceStore::propose(const Series& series) {
    const auto last = _database.value<std::int64_t>(
        lastSql, {{"company", series.company}, {"kind", series.kind}, {"period", series.period}}
    );
    return numbered(series, last.value_or(0) + 1);
}

} // namespace organisation
