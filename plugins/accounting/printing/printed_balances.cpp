/// The reports whose rows are accounts: trial balance, profit and loss, balance sheet, cash flows.

#include "printing/printed_head.h"
#include "printing/printed_reports.h"
#include "printing/printed_rows.h"
#include "printing/printed_statement.h"

#include <tenon/arithmetic.h>

#include <utility>

namespace accounting {

namespace {

using documents::Emphasis;
using tenon::Json;
using tenon::JsonObject;

/// The sums of columns of money over rows: the sides of a trial balance are compared by them.
class ColumnSums {
public:
    explicit ColumnSums(const std::vector<documents::Column>& columns) : _columns(columns) {
        _row.cells.resize(columns.size());
        _row.emphasis = Emphasis::total;
    }

    void add(const documents::Row& row) {
        for (std::size_t i = 0; i < _columns.size(); ++i) {
            const auto* const amount = std::get_if<tenon::Decimal>(&row.cells[i]);
            if (amount != nullptr && _columns[i].kind == documents::Kind::money) {
                const auto* const sum = std::get_if<tenon::Decimal>(&_row.cells[i]);
                _row.cells[i] = sum == nullptr ? *amount : *sum + *amount;
            }
        }
    }

    [[nodiscard]] documents::Row row(std::string label) && {
        _row.cells[documents::indentedColumn(_columns)] = std::move(label);
        return std::move(_row);
    }

private:
    const std::vector<documents::Column>& _columns;
    documents::Row _row;
};

} // namespace

documents::Report printedTrialBalance(const JsonObject& report, const Book& book, const Words& words) {
    documents::Report printed = printedHead(report, book, words, words.of("Trial balance"));
    documents::Table& table = printed.sections[0].table.emplace();
    table.columns = accountColumns(words, {"type", "level", "is_group"});
    table.columns.push_back(programColumn("opening", documents::Kind::money));
    for (const auto& [name, title] :
         {std::pair{"opening_debit", "Opening debit"},
          {"opening_credit", "Opening credit"},
          {"debit", "Debit"},
          {"credit", "Credit"},
          {"closing_debit", "Closing debit"},
          {"closing_credit", "Closing credit"}}) {
        table.columns.push_back(moneyColumn(name, words.of(title)));
    }
    table.columns.push_back(programColumn("closing", documents::Kind::money));
    ColumnSums sums(table.columns);
    for (const Json& account : report.at("accounts").as_array()) {
        table.rows.push_back(accountRow(account.as_object(), table.columns));
        if (!tenon::flagAt(account.as_object(), "is_group")) {
            sums.add(table.rows.back());
        }
    }
    if (const JsonObject& unclosed = report.at("unclosed_previous_years").as_object(); !isZeroAt(unclosed, "closing")) {
        table.rows.push_back(
            printedSum(words.of("Results of years that are not closed"), unclosed, table.columns, Emphasis::none)
        );
        sums.add(table.rows.back());
    }
    table.rows.push_back(std::move(sums).row(words.of("Total")));
    return printed;
}

documents::Report printedProfitLoss(const JsonObject& report, const Book& book, const Words& words) {
    documents::Report printed = printedHead(report, book, words, words.of("Profit and loss"));
    PrintedStatement statement(report, words);
    statement.part("income", "Income");
    statement.sum("Total income", "total_income", Emphasis::subtotal);
    statement.part("expense", "Expense");
    statement.sum("Total expense", "total_expense", Emphasis::subtotal);
    if (!isZeroAt(report, "cost_of_sales")) {
        statement.sum("Cost of sales, part of the expense", "cost_of_sales", Emphasis::none);
        statement.sum("Gross profit", "gross_profit", Emphasis::subtotal);
    }
    statement.sum("Net profit", "net_profit", Emphasis::total);
    printed.sections[0].table = std::move(statement).table();
    return printed;
}

documents::Report printedBalanceSheet(const JsonObject& report, const Book& book, const Words& words) {
    documents::Report printed = printedHead(report, book, words, words.of("Balance sheet"));
    PrintedStatement statement(report, words);
    statement.part("assets", "Assets");
    statement.sum("Total assets", "total_assets", Emphasis::total);
    statement.part("liabilities", "Liabilities");
    statement.sum("Total liabilities", "total_liabilities", Emphasis::subtotal);
    statement.part("equity", "Equity");
    statement.sum("Profit of the year", "current_year_profit", Emphasis::none);
    if (!isZeroAt(report, "unclosed_profit")) {
        statement.sum("Results of years that are not closed", "unclosed_profit", Emphasis::none);
    }
    statement.sum("Total equity", "total_equity", Emphasis::subtotal);
    statement.sum("Total liabilities and equity", "total_liabilities_and_equity", Emphasis::total);
    printed.sections[0].table = std::move(statement).table();
    return printed;
}

documents::Report printedCashFlow(const JsonObject& report, const Book& book, const Words& words) {
    documents::Report printed = printedHead(report, book, words, words.of("Statement of cash flows"));
    PrintedStatement statement(report, words);
    const auto partIfAny = [&](std::string_view name, const char* heading) {
        if (!report.at(name).as_array().empty()) {
            statement.part(name, heading, 1);
        }
    };
    statement.heading("Operating activities");
    statement.sum("Net profit", "net_profit", Emphasis::none);
    partIfAny("adjustments", "Income and expense without cash");
    if (!isZeroAt(report, "exchange_adjustment")) {
        statement.sum("Exchange differences of cash", "exchange_adjustment", Emphasis::none);
    }
    partIfAny("working_capital", "Changes of working capital");
    statement.sum("Cash from operating activities", "total_operating", Emphasis::subtotal);
    statement.part("investing", "Investing activities");
    statement.sum("Cash from investing activities", "total_investing", Emphasis::subtotal);
    statement.part("financing", "Financing activities");
    statement.sum("Cash from financing activities", "total_financing", Emphasis::subtotal);
    statement.sum("Net cash flow", "net_cash_flow", Emphasis::total);
    statement.sum("Cash at the beginning", "opening_cash", Emphasis::none);
    if (!isZeroAt(report, "exchange_effect")) {
        statement.sum("Effect of exchange rates on cash", "exchange_effect", Emphasis::none);
    }
    statement.sum("Cash at the end", "closing_cash", Emphasis::total);
    printed.sections[0].table = std::move(statement).table();
    return printed;
}

} // namespace accounting
