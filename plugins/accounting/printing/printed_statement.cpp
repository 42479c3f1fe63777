#include "printing/printed_statement.h"

#include "printing/printed_rows.h"

#include <algorithm>
#include <string>
#include <utility>

namespace accounting {

namespace {

using documents::Emphasis;
using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;

constexpr int shareOfNames = 4;

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

} // namespace

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

documents::Row accountRow(const JsonObject& account, const std::vector<documents::Column>& columns) {
    documents::Row row = printedRow(account, columns);
    row.level = static_cast<int>(account.at("level").as_int64());
    row.emphasis = tenon::flagAt(account, "is_group") ? Emphasis::heading : Emphasis::none;
    return row;
}

bool isZeroAt(const JsonObject& report, std::string_view name) {
    const std::string_view text = tenon::textAt(report, name);
    return text.find_first_of("123456789") == std::string_view::npos;
}

PrintedStatement::PrintedStatement(const JsonObject& report, const Words& words) : _report(report), _words(words) {
    _table.columns = accountColumns(words, {"level", "is_group", "section"});
    if (const Json* spans = report.if_contains("columns"); spans != nullptr && spans->as_array().size() > 1) {
        for (const Json& span : spans->as_array()) {
            const std::string name = "amount_" + std::to_string(_spans++);
            _table.columns.push_back(moneyColumn(name, spanOf(span.as_object())));
        }
    }
    _table.columns.push_back(moneyColumn("amount", words.of(_spans > 0 ? "Total" : "Amount")));
}

void PrintedStatement::heading(const char* text, int level) {
    _table.rows.push_back(printedSum(_words.of(text), {}, _table.columns, Emphasis::heading));
    _table.rows.back().level = level;
}

void PrintedStatement::part(std::string_view name, const char* heading, int level) {
    const JsonArray& accounts = _report.at(name).as_array();
    if (!isOneGroup(accounts)) {
        this->heading(heading, level);
    }
    for (const Json& account : accounts) {
        JsonObject row = account.as_object();
        spread(row, row.if_contains("amounts"));
        row["section"] = name;
        _table.rows.push_back(accountRow(row, _table.columns));
        _table.rows.back().level += level;
    }
}

void PrintedStatement::sum(const char* label, std::string_view name, Emphasis emphasis) {
    JsonObject amounts{{"amount", _report.at(name)}};
    spread(amounts, _report.if_contains(std::string(name) + "_by_column"));
    _table.rows.push_back(printedSum(_words.of(label), amounts, _table.columns, emphasis));
    _table.rows.back().level = emphasis == Emphasis::none ? 1 : 0;
}

void PrintedStatement::spread(JsonObject& row, const Json* amounts) const {
    const JsonArray all = amounts != nullptr ? amounts->as_array() : JsonArray();
    for (std::size_t i = 0; i < all.size(); ++i) {
        row["amount_" + std::to_string(i)] = all[i];
    }
}

} // namespace accounting
