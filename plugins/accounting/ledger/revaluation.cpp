#include "revaluation.h"

#include "accounts.h"
#include "rules/money_rules.h"

namespace accounting {

namespace {

using tenon::Date;
using tenon::Decimal;

// A correction of an earlier day is reversed the day after it, so it does not count on later days.
constexpr std::string_view selectHeld =
    "SELECT l.account_id, l.party_id, l.currency, CAST(SUM(l.amount_currency) AS BIGINT), "
    "CAST(SUM(l.debit - l.credit) AS BIGINT) FROM accounting_line l JOIN accounting_account a ON a.id = l.account_id "
    "WHERE l.company_id = :company AND l.date <= :date AND l.posted_at IS NOT NULL AND l.currency IS NOT NULL "
    "AND a.subtype IN ('cash', 'bank', 'clearing', 'loan', 'receivable', 'payable') "
    "GROUP BY l.account_id, l.party_id, l.currency ORDER BY l.account_id, l.party_id, l.currency";

struct Held {
    std::int64_t account;
    std::optional<std::int64_t> party;
    std::string currency;
    std::int64_t foreign;
    std::int64_t booked;
};

Date dayAfter(Date date) {
    return Date(std::chrono::year_month_day(std::chrono::sys_days(date.day()) + std::chrono::days(1)));
}

} // namespace

std::optional<Revalued>
revalue(const tenon::Caller& caller, tenon::Database& database, const Book& book, LedgerService& ledger, Date date) {
    NewEntry entry;
    entry.company = book.company.id;
    entry.journal = "GEN";
    entry.date = date;
    entry.description = "Revaluation of foreign currencies";
    entry.sourceModel = "accounting_revaluation";
    entry.sourceId = date.text();
    Decimal gain = book.zero();
    const auto all =
        database.rows(selectHeld, {{"company", book.company.id}, {"date", date}}, [](const tenon::Row& row) {
            return Held{
                row.integer(0),
                row.get<std::optional<std::int64_t>>(1),
                row.get<std::string>(2),
                row.integer(3),
                row.integer(4)};
        });
    for (const Held& held : all) {
        const Decimal foreign(held.foreign, ledger.digitsOf(held.currency));
        const Decimal value =
            tenon::isZero(foreign)
                ? book.zero()
                : inCompanyCurrency(foreign, ledger.rate(book.company.id, held.currency, date), book.digits());
        const Decimal difference = value - book.amount(held.booked);
        if (tenon::isZero(difference)) {
            continue;
        }
        EntryLine line = entryLine(held.account, difference);
        line.party = held.party;
        line.currency = held.currency;
        line.amountCurrency = Decimal(0, foreign.scale());
        entry.lines.push_back(std::move(line));
        gain += difference;
    }
    if (entry.lines.empty()) {
        return std::nullopt;
    }
    if (!tenon::isZero(gain)) {
        const std::string_view purpose = tenon::isNegative(gain) ? "exchange_loss" : "exchange_gain";
        entry.lines.push_back(entryLine(defaultAccount(database, book.company.id, purpose), -gain));
    }
    Revalued revalued{.entry = {}, .reversal = {}, .gain = gain};
    revalued.entry = ledger.postIn(caller, book, std::move(entry));
    revalued.reversal =
        ledger.reverseIn(caller, book, ledger.head(book.company.id, revalued.entry.id), dayAfter(date), {});
    return revalued;
}

} // namespace accounting
