#include "cash_flow.h"

#include "account_tree.h"
#include "sums.h"

#include <algorithm>
#include <array>
#include <utility>

namespace accounting {

namespace {

using tenon::Decimal;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::Row;

// What a revaluation or an exchange difference did to an account in company currency alone.
constexpr std::string_view selectExchange =
    "SELECT account_id, CAST(SUM(debit - credit) AS BIGINT) FROM accounting_line WHERE company_id = :company "
    "AND date >= :from AND date <= :to AND amount_currency = 0 AND (:drafts OR posted_at <= :as_of) "
    "GROUP BY account_id ORDER BY account_id";

enum class Part { cash, profit, withoutCash, workingCapital, investing, financing };

constexpr std::array<std::pair<std::string_view, Part>, 9> partBySubtype{{
    {"cash", Part::cash},
    {"bank", Part::cash},
    {"clearing", Part::cash},
    {"depreciation", Part::withoutCash},
    {"amortisation", Part::withoutCash},
    {"fixed_asset", Part::investing},
    {"intangible", Part::investing},
    {"investment", Part::investing},
    {"loan", Part::financing},
}};

Part partOf(const ReportAccount& account) {
    if (!account.isDeferred()) {
        return Part::profit;
    }
    const auto known = std::ranges::find(partBySubtype, account.subtype, &decltype(partBySubtype)::value_type::first);
    if (known != partBySubtype.end()) {
        return known->second;
    }
    return account.type == "equity" ? Part::financing : Part::workingCapital;
}

class CashFlow {
public:
    CashFlow(tenon::Database& database, const Book& book, const ReportQuery& query, ColumnBy by)
        : _database(database), _book(book), _query(query), _tree(database, book.company.id, query.asOf),
          _columns(columnsOf(query, by)), _profit(nothing()), _exchange(nothing()) {
        for (std::size_t i = 0; i < _columns.size(); ++i) {
            readFlows(i);
            readExchange(i);
        }
        readOpenings();
    }

    [[nodiscard]] JsonObject report() const {
        JsonObject report = reportHead(_book, _query);
        report.emplace("columns", shownColumns(_columns));
        addTotal(report, "net_profit", _profit);
        ColumnAmounts operating = difference(_profit, _exchange);
        addPart(report, "adjustments", Part::withoutCash, operating);
        addTotal(report, "exchange_adjustment", difference(nothing(), _exchange));
        addPart(report, "working_capital", Part::workingCapital, operating);
        addTotal(report, "total_operating", operating);
        ColumnAmounts investing = nothing();
        addPart(report, "investing", Part::investing, investing);
        addTotal(report, "total_investing", investing);
        ColumnAmounts financing = nothing();
        addPart(report, "financing", Part::financing, financing);
        addTotal(report, "total_financing", financing);
        ColumnAmounts& flow = operating;
        increase(flow, investing);
        increase(flow, financing);
        addTotal(report, "net_cash_flow", flow);
        addTotal(report, "exchange_effect", _exchange);
        increase(flow, _exchange);
        addCash(report, flow);
        return report;
    }

private:
    [[nodiscard]] ColumnAmounts nothing() const { return ColumnAmounts(_columns.size(), _book.zero()); }

    void readFlows(std::size_t column) {
        const Window window{
            .from = _columns[column].from,
            .to = _columns[column].to,
            .closing = ClosingEntries::leftOut,
            .asOf = _query.asOf,
            .includeDrafts = _query.includeDrafts};
        for (const auto& [id, sum] : sumsOf(_database, _book, window)) {
            const ReportAccount* account = _tree.find(id);
            if (account == nullptr) {
                continue;
            }
            const Part part = partOf(*account);
            if (part == Part::profit) {
                _profit[column] -= sum.balance();
            } else {
                // More of an asset took cash, more of the cash itself is cash.
                const Decimal flow = part == Part::cash ? sum.balance() : -sum.balance();
                _flows.try_emplace(id, nothing()).first->second[column] += flow;
            }
        }
    }

    void readExchange(std::size_t column) {
        _database.each(
            selectExchange,
            {{"company", _book.company.id},
             {"from", _columns[column].from},
             {"to", _columns[column].to},
             {"drafts", _query.includeDrafts},
             {"as_of", instantOf(_query)}},
            [&](const Row& row) {
                const ReportAccount* account = _tree.find(row.integer(0));
                if (account != nullptr && partOf(*account) == Part::cash) {
                    _exchange[column] += _book.amount(row.integer(1));
                }
            }
        );
    }

    void readOpenings() {
        const Window before{
            .from = std::nullopt,
            .to = dayBefore(_query.from),
            .closing = ClosingEntries::counted,
            .asOf = _query.asOf,
            .includeDrafts = _query.includeDrafts};
        for (const auto& [id, sum] : sumsOf(_database, _book, before)) {
            const ReportAccount* account = _tree.find(id);
            if (account != nullptr && partOf(*account) == Part::cash) {
                _openings[id] = sum.balance();
            }
        }
    }

    [[nodiscard]] static JsonObject rowOf(const ReportAccount& account, const ColumnAmounts& amounts) {
        JsonObject row{
            {"account_id", account.id},
            {"code", account.code},
            {"name", account.name},
            {"level", 1},
            {"is_group", false},
        };
        addAmounts(row, amounts);
        return row;
    }

    /// Accounts of the part in whose columns something happened; all of them where the client asks for it.
    void addPart(JsonObject& report, std::string_view name, Part part, ColumnAmounts& total) const {
        JsonArray rows;
        for (const ReportAccount& account : _tree.accounts()) {
            if (account.isGroup || partOf(account) != part) {
                continue;
            }
            const auto found = _flows.find(account.id);
            const ColumnAmounts amounts = found != _flows.end() ? found->second : nothing();
            if (_query.showZero || !std::ranges::all_of(amounts, tenon::isZero)) {
                rows.push_back(rowOf(account, amounts));
                increase(total, amounts);
            }
        }
        report.emplace(name, std::move(rows));
    }

    /// The cash itself, whose change is what the parts sum to.
    void addCash(JsonObject& report, const ColumnAmounts& flow) const {
        JsonArray rows;
        ColumnAmounts change = nothing();
        Decimal before = _book.zero();
        for (const ReportAccount& account : _tree.accounts()) {
            const auto opened = _openings.find(account.id);
            const auto moved = _flows.find(account.id);
            const bool isUsed = opened != _openings.end() || moved != _flows.end();
            if (account.isGroup || partOf(account) != Part::cash || !(isUsed || _query.showZero)) {
                continue;
            }
            const ColumnAmounts amounts = moved != _flows.end() ? moved->second : nothing();
            const Decimal opening = opened != _openings.end() ? opened->second : _book.zero();
            JsonObject row = rowOf(account, amounts);
            row.emplace("opening", opening.text());
            row.emplace("closing", (opening + amounts.back()).text());
            rows.push_back(std::move(row));
            increase(change, amounts);
            before += opening;
        }
        ColumnAmounts opening(_columns.size(), before);
        for (std::size_t i = 1; i + 1 < _columns.size(); ++i) {
            opening[i] = opening[i - 1] + change[i - 1];
        }
        ColumnAmounts closing = opening;
        increase(closing, change);
        addTotal(report, "change_in_cash", change);
        addTotal(report, "opening_cash", opening);
        addTotal(report, "closing_cash", closing);
        report.emplace("cash", std::move(rows));
        addTotal(report, "difference", difference(flow, change));
    }

    tenon::Database& _database;
    const Book& _book;
    const ReportQuery& _query;
    AccountTree _tree;
    std::vector<Column> _columns;
    Amounts _flows; ///< What came of each account, or what came to the cash
    ColumnAmounts _profit;
    ColumnAmounts _exchange;
    std::map<std::int64_t, Decimal> _openings;
};

} // namespace

JsonObject cashFlowReport(tenon::Database& database, const Book& book, const ReportQuery& query, ColumnBy by) {
    return CashFlow(database, book, query, by).report();
}

} // namespace accounting
