#include "bank_statements.h"

#include "ledger/accounts.h"
#include "ledger/amounts.h"
#include "ledger/failures.h"
#include "ledger/json_values.h"

#include <tenon/random.h>

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
constexpr std::string_view selectStatement =
    "SELECT s.id, s.name, s.journal_id, j.code, j.account_id, s.date, s.opening, s.closing, s.state "
    "FROM accounting_statement s JOIN accounting_journal j ON j.id = s.journal_id "
    "WHERE s.id = :id AND s.company_id = :company";
constexpr std::string_view selectLines =
    "SELECT id, date, amount, description, party_id, invoice_id, account_id, entry_id FROM accounting_statement_line "
    "WHERE statement_id = :id ORDER BY position";
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

void BankStatements::addLine(const Book& book, std::int64_t statement, std::size_t index, const JsonObject& body) {
    const std::string place = "lines." + std::to_string(index) + ".";
    const Json* account = body.if_contains("account");
    const bool hasAccount = account != nullptr && !account->is_null();
    const auto party = integerAt(body, "party");
    const auto invoice = integerAt(body, "invoice");
    if (!hasAccount && !party && !invoice) {
        throw tenon::Invalid(place + "account", "Name an invoice, a party or an account.");
    }
    _app.database().execute(
        insertLine,
        {{"statement", statement},
         {"position", index},
         {"date", Date::parse(textAt(body, "date"))},
         {"amount", amountAt(body, "amount", book.digits(), place + "amount")},
         {"description", textAt(body, "description")},
         {"party", party},
         {"invoice", invoice},
         {"account",
          hasAccount ? std::optional(Accounts(_app.database()).named(book.company.id, *account, place + "account"))
                     : std::nullopt}}
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
             {"journal", _ledger.store().journal(company, textAt(body, "journal", "BANK"))},
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

BankStatements::Statement BankStatements::existing(const Book& book, std::int64_t id) {
    auto statement =
        _app.database().first(selectStatement, {{"id", id}, {"company", book.company.id}}, [&](const Row& row) {
            Statement found{.id = row.integer(0), .name = row.get<std::string>(1), .journal = row.integer(2)};
            found.journalCode = row.text(3);
            found.account = row.get<std::optional<std::int64_t>>(4);
            found.date = row.get<Date>(5);
            found.opening = book.amount(row.integer(6));
            found.closing = book.amount(row.integer(7));
            found.state = row.text(8);
            return found;
        });
    if (!statement) {
        throw tenon::NotFound("There is no such statement.");
    }
    statement->lines = _app.database().rows(selectLines, {{"id", id}}, [&](const Row& row) {
        Line line{.id = row.integer(0), .date = row.get<Date>(1), .amount = book.amount(row.integer(2))};
        line.description = row.text(3);
        line.party = row.get<std::optional<std::int64_t>>(4);
        line.invoice = row.get<std::optional<std::int64_t>>(5);
        line.account = row.get<std::optional<std::int64_t>>(6);
        line.entry = row.get<std::optional<std::int64_t>>(7);
        return line;
    });
    return std::move(*statement);
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
            {"amount", tenon::absolute(line.amount).text()},
            {"date", line.date.text()},
            {"journal", statement.journalCode},
            {"mode", "keep_credit"},
            {"reference", line.description.substr(0, 80)},
            {"external_reference", statement.name + "/" + std::to_string(line.id)},
            {"state", "succeeded"},
        };
        payment.emplace(line.invoice ? "invoice" : "party", line.invoice ? *line.invoice : *line.party);
        return _payments.add(caller, book.company.id, payment).at("entry_id").as_int64();
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

JsonObject BankStatements::read(std::int64_t company, std::int64_t id) {
    const Book book = _books.of(company);
    const Statement statement = existing(book, id);
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
    };
}

} // namespace accounting
