#include "bank_statements.h"

#include "ledger/accounts.h"
#include "ledger/amounts.h"
#include "ledger/failures.h"
#include "ledger/json_values.h"

#include <tenon/among.h>
#include <tenon/random.h>

#include <map>

namespace accounting {

namespace {

using tenon::Date;
using tenon::Decimal;
using tenon::Json;
using tenon::JsonObject;
using tenon::Row;
using tenon::textAt;

constexpr std::string_view insertStatement =
    "INSERT INTO accounting_statement (uuid, version, created_at, updated_at, company_id, journal_id, name, date, "
    "opening, "
    "closing, state) VALUES (:uuid, 1, :now, :now, :company, :journal, :name, :date, :opening, :closing, 'draft') "
    "RETURNING id";
constexpr std::string_view insertLine =
    "INSERT INTO accounting_statement_line (statement_id, position, date, amount, description, party_id, invoice_id, "
    "account_id) VALUES (:statement, :position, :date, :amount, :description, :party, :invoice, :account)";
constexpr std::string_view selectStatements =
    "SELECT s.id, s.name, s.journal_id, j.code, j.account_id, s.date, s.opening, s.closing, s.state, s.version, "
    "COUNT(*) OVER () FROM accounting_statement s JOIN accounting_journal j ON j.id = s.journal_id ";
constexpr std::string_view selectLines =
    "SELECT statement_id, id, date, amount, description, party_id, invoice_id, account_id, entry_id "
    "FROM accounting_statement_line WHERE ";
constexpr std::string_view deleteStatement = "DELETE FROM accounting_statement WHERE id = :id AND state = 'draft'";
constexpr std::string_view selectPrevious = "SELECT closing FROM accounting_statement WHERE company_id = :company AND "
                                            "journal_id = :journal AND state = 'posted' "
                                            "ORDER BY date DESC, id DESC LIMIT 1";
constexpr std::string_view updatePosted =
    "UPDATE accounting_statement SET state = 'posted', version = version + 1, updated_at = :now WHERE id = :id";
constexpr std::string_view updateLine = "UPDATE accounting_statement_line SET entry_id = :entry WHERE id = :id";

} // namespace

tenon::Fields statementMembers() {
    using namespace tenon::fields;
    return {
        organisation::companyField(),
        text("journal", 20).help("Code of a bank or cash journal; BANK unless told otherwise"),
        text("name", 80).required(),
        date("date").required(),
        decimal("opening", sentDigits).required(),
        decimal("closing", sentDigits).required(),
        list(
            "lines",
            object(
                "",
                {date("date").required(),
                 decimal("amount", sentDigits).required().help("Positive what came in"),
                 text("description", 500),
                 integer("party").also("party_id").min(1),
                 integer("invoice").also("invoice_id").min(1),
                 ref("account", "accounting_account").also("account_id")}
            )
        )
            .required()
            .min(1)
            .max(1000),
        choice("state", {"draft", "posted"}),
    };
}

/// The invoice of a line, which the bank must have moved its money for in the right direction.
std::optional<std::int64_t>
BankStatements::invoiceOf(const Book& book, const JsonObject& line, const std::string& place, Decimal amount) {
    const auto id = integerAt(line, "invoice");
    if (!id) {
        return std::nullopt;
    }
    const auto invoice = _invoices.store().read(book.company.id, *id);
    if (!invoice || !invoice->party) {
        throw tenon::Invalid(place + "invoice", "There is no such invoice.");
    }
    if (invoice->currency != book.company.currency.code) {
        throw tenon::Invalid(place + "invoice", "Must be in the currency of the statement.");
    }
    if (invoice->isDebit() == tenon::isNegative(amount)) {
        throw tenon::Invalid(place + "amount", "The invoice is paid the other way.");
    }
    return id;
}

void BankStatements::addLine(const Book& book, std::int64_t statement, std::size_t index, const JsonObject& body) {
    const std::string place = "lines." + std::to_string(index) + ".";
    const Decimal amount = amountAt(body, "amount", book.digits(), place + "amount").value();
    if (tenon::isZero(amount)) {
        throw tenon::Invalid(place + "amount", "Must not be zero.");
    }
    const auto invoice = invoiceOf(book, body, place, amount);
    auto party = integerAt(body, "party");
    if (party) {
        party = _invoices.parties().referred(book.company.id, *party, place + "party").id;
    }
    std::optional<std::int64_t> account;
    if (const Json* named = body.if_contains("account"); named != nullptr && !named->is_null()) {
        account = Accounts(_app.database()).named(book.company.id, *named, place + "account");
    }
    if (!account && !party && !invoice) {
        throw tenon::Invalid(place + "account", "Name an invoice, a party or an account.");
    }
    _app.database().execute(
        insertLine,
        {{"statement", statement},
         {"position", index},
         {"date", Date::parse(textAt(body, "date"))},
         {"amount", amount},
         {"description", textAt(body, "description")},
         {"party", party},
         {"invoice", invoice},
         {"account", account}}
    );
}

JsonObject BankStatements::add(const tenon::Caller& caller, std::int64_t company, const JsonObject& body) {
    return _app.database().transaction([&] {
        const Book book = _books.lock(company);
        std::int64_t id = 0;
        _app.database().each(
            insertStatement,
            {{"uuid", tenon::Random::uuid()},
             {"now", tenon::Clock::now()},
             {"company", company},
             {"journal", _ledger.store().moneyJournal(company, textAt(body, "journal", "BANK"))},
             {"name", textAt(body, "name")},
             {"date", Date::parse(textAt(body, "date"))},
             {"opening", amountAt(body, "opening", book.digits(), "opening")},
             {"closing", amountAt(body, "closing", book.digits(), "closing")}},
            [&](const Row& row) { id = row.integer(0); }
        );
        std::size_t index = 0;
        for (const Json& line : body.at("lines").as_array()) {
            addLine(book, id, index++, line.as_object());
        }
        const JsonObject stored = read(company, id);
        _app.audit().record(
            caller,
            {.action = "accounting.statement.added",
             .model = "accounting_statement",
             .record = std::to_string(id),
             .before = nullptr,
             .after = stored,
             .reason = {}}
        );
        return textAt(body, "state") == "posted" ? post(caller, company, id) : stored;
    });
}

BankStatements::Found BankStatements::find(const Book& book, std::string_view where, tenon::Params params) {
    Found all;
    _app.database().run(std::string(selectStatements).append(where), params, [&](const Row& row) {
        Statement found{.id = row.integer(0), .name = row.get<std::string>(1), .journal = row.integer(2)};
        found.journalCode = row.text(3);
        found.account = row.get<std::optional<std::int64_t>>(4);
        found.date = row.get<Date>(5);
        found.opening = book.amount(row.integer(6));
        found.closing = book.amount(row.integer(7));
        found.state = row.text(8);
        found.version = row.integer(9);
        all.total = row.integer(10);
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
        Line line{.id = row.integer(1), .date = row.get<Date>(2), .amount = book.amount(row.integer(3))};
        line.description = row.text(4);
        line.party = row.get<std::optional<std::int64_t>>(5);
        line.invoice = row.get<std::optional<std::int64_t>>(6);
        line.account = row.get<std::optional<std::int64_t>>(7);
        line.entry = row.get<std::optional<std::int64_t>>(8);
        byId.at(row.integer(0))->lines.push_back(std::move(line));
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

void BankStatements::requireBalance(const Book& book, const Statement& statement) {
    Decimal sum = statement.opening;
    for (const Line& line : statement.lines) {
        sum += line.amount;
    }
    const auto previous = _app.database().value<std::int64_t>(
        selectPrevious, {{"company", book.company.id}, {"journal", statement.journal}}
    );
    const bool follows = !previous || book.amount(*previous) == statement.opening;
    if (sum != statement.closing || !follows) {
        throw refused(
            "STATEMENT_BALANCE",
            follows ? "Opening and lines do not make the closing balance."
                    : "The opening balance is not the closing one of the statement before.",
            {{"opening", statement.opening.text()}, {"sum", sum.text()}, {"closing", statement.closing.text()}}
        );
    }
}

std::int64_t
BankStatements::book(const tenon::Caller& caller, const Book& book, const Statement& statement, const Line& line) {
    if (line.invoice || line.party) {
        JsonObject payment{
            {"type", tenon::isNegative(line.amount) ? "out" : "in"},
            {"currency", book.company.currency.code},
            {"amount", tenon::absolute(line.amount).text()},
            {"date", line.date.text()},
            {"journal", statement.journalCode},
            {"mode", "keep_credit"},
            {"reference", line.description.substr(0, 80)},
            {"external_reference", statement.name + "/" + std::to_string(line.id)},
            {"state", "succeeded"},
        };
        payment.emplace(line.invoice ? "invoice" : "party", line.invoice ? *line.invoice : *line.party);
        return _payments.add(caller, book.company.id, payment, Payments::Origin::bankStatement)
            .at("entry_id")
            .as_int64();
    }
    const std::int64_t money =
        statement.account ? *statement.account : defaultAccount(_app.database(), book.company.id, "bank");
    NewEntry entry{
        .company = book.company.id,
        .journal = statement.journalCode,
        .date = line.date,
        .description = line.description,
        .reference = statement.name,
        .sourceModel = "accounting_statement_line",
        .sourceId = std::to_string(line.id),
        .lines = {entryLine(money, line.amount), entryLine(*line.account, -line.amount)},
    };
    return _ledger.postIn(caller, book, std::move(entry)).id;
}

JsonObject BankStatements::post(const tenon::Caller& caller, std::int64_t company, std::int64_t id) {
    return _app.database().transaction([&] {
        const Book book = _books.lock(company);
        const Statement statement = existing(book, id);
        if (statement.state != "draft") {
            throw wrongState(statement.state, {"draft"});
        }
        requireBalance(book, statement);
        for (const Line& line : statement.lines) {
            _app.database().execute(
                updateLine, {{"entry", this->book(caller, book, statement, line)}, {"id", line.id}}
            );
        }
        _app.database().execute(updatePosted, {{"now", tenon::Clock::now()}, {"id", id}});
        const JsonObject stored = read(company, id);
        _app.audit().record(
            caller,
            {.action = "accounting.statement.posted",
             .model = "accounting_statement",
             .record = std::to_string(id),
             .before = nullptr,
             .after = stored,
             .reason = {}}
        );
        return stored;
    });
}

void BankStatements::remove(const tenon::Caller& caller, std::int64_t company, std::int64_t id) {
    _app.database().transaction([&] {
        const Book book = _books.lock(company);
        const Statement statement = existing(book, id);
        if (statement.state != "draft") {
            throw wrongState(statement.state, {"draft"});
        }
        _app.database().execute(deleteStatement, {{"id", id}});
        _app.audit().record(
            caller,
            {.action = "accounting.statement.deleted",
             .model = "accounting_statement",
             .record = std::to_string(id),
             .before = jsonOf(company, statement),
             .after = nullptr,
             .reason = {}}
        );
    });
}

JsonObject BankStatements::read(std::int64_t company, std::int64_t id) {
    return jsonOf(company, existing(_books.of(company), id));
}

tenon::Page BankStatements::page(std::int64_t company, const tenon::Paging& paging) {
    const tenon::Param params[] = {{"company", company}, {"limit", paging.size}, {"offset", paging.offset}};
    const Found found = find(
        _books.of(company),
        "WHERE s.company_id = :company ORDER BY s.date DESC, s.id DESC LIMIT :limit OFFSET :offset",
        params
    );
    tenon::Page page{.items = {}, .total = found.total, .size = paging.size, .offset = paging.offset};
    for (const Statement& statement : found.statements) {
        page.items.push_back(jsonOf(company, statement));
    }
    return page;
}

JsonObject BankStatements::jsonOf(std::int64_t company, const Statement& statement) {
    tenon::JsonArray lines;
    for (const Line& line : statement.lines) {
        lines.push_back(JsonObject{
            {"id", line.id},
            {"date", line.date.text()},
            {"amount", line.amount.text()},
            {"description", line.description},
            {"party_id", orNull(line.party)},
            {"invoice_id", orNull(line.invoice)},
            {"account_id", orNull(line.account)},
            {"entry_id", orNull(line.entry)},
        });
    }
    return {
        {"id", statement.id},
        {"company_id", company},
        {"journal", statement.journalCode},
        {"name", statement.name},
        {"date", statement.date.text()},
        {"opening", statement.opening.text()},
        {"closing", statement.closing.text()},
        {"state", statement.state},
        {"lines", std::move(lines)},
        {"version", statement.version},
    };
}

} // namespace accounting
