#include "line_reports.h"

#include "account_tree.h"
#include "ledger/fiscal_years.h"
#include "rules/money_rules.h"
#include "sums.h"

#include <tenon/error.h>

namespace accounting {

namespace {

using tenon::Date;
using tenon::Decimal;
using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::Row;

constexpr Date firstDay(std::chrono::year(1) / 1 / 1);

constexpr std::string_view lineColumns =
    "SELECT l.id, l.date, e.id, e.number, COALESCE((SELECT n.description FROM accounting_annotation n "
    "WHERE n.entry_id = e.id AND n.replaced_at > :as_of ORDER BY n.replaced_at LIMIT 1), e.description), "
    "l.description, "
    "l.debit, l.credit, l.currency, l.amount_currency, l.party_id, l.maturity_date, COALESCE((SELECT n.reference "
    "FROM accounting_annotation n WHERE n.entry_id = e.id AND n.replaced_at > :as_of ORDER BY n.replaced_at LIMIT 1), "
    "e.reference), COUNT(*) OVER () FROM accounting_line l JOIN accounting_entry e ON e.id = l.entry_id ";
constexpr std::string_view ofAccount =
    "WHERE l.company_id = :company AND l.account_id = :account AND l.date >= :from AND l.date <= :to "
    "AND l.posted_at <= :as_of AND (:closing OR NOT l.is_closing OR l.date < :year) ORDER BY l.date, l.id LIMIT :limit "
    "OFFSET :offset";
constexpr std::string_view selectBefore =
    "SELECT CAST(COALESCE(SUM(debit - credit), 0) AS BIGINT) FROM accounting_line WHERE company_id = :company "
    "AND account_id = :account AND date < :from AND posted_at <= :as_of AND (:closing OR NOT is_closing)";
constexpr std::string_view selectSkipped =
    "SELECT CAST(COALESCE(SUM(balance), 0) AS BIGINT) FROM (SELECT debit - credit AS balance FROM accounting_line "
    "WHERE company_id = :company AND account_id = :account AND date >= :from AND date <= :to AND posted_at <= :as_of "
    "AND (:closing OR NOT is_closing OR date < :year) ORDER BY date, id LIMIT :offset) AS skipped";
constexpr std::string_view ofParty =
    "JOIN accounting_account a ON a.id = l.account_id WHERE l.company_id = :company AND l.party_id = :party "
    "AND a.subtype IN ('receivable', 'payable') AND l.date >= :from AND l.date <= :to AND l.posted_at <= :as_of "
    "ORDER BY l.date, l.id";
constexpr std::string_view selectPartyBefore =
    "SELECT CAST(COALESCE(SUM(l.debit - l.credit), 0) AS BIGINT) FROM accounting_line l "
    "JOIN accounting_account a ON a.id = l.account_id WHERE l.company_id = :company AND l.party_id = :party "
    "AND a.subtype IN ('receivable', 'payable') AND l.date < :from AND l.posted_at <= :as_of";
// What was open on a day, as it was known at an instant.
constexpr std::string_view selectOpen =
    "SELECT l.party_id, COALESCE(l.maturity_date, l.date), l.debit - l.credit "
    "- COALESCE((SELECT CAST(SUM(d.amount) AS BIGINT) FROM accounting_allocation d WHERE d.debit_line_id = l.id "
    "AND d.date <= :to AND d.created_at <= :as_of AND (d.removed_at IS NULL OR d.removed_at > :as_of)), 0) "
    "+ COALESCE((SELECT CAST(SUM(c.amount) AS BIGINT) FROM accounting_allocation c WHERE c.credit_line_id = l.id "
    "AND c.date <= :to AND c.created_at <= :as_of AND (c.removed_at IS NULL OR c.removed_at > :as_of)), 0) "
    "FROM accounting_line l JOIN accounting_account a ON a.id = l.account_id "
    "WHERE l.company_id = :company AND a.subtype = :subtype AND a.type = :type AND l.date <= :to "
    "AND l.posted_at <= :as_of ORDER BY l.party_id, l.id";
constexpr std::string_view selectTaxes =
    "SELECT t.id, t.code, t.name, t.treatment, CAST(SUM(applied.base) AS BIGINT), CAST(SUM(applied.amount) AS BIGINT) "
    "FROM (SELECT tax_id, -COALESCE(tax_base, 0) AS base, credit - debit AS amount FROM accounting_line "
    "WHERE company_id = :company AND date >= :from AND date <= :to AND posted_at <= :as_of AND tax_id IS NOT NULL "
    "UNION ALL SELECT tax_id, -base, 0 FROM accounting_untaxed "
    "WHERE company_id = :company AND date >= :from AND date <= :to AND posted_at <= :as_of) AS applied "
    "JOIN accounting_tax t ON t.id = applied.tax_id GROUP BY t.id, t.code, t.name, t.treatment ORDER BY t.code, t.id";
constexpr std::string_view selectTaxAccounts =
    "SELECT a.id, a.code, a.name, CAST(SUM(l.credit - l.debit) AS BIGINT) FROM accounting_line l "
    "JOIN accounting_account a ON a.id = l.account_id WHERE l.company_id = :company AND a.subtype = 'tax' "
    "AND l.date >= :from AND l.date <= :to AND l.posted_at <= :as_of GROUP BY a.id, a.code, a.name ORDER BY a.code, "
    "a.id";

JsonObject lineJson(const Row& row, const Book& book) {
    const std::string_view own = row.text(5);
    return {
        {"line_id", row.integer(0)},
        {"date", row.text(1)},
        {"entry_id", row.integer(2)},
        {"number", row.isNull(3) ? Json() : Json(row.text(3))},
        {"description", own.empty() ? row.text(4) : own},
        {"reference", row.text(12)},
        {"party_id", row.isNull(10) ? Json() : Json(row.integer(10))},
        {"maturity_date", row.isNull(11) ? Json() : Json(row.text(11))},
        {"currency", row.isNull(8) ? Json() : Json(row.text(8))},
        {"debit", book.amount(row.integer(6)).text()},
        {"credit", book.amount(row.integer(7)).text()},
    };
}

/// Lines with a running balance.
struct Listing {
    JsonArray lines;
    Decimal balance; ///< After the last line
    std::int64_t total = 0;
};

/// The lines of an account in a window, a page of them.
struct AccountWindow {
    std::int64_t account;
    Date from;
    Date to;
    Date year; ///< Closing entries before it count in any case
};

Listing listing(
    tenon::Database& database,
    const Book& book,
    const ReportQuery& query,
    const AccountWindow& window,
    Decimal opening,
    const tenon::Paging& paging
) {
    static const std::string select = std::string(lineColumns).append(ofAccount);
    Listing listing{.lines = {}, .balance = opening};
    const std::int64_t company = book.company.id;
    if (paging.offset > 0) {
        const auto skipped = database.value<std::int64_t>(
            selectSkipped,
            {{"company", company},
             {"account", window.account},
             {"from", window.from},
             {"to", window.to},
             {"as_of", instantOf(query)},
             {"closing", query.includeClosing},
             {"year", window.year},
             {"offset", paging.offset}}
        );
        listing.balance += book.amount(skipped.value_or(0));
    }
    database.each(
        select,
        {{"company", company},
         {"account", window.account},
         {"from", window.from},
         {"to", window.to},
         {"as_of", instantOf(query)},
         {"closing", query.includeClosing},
         {"year", window.year},
         {"limit", paging.size},
         {"offset", paging.offset}},
        [&](const Row& row) {
            JsonObject line = lineJson(row, book);
            listing.balance += book.amount(row.integer(6) - row.integer(7));
            line.emplace("balance", listing.balance.text());
            listing.lines.push_back(std::move(line));
            listing.total = row.integer(13);
        }
    );
    return listing;
}

Decimal
balanceBefore(tenon::Database& database, const Book& book, const ReportQuery& query, std::int64_t account, Date from) {
    return book.amount(database
                           .value<std::int64_t>(
                               selectBefore,
                               {{"company", book.company.id},
                                {"account", account},
                                {"from", from},
                                {"as_of", instantOf(query)},
                                {"closing", true}}
                           )
                           .value_or(0));
}

const ReportAccount& requireAccount(const AccountTree& tree, std::int64_t account) {
    const ReportAccount* found = tree.find(account);
    if (found == nullptr) {
        throw tenon::Invalid("account", "There is no such account.");
    }
    return *found;
}

} // namespace

JsonObject generalLedgerReport(
    tenon::Database& database, const Book& book, const ReportQuery& query, std::int64_t id, const tenon::Paging& paging
) {
    const AccountTree tree(database, book.company.id, query.asOf);
    const ReportAccount& account = requireAccount(tree, id);
    const Date year = yearStart(database, book.company, query.from);
    const Date start = account.isDeferred() ? firstDay : year;
    const Decimal before = balanceBefore(database, book, query, id, query.from);
    const Decimal opening = account.isDeferred() ? before : before - balanceBefore(database, book, query, id, start);
    Listing found = listing(database, book, query, {id, query.from, query.to, year}, opening, paging);
    JsonObject report = reportHead(book, query);
    report.emplace("account_id", id);
    report.emplace("code", account.code);
    report.emplace("name", account.name);
    report.emplace("opening", opening.text());
    report.emplace("closing", found.balance.text());
    report.emplace("count", found.total);
    report.emplace("lines", std::move(found.lines));
    return report;
}

JsonObject partyStatementReport(
    tenon::Database& database, const Book& book, const ReportQuery& query, std::int64_t party, parties::Parties& parties
) {
    static const std::string select = std::string(lineColumns).append(ofParty);
    const auto found = parties.find(party);
    if (!found || (found->companyId && *found->companyId != book.company.id)) {
        throw tenon::NotFound("There is no such party.");
    }
    Decimal balance = book.amount(
        database
            .value<std::int64_t>(
                selectPartyBefore,
                {{"company", book.company.id}, {"party", party}, {"from", query.from}, {"as_of", instantOf(query)}}
            )
            .value_or(0)
    );
    JsonObject report = reportHead(book, query);
    report.emplace("party_id", party);
    if (!query.asOf) {
        report.emplace("party_name", found->name);
    }
    report.emplace("opening", balance.text());
    JsonArray lines;
    database.each(
        select,
        {{"company", book.company.id},
         {"party", party},
         {"from", query.from},
         {"to", query.to},
         {"as_of", instantOf(query)}},
        [&](const Row& row) {
            JsonObject line = lineJson(row, book);
            balance += book.amount(row.integer(6) - row.integer(7));
            line.emplace("balance", balance.text());
            lines.push_back(std::move(line));
        }
    );
    report.emplace("closing", balance.text());
    report.emplace("lines", std::move(lines));
    return report;
}

JsonObject agedReport(
    tenon::Database& database,
    const Book& book,
    const ReportQuery& query,
    std::string_view subtype,
    parties::Parties& parties
) {
    struct Aged {
        std::vector<Decimal> buckets;
        Decimal total;
    };

    const bool isReceivable = subtype == "receivable";
    const Aged nothing{std::vector<Decimal>(ageBuckets, book.zero()), book.zero()};
    std::map<std::int64_t, Aged> byParty;
    Aged all = nothing;
    database.each(
        selectOpen,
        {{"company", book.company.id},
         {"subtype", subtype},
         {"type", isReceivable ? "asset" : "liability"},
         {"to", query.to},
         {"as_of", instantOf(query)}},
        [&](const Row& row) {
            const Decimal open = book.amount(isReceivable ? row.integer(2) : -row.integer(2));
            if (tenon::isZero(open)) {
                return;
            }
            const std::size_t bucket = ageBucket(row.get<Date>(1), query.to);
            Aged& aged = byParty.try_emplace(row.isNull(0) ? 0 : row.integer(0), nothing).first->second;
            for (Aged* each : {&aged, &all}) {
                each->buckets[bucket] += open;
                each->total += open;
            }
        }
    );
    const auto amounts = [](const Aged& aged) {
        return JsonObject{
            {"not_due", aged.buckets[0].text()},
            {"days_1_30", aged.buckets[1].text()},
            {"days_31_60", aged.buckets[2].text()},
            {"days_61_90", aged.buckets[3].text()},
            {"days_over_90", aged.buckets[4].text()},
            {"total", aged.total.text()},
        };
    };
    JsonArray rows;
    for (const auto& [id, aged] : byParty) {
        JsonObject row = amounts(aged);
        row.emplace("party_id", id);
        if (!query.asOf) {
            const auto party = parties.find(id);
            row.emplace("party_name", party ? Json(party->name) : Json());
        }
        rows.push_back(std::move(row));
    }
    JsonObject report = reportHead(book, query);
    report.erase("date_from");
    report.emplace("date", query.to.text());
    report.emplace("parties", std::move(rows));
    report.emplace("totals", amounts(all));
    return report;
}

JsonObject taxReport(tenon::Database& database, const Book& book, const ReportQuery& query) {
    const auto params = {
        tenon::Param{"company", book.company.id},
        tenon::Param{"from", query.from},
        tenon::Param{"to", query.to},
        tenon::Param{"as_of", instantOf(query)},
    };
    JsonArray taxes;
    database.each(selectTaxes, params, [&](const Row& row) {
        taxes.push_back(JsonObject{
            {"tax_id", row.integer(0)},
            {"code", row.text(1)},
            {"name", row.text(2)},
            {"treatment", row.text(3)},
            {"base", book.amount(row.integer(4)).text()},
            {"amount", book.amount(row.integer(5)).text()},
        });
    });
    JsonArray accounts;
    Decimal total = book.zero();
    database.each(selectTaxAccounts, params, [&](const Row& row) {
        total += book.amount(row.integer(3));
        accounts.push_back(JsonObject{
            {"account_id", row.integer(0)},
            {"code", row.text(1)},
            {"name", row.text(2)},
            {"amount", book.amount(row.integer(3)).text()},
        });
    });
    JsonObject report = reportHead(book, query);
    report.emplace("taxes", std::move(taxes));
    report.emplace("accounts", std::move(accounts));
    report.emplace("tax_to_pay", total.text());
    return report;
}

JsonObject explainReport(
    tenon::Database& database,
    const Book& book,
    const ReportQuery& query,
    std::int64_t id,
    Cell cell,
    const tenon::Paging& paging
) {
    const AccountTree tree(database, book.company.id, query.asOf);
    const ReportAccount& account = requireAccount(tree, id);
    const Date year = yearStart(database, book.company, query.from);
    AccountWindow window{id, query.from, query.to, year};
    if (cell == Cell::opening || cell == Cell::closing) {
        window.from = account.isDeferred() ? firstDay : year;
    }
    if (cell == Cell::opening) {
        window.to = dayBefore(query.from);
    }
    Listing found = listing(database, book, query, window, book.zero(), paging);
    JsonObject report = reportHead(book, query);
    report.emplace("account_id", id);
    report.emplace("code", account.code);
    report.emplace("name", account.name);
    report.emplace("amount", found.balance.text());
    report.emplace("count", found.total);
    report.emplace("lines", std::move(found.lines));
    return report;
}

} // namespace accounting
