#include "rates.h"

#include "amounts.h"

#include <tenon/error.h>

namespace accounting {

namespace {

constexpr std::string_view selectRate =
    "SELECT rate FROM accounting_rate WHERE company_id = :company AND currency = :currency AND date <= :date "
    "ORDER BY date DESC LIMIT 1";

} // namespace

tenon::Decimal rateOn(tenon::Database& database, std::int64_t company, std::string_view currency, tenon::Date date) {
    const auto rate =
        database.value<std::int64_t>(selectRate, {{"company", company}, {"currency", currency}, {"date", date}});
    if (!rate) {
        throw tenon::Conflict(
            "RATE_MISSING",
            {"There is no exchange rate of {currency} on {date}.", {{"currency", currency}, {"date", date.text()}}},
            {{"currency", currency}, {"date", date.text()}}
        );
    }
    return {*rate, rateDigits};
}

} // namespace accounting
