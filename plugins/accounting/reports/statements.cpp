#include "statements.h"

#include "account_tree.h"
#include "ledger/fiscal_years.h"
#include "sums.h"

namespace accounting {

namespace {

using tenon::Date;
using tenon::Decimal;
using tenon::JsonArray;
using tenon::JsonObject;

/// Adds what accounts have to the groups above them.
void addGroups(Amounts& amounts, const AccountTree& tree) {
    const Amounts leaves = amounts;
    for (const auto& [id, columns] : leaves) {
        tree.forEachAbove(id, [&, &values = columns](std::int64_t above) {
            increase(amounts.try_emplace(above, values.size(), Decimal(0, values[0].scale())).first->second, values);
        });
    }
}

/// A row for every account of this type.
JsonArray section(const AccountTree& tree, const Amounts& amounts, std::string_view type, const ReportQuery& query) {
    JsonArray rows;
    for (const ReportAccount& account : tree.accounts()) {
        const auto found = amounts.find(account.id);
        if (account.type != type || (found == amounts.end() && !query.showZero)) {
            continue;
        }
        JsonObject row{
            {"account_id", account.id},
            {"code", account.code},
            {"name", account.name},
            {"level", account.level},
            {"is_group", account.isGroup},
        };
        if (found != amounts.end()) {
            addAmounts(row, found->second);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Sums of the leaves that pass `wanted`, one for each column.
template <typename Wanted>
ColumnAmounts
totals(const AccountTree& tree, const Amounts& leaves, std::size_t columns, Decimal zero, Wanted&& wanted) {
    ColumnAmounts sums(columns, zero);
    for (const auto& [id, amounts] : leaves) {
        const ReportAccount* account = tree.find(id);
        if (account != nullptr && wanted(*account)) {
            increase(sums, amounts);
        }
    }
    return sums;
}

Decimal profitOf(const Sums& sums, const AccountTree& tree, Decimal zero) {
    Decimal profit = zero;
    for (const auto& [id, sum] : sums) {
        const ReportAccount* account = tree.find(id);
        if (account != nullptr && !account->isDeferred()) {
            profit -= sum.balance();
        }
    }
    return profit;
}

} // namespace

JsonObject profitLossReport(tenon::Database& database, const Book& book, const ReportQuery& query, ColumnBy by) {
    const AccountTree tree(database, book.company.id, query.asOf);
    const std::vector<Column> columns = columnsOf(query, by);
    Amounts leaves;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Window window{
            .from = columns[i].from,
            .to = columns[i].to,
            .closing = ClosingEntries::leftOut,
            .asOf = query.asOf,
            .includeDrafts = query.includeDrafts};
        for (const auto& [id, sum] : sumsOf(database, book, window)) {
            const ReportAccount* account = tree.find(id);
            if (account == nullptr || account->isDeferred()) {
                continue;
            }
            auto& amounts = leaves.try_emplace(id, columns.size(), book.zero()).first->second;
            amounts[i] = account->type == "income" ? -sum.balance() : sum.balance();
        }
    }
    Amounts all = leaves;
    addGroups(all, tree);
    const auto sumWhere = [&](auto&& wanted) { return totals(tree, leaves, columns.size(), book.zero(), wanted); };
    const auto income = sumWhere([](const ReportAccount& account) { return account.type == "income"; });
    const auto expense = sumWhere([](const ReportAccount& account) { return account.type == "expense"; });
    const auto costs = sumWhere([](const ReportAccount& account) { return account.subtype == "cogs"; });
    JsonObject report = reportHead(book, query);
    report.emplace("columns", shownColumns(columns));
    report.emplace("income", section(tree, all, "income", query));
    report.emplace("expense", section(tree, all, "expense", query));
    addTotal(report, "total_income", income);
    addTotal(report, "total_expense", expense);
    addTotal(report, "cost_of_sales", costs);
    addTotal(report, "gross_profit", difference(income, costs));
    addTotal(report, "net_profit", difference(income, expense));
    return report;
}

JsonObject balanceSheetReport(tenon::Database& database, const Book& book, const ReportQuery& query) {
    const AccountTree tree(database, book.company.id, query.asOf);
    const Date start = yearStart(database, book.company, query.to);
    Window window{
        .from = std::nullopt,
        .to = dayBefore(start),
        .closing = ClosingEntries::counted,
        .asOf = query.asOf,
        .includeDrafts = query.includeDrafts};
    const Sums before = sumsOf(database, book, window);
    window.from = start;
    window.to = query.to;
    Sums sums = sumsOf(database, book, window);
    const Decimal profit = profitOf(sums, tree, book.zero());
    const Decimal unclosed = profitOf(before, tree, book.zero());
    for (const auto& [id, sum] : before) {
        sums[id] += sum;
    }
    Amounts leaves;
    for (const auto& [id, sum] : sums) {
        const ReportAccount* account = tree.find(id);
        if (account != nullptr && account->isDeferred()) {
            leaves[id] = {account->type == "asset" ? sum.balance() : -sum.balance()};
        }
    }
    Amounts all = leaves;
    addGroups(all, tree);
    const auto totalOf = [&](std::string_view type) {
        return totals(tree, leaves, 1, book.zero(), [&](const ReportAccount& account) {
            return account.type == type;
        })[0];
    };
    const Decimal assets = totalOf("asset");
    const Decimal liabilities = totalOf("liability");
    const Decimal equity = totalOf("equity") + profit + unclosed;
    JsonObject report = reportHead(book, query);
    report.erase("date_from");
    report.emplace("date", query.to.text());
    report.emplace("assets", section(tree, all, "asset", query));
    report.emplace("liabilities", section(tree, all, "liability", query));
    report.emplace("equity", section(tree, all, "equity", query));
    report.emplace("total_assets", assets.text());
    report.emplace("total_liabilities", liabilities.text());
    report.emplace("equity_accounts", totalOf("equity").text());
    report.emplace("current_year_profit", profit.text());
    report.emplace("unclosed_profit", unclosed.text());
    report.emplace("total_equity", equity.text());
    report.emplace("total_liabilities_and_equity", (liabilities + equity).text());
    report.emplace("difference", (assets - liabilities - equity).text());
    return report;
}

} // namespace accounting
