/// Bank statements as they are read: one statement for their rows, one for all their lines.

#include "bank_statements.h"
#include "ledger/json_values.h"

#include <tenon/among.h>

#include <map>

namespace accounting {

namespace {

using tenon::Date;
using tenon::Json;
using tenon::JsonObject;
using tenon::Row;

constexpr std::string_view selectStatements =
    "SELECT s.id, s.name, s.journal_id, j.code, j.account_id, s.currency, s.date, s.opening, s.closing, s.state, "
    "s.version, COUNT(*) OVER () FROM accounting_statement s JOIN accounting_journal j ON j.id = s.journal_id ";
constexpr std::string_view selectLines =
    "SELECT statement_id, id, date, amount, company_amount, description, party_id, invoice_id, account_id, entry_id "
    "FROM accounting_statement_line WHERE ";

} // namespace

BankStatements::Found BankStatements::find(const Book& book, std::string_view where, tenon::Params params) {
    Found all;
    _app.database().run(std::string(selectStatements).append(where), params, [&](const Row& row) {
        Statement found{.id = row.integer(0), .name = row.get<std::string>(1), .journal = row.integer(2)};
        found.journalCode = row.text(3);
        found.account = row.get<std::optional<std::int64_t>>(4);
        found.currency = row.isNull(5) ? book.company.currency : _books.companies().currency(row.text(5), "currency");
        found.date = row.get<Date>(6);
        found.opening = {row.integer(7), found.currency.digits};
        found.closing = {row.integer(8), found.currency.digits};
        found.state = row.text(9);
        found.version = row.integer(10);
        all.total = row.integer(11);
        all.statements.push_back(std::move(found));
    });
    readLines(book, all.statements);
    return all;
}

void BankStatements::readLines(const Book& book, std::vector<Statement>& statements) {
    std::map<std::int64_t, Statement*> byId;
    std::vector<std::int64_t> ids;
    for (Statement& statement : statements) {
        byId[statement.id] = &statement;
        ids.push_back(statement.id);
    }
    const tenon::Condition theirs = tenon::among("statement_id", ids);
    const std::string sql = std::string(selectLines).append(theirs.sql).append(" ORDER BY statement_id, position");
    _app.database().run(sql, theirs.params(), [&](const Row& row) {
        Statement& statement = *byId.at(row.integer(0));
        Line line{
            .id = row.integer(1), .date = row.get<Date>(2), .amount = {row.integer(3), statement.currency.digits}};
        if (!row.isNull(4)) {
            line.companyAmount = book.amount(row.integer(4));
        }
        line.description = row.text(5);
        line.party = row.get<std::optional<std::int64_t>>(6);
        line.invoice = row.get<std::optional<std::int64_t>>(7);
        line.account = row.get<std::optional<std::int64_t>>(8);
        line.entry = row.get<std::optional<std::int64_t>>(9);
        statement.lines.push_back(std::move(line));
    });
}

BankStatements::Statement BankStatements::existing(const Book& book, std::int64_t id) {
    const tenon::Param params[] = {{"id", id}, {"company", book.company.id}};
    Found found = find(book, "WHERE s.id = :id AND s.company_id = :company", params);
    if (found.statements.empty()) {
        throw tenon::NotFound("There is no such statement.");
    }
    return std::move(found.statements.front());
}

JsonObject BankStatements::read(std::int64_t company, std::int64_t id) {
    const Book book = _books.of(company);
    return jsonOf(book, existing(book, id));
}

tenon::Page BankStatements::page(std::int64_t company, const tenon::Paging& paging) {
    const tenon::Param params[] = {{"company", company}, {"limit", paging.size}, {"offset", paging.offset}};
    const Book book = _books.of(company);
    const Found found =
        find(book, "WHERE s.company_id = :company ORDER BY s.date DESC, s.id DESC LIMIT :limit OFFSET :offset", params);
    tenon::Page page{.items = {}, .total = found.total, .size = paging.size, .offset = paging.offset};
    for (const Statement& statement : found.statements) {
        page.items.push_back(jsonOf(book, statement));
    }
    return page;
}

JsonObject BankStatements::jsonOf(const Book& book, const Statement& statement) {
    tenon::JsonArray lines;
    for (const Line& line : statement.lines) {
        lines.push_back(JsonObject{
            {"id", line.id},
            {"date", line.date.text()},
            {"amount", line.amount.text()},
            {"company_amount", line.companyAmount ? Json(line.companyAmount->text()) : Json()},
            {"description", line.description},
            {"party_id", orNull(line.party)},
            {"invoice_id", orNull(line.invoice)},
            {"account_id", orNull(line.account)},
            {"entry_id", orNull(line.entry)},
        });
    }
    return {
        {"id", statement.id},
        {"company_id", book.company.id},
        {"journal", statement.journalCode},
        {"name", statement.name},
        {"currency", statement.currency.code},
        {"date", statement.date.text()},
        {"opening", statement.opening.text()},
        {"closing", statement.closing.text()},
        {"state", statement.state},
        {"lines", std::move(lines)},
        {"version", statement.version},
    };
}

} // namespace accounting
