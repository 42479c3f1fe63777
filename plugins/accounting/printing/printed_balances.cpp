/// The reports whose rows are accounts: trial balance, profit and loss, balance sheet.

#include "printing/printed_head.h"
#include "printing/printed_reports.h"
#include "printing/printed_rows.h"

#include <tenon/arithmetic.h>

#include <algorithm>
#include <utility>

namespace accounting {

namespace {

using documents::Emphasis;
using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;

constexpr int shareOfNames = 4;

documents::Row accountRow(const JsonObject& account, const std::vector<documents::Column>& columns) {
    documents::Row row = printedRow(account, columns);
    row.level = static_cast<int>(account.at("level").as_int64());
    row.emphasis = tenon::flagAt(account, "is_group") ? Emphasis::heading : Emphasis::none;
    return row;
}

/// Columns that tell an account, with what programs read besides.
std::vector<documents::Column> accountColumns(const Words& words, std::initializer_list<std::string_view> more) {
    std::vector<documents::Column> columns{
        programColumn("account_id"),
        {"code", words.of("Code")},
        {"name", words.of("Account"), documents::Kind::text, shareOfNames}};
    for (const std::string_view name : more) {
        columns.push_back(programColumn(name));
    }
    return columns;
}

bool isZero(const JsonObject& report, std::string_view name) {
    const std::string_view text = tenon::textAt(report, name);
    return text.find_first_of("123456789") == std::string_view::npos;
}

/// Whether one group holds all of a part, whose heading it then is.
bool isOneGroup(const JsonArray& accounts) {
    const auto isTop = [](const Json& account) { return account.at("level").as_int64() == 0; };
    return !accounts.empty() && tenon::flagAt(accounts.front().as_object(), "is_group")
           && std::ranges::count_if(accounts, isTop) == 1;
}

/// "2026-03" for a month of the report, else both days.
std::string spanOf(const JsonObject& column) {
    constexpr std::size_t month = 7;
    const std::string_view from = tenon::textAt(column, "date_from");
    const std::string_view to = tenon::textAt(column, "date_to");
    return from.substr(0, month) == to.substr(0, month) ? std::string(from.substr(0, month))
                                                        : std::string(from) + " – " + std::string(to);
}

/// The parts of a statement, one after the other in one table.
class Statement {
public:
    /// `columns` hold the amounts of `amounts` where the report has several, and `amount`.
    Statement(const JsonObject& report, const Words& words) : _report(report), _words(words) {
        _table.columns = accountColumns(words, {"level", "is_group", "section"});
        if (const Json* spans = report.if_contains("columns"); spans != nullptr && spans->as_array().size() > 1) {
            for (const Json& span : spans->as_array()) {
                const std::string name = "amount_" + std::to_string(_spans++);
                _table.columns.push_back(moneyColumn(name, spanOf(span.as_object())));
            }
        }
        _table.columns.push_back(moneyColumn("amount", words.of(_spans > 0 ? "Total" : "Amount")));
    }

    void part(std::string_view name, const char* heading) {
        const JsonArray& accounts = _report.at(name).as_array();
        if (!isOneGroup(accounts)) {
            _table.rows.push_back(printedSum(_words.of(heading), {}, _table.columns, Emphasis::heading));
        }
        for (const Json& account : accounts) {
            JsonObject row = account.as_object();
            spread(row, row.if_contains("amounts"));
            row["section"] = name;
            _table.rows.push_back(accountRow(row, _table.columns));
        }
    }

    /// A member of the report as a line of the table.
    void sum(const char* label, std::string_view name, Emphasis emphasis) {
        JsonObject amounts{{"amount", _report.at(name)}};
        spread(amounts, _report.if_contains(std::string(name) + "_by_column"));
        _table.rows.push_back(printedSum(_words.of(label), amounts, _table.columns, emphasis));
        _table.rows.back().level = emphasis == Emphasis::none ? 1 : 0;
    }

    [[nodiscard]] documents::Table table() && { return std::move(_table); }

private:
    void spread(JsonObject& row, const Json* amounts) const {
        const JsonArray all = amounts != nullptr ? amounts->as_array() : JsonArray();
        for (std::size_t i = 0; i < all.size(); ++i) {
            row["amount_" + std::to_string(i)] = all[i];
        }
    }

    const JsonObject& _report;
    const Words& _words;
    documents::Table _table;
    int _spans = 0;
};

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
    if (const JsonObject& unclosed = report.at("unclosed_previous_years").as_object(); !isZero(unclosed, "closing")) {
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
    Statement statement(report, words);
    statement.part("income", "Income");
    statement.sum("Total income", "total_income", Emphasis::subtotal);
    statement.part("expense", "Expense");
    statement.sum("Total expense", "total_expense", Emphasis::subtotal);
    if (!isZero(report, "cost_of_sales")) {
        statement.sum("Cost of sales, part of the expense", "cost_of_sales", Emphasis::none);
        statement.sum("Gross profit", "gross_profit", Emphasis::subtotal);
    }
    statement.sum("Net profit", "net_profit", Emphasis::total);
    printed.sections[0].table = std::move(statement).table();
    return printed;
}

documents::Report printedBalanceSheet(const JsonObject& report, const Book& book, const Words& words) {
    documents::Report printed = printedHead(report, book, words, words.of("Balance sheet"));
    Statement statement(report, words);
    statement.part("assets", "Assets");
    statement.sum("Total assets", "total_assets", Emphasis::total);
    statement.part("liabilities", "Liabilities");
    statement.sum("Total liabilities", "total_liabilities", Emphasis::subtotal);
    statement.part("equity", "Equity");
    statement.sum("Profit of the year", "current_year_profit", Emphasis::none);
    if (!isZero(report, "unclosed_profit")) {
        statement.sum("Results of years that are not closed", "unclosed_profit", Emphasis::none);
    }
    statement.sum("Total equity", "total_equity", Emphasis::subtotal);
    statement.sum("Total liabilities and equity", "total_liabilities_and_equity", Emphasis::total);
    printed.sections[0].table = std::move(statement).table();
    return printed;
}

} // namespace accounting
