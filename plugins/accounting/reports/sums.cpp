#include "sums.h"

#include "ledger/entry_store.h"

namespace accounting {

namespace {

using namespace std::chrono;
using tenon::Date;
using tenon::Row;

// A range of days is found by its index; the whole history is read in the order of accounts, which needs no sorting:
// hence the COALESCE, which keeps both databases from looking for the days.
constexpr std::string_view selectRange =
    "SELECT account_id, CAST(SUM(debit) AS BIGINT), CAST(SUM(credit) AS BIGINT) FROM accounting_line "
    "WHERE company_id = :company AND date >= :from AND date <= :to AND posted_at IS NOT NULL "
    "AND (:closing OR NOT is_closing) GROUP BY account_id";
constexpr std::string_view selectHistory =
    "SELECT account_id, CAST(SUM(debit) AS BIGINT), CAST(SUM(credit) AS BIGINT) FROM accounting_line "
    "WHERE company_id = :company AND COALESCE(date, date) >= :from AND COALESCE(date, date) <= :to "
    "AND posted_at <= :as_of AND (:closing OR NOT is_closing) GROUP BY account_id";
constexpr std::string_view selectEverything =
    "SELECT account_id, CAST(SUM(debit) AS BIGINT), CAST(SUM(credit) AS BIGINT) FROM accounting_line "
    "WHERE company_id = :company AND COALESCE(date, date) >= :from AND COALESCE(date, date) <= :to "
    "AND posted_at IS NOT NULL AND (:closing OR NOT is_closing) GROUP BY account_id";
constexpr std::string_view selectWithDrafts =
    "SELECT account_id, CAST(SUM(debit) AS BIGINT), CAST(SUM(credit) AS BIGINT) FROM accounting_line "
    "WHERE company_id = :company AND COALESCE(date, date) >= :from AND COALESCE(date, date) <= :to "
    "AND (:closing OR NOT is_closing) GROUP BY account_id";
constexpr std::string_view selectBalances =
    "SELECT account_id, CAST(SUM(debit) AS BIGINT), CAST(SUM(credit) AS BIGINT) FROM accounting_balance "
    "WHERE company_id = :company AND month >= :first AND month <= :last AND (:closing OR NOT is_closing) "
    "GROUP BY account_id";
constexpr std::string_view selectMonths =
    "SELECT account_id, month, is_closing, debit, credit FROM accounting_balance WHERE company_id = :company";
constexpr std::string_view selectDays = "SELECT account_id, date, is_closing, debit, credit FROM accounting_line "
                                        "WHERE company_id = :company AND posted_at IS NOT NULL";
constexpr std::string_view deleteBalances = "DELETE FROM accounting_balance WHERE company_id = :company";
constexpr std::string_view insertBalance =
    "INSERT INTO accounting_balance (company_id, account_id, month, is_closing, debit, credit) "
    "VALUES (:company, :account, :month, :closing, :debit, :credit)";

constexpr Date firstDay(year(1) / 1 / 1);

Date firstOfMonth(std::int64_t month) {
    return Date(year(static_cast<int>(month / 12)) / static_cast<int>(month % 12 + 1) / 1);
}

/// Adds each row (account, debit, credit).
auto addingTo(Sums& sums, const Book& book) {
    return [&](const Row& row) {
        sums[row.integer(0)] += Sum{book.amount(row.integer(1)), book.amount(row.integer(2))};
    };
}

void addRange(Sums& sums, tenon::Database& database, const Book& book, Date from, Date to, ClosingEntries closing) {
    if (from <= to) {
        database.each(
            selectRange,
            {{"company", book.company.id}, {"from", from}, {"to", to}, {"closing", closing == ClosingEntries::counted}},
            addingTo(sums, book)
        );
    }
}

/// What one line or balance adds to the balance of its month.
struct MonthKey {
    std::int64_t account;
    std::int64_t month;
    bool isClosing;

    auto operator<=>(const MonthKey&) const = default;
};

struct Whole {
    std::int64_t debit = 0;
    std::int64_t credit = 0;

    bool operator==(const Whole&) const = default;
};

std::map<MonthKey, Whole> balancesOfLines(tenon::Database& database, std::int64_t company) {
    std::map<MonthKey, Whole> months;
    database.each(selectDays, {{"company", company}}, [&](const Row& row) {
        Whole& whole = months[{row.integer(0), monthOf(row.get<Date>(1)), row.boolean(2)}];
        whole.debit += row.integer(3);
        whole.credit += row.integer(4);
    });
    return months;
}

} // namespace

Date dayBefore(Date date) { return Date(year_month_day(sys_days(date.day()) - days(1))); }

Sums sumsOfLines(tenon::Database& database, const Book& book, const Window& window) {
    Sums sums;
    const Date from = window.from.value_or(firstDay);
    const bool counted = window.closing == ClosingEntries::counted;
    const std::int64_t company = book.company.id;
    if (window.asOf) {
        database.each(
            selectHistory,
            {{"company", company}, {"from", from}, {"to", window.to}, {"closing", counted}, {"as_of", *window.asOf}},
            addingTo(sums, book)
        );
    } else {
        database.each(
            window.includeDrafts ? selectWithDrafts : selectEverything,
            {{"company", company}, {"from", from}, {"to", window.to}, {"closing", counted}},
            addingTo(sums, book)
        );
    }
    return sums;
}

Sums sumsOf(tenon::Database& database, const Book& book, const Window& window) {
    if (window.asOf || window.includeDrafts) {
        return sumsOfLines(database, book, window);
    }
    const Date from = window.from.value_or(firstDay);
    const bool startsMonth = from.day().day() == day(1);
    const Date next(year_month_day(sys_days(window.to.day()) + days(1)));
    const bool endsMonth = next.day().day() == day(1);
    const std::int64_t first = monthOf(from) + (startsMonth ? 0 : 1);
    const std::int64_t last = monthOf(window.to) - (endsMonth ? 0 : 1);
    Sums sums;
    if (last < first) {
        addRange(sums, database, book, from, window.to, window.closing);
        return sums;
    }
    database.each(
        selectBalances,
        {{"company", book.company.id},
         {"first", first},
         {"last", last},
         {"closing", window.closing == ClosingEntries::counted}},
        addingTo(sums, book)
    );
    if (!startsMonth) {
        addRange(sums, database, book, from, dayBefore(firstOfMonth(first)), window.closing);
    }
    if (!endsMonth) {
        addRange(sums, database, book, firstOfMonth(last + 1), window.to, window.closing);
    }
    return sums;
}

std::vector<std::string> wrongBalances(tenon::Database& database, const Book& book) {
    std::map<MonthKey, Whole> months = balancesOfLines(database, book.company.id);
    std::vector<std::string> faults;
    const auto fault = [&](const MonthKey& key, const Whole& kept, const Whole& right) {
        faults.push_back(
            "account " + std::to_string(key.account) + ", month " + firstOfMonth(key.month).text().substr(0, 7) + ": "
            + book.amount(kept.debit - kept.credit).text() + " instead of "
            + book.amount(right.debit - right.credit).text()
        );
    };
    database.each(selectMonths, {{"company", book.company.id}}, [&](const Row& row) {
        const MonthKey key{row.integer(0), row.integer(1), row.boolean(2)};
        const Whole kept{row.integer(3), row.integer(4)};
        const auto right = months.find(key);
        if (right == months.end() || right->second != kept) {
            fault(key, kept, right == months.end() ? Whole() : right->second);
        }
        months.erase(key);
    });
    for (const auto& [key, right] : months) {
        fault(key, {}, right);
    }
    return faults;
}

void rebuildBalances(tenon::Database& database, std::int64_t company) {
    database.execute(deleteBalances, {{"company", company}});
    for (const auto& [key, whole] : balancesOfLines(database, company)) {
        database.execute(
            insertBalance,
            {{"company", company},
             {"account", key.account},
             {"month", key.month},
             {"closing", key.isClosing},
             {"debit", whole.debit},
             {"credit", whole.credit}}
        );
    }
}

} // namespace accounting
