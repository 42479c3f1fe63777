#include "bank_statements.h"

#include "ledger/accounts.h"
#include "ledger/amounts.h"
#include "ledger/failures.h"
#include "ledger/json_values.h"
#include "rules/money_rules.h"

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
    "INSERT INTO accounting_statement (uuid, version, created_at, updated_at, company_id, journal_id, currency, name, "
    "date, opening, closing, state) VALUES (:uuid, 1, :now, :now, :company, :journal, :currency, :name, :date, "
    ":opening, "
    ":closing, 'draft') RETURNING id";
constexpr std::string_view insertLine =
    "INSERT INTO accounting_statement_line (statement_id, position, date, amount, description, party_id, invoice_id, "
    "account_id) VALUES (:statement, :position, :date, :amount, :description, :party, :invoice, :account)";
constexpr std::string_view deleteStatement = "DELETE FROM accounting_statement WHERE id = :id AND state = 'draft'";
constexpr std::string_view selectPrevious =
    "SELECT closing FROM accounting_statement WHERE company_id = :company AND journal_id = :journal "
    "AND COALESCE(currency, :own) = :currency AND state = 'posted' ORDER BY date DESC, id DESC LIMIT 1";
constexpr std::string_view selectJournalAccount = "SELECT account_id FROM accounting_journal WHERE id = :id";
constexpr std::string_view updatePosted =
    "UPDATE accounting_statement SET state = 'posted', version = version + 1, updated_at = :now WHERE id = :id";
constexpr std::string_view updateLine =
    "UPDATE accounting_statement_line SET entry_id = :entry, company_amount = :amount WHERE id = :id";

} // namespace

tenon::Fields statementMembers() {
    using namespace tenon::fields;
    return {
        organisation::companyField(),
        text("journal", 20)
            .help(
                "Code of a bank or cash journal; BANK unless told otherwise. Amounts are in the currency of its account"
            ),
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

organisation::Currency
BankStatements::currencyOf(const Book& book, std::optional<std::int64_t> account, std::string_view journal) {
    Accounts accounts(_app.database());
    const Account* money = accounts.find(moneyAccount(_app.database(), book.company.id, account, journal));
    const bool isOwn = money == nullptr || money->currency.empty() || money->currency == book.company.currency.code;
    return isOwn ? book.company.currency : _books.companies().currency(money->currency, "currency");
}

/// The invoice of a line, which the bank must have moved its money for in the right direction.
std::optional<std::int64_t> BankStatements::invoiceOf(
    const Book& book,
    const organisation::Currency& currency,
    const JsonObject& line,
    const std::string& place,
    Decimal amount
) {
    const auto id = integerAt(line, "invoice");
    if (!id) {
        return std::nullopt;
    }
    const auto invoice = _invoices.store().read(book.company.id, *id);
    if (!invoice || !invoice->party) {
        throw tenon::Invalid(place + "invoice", "There is no such invoice.");
    }
    if (invoice->currency != currency.code) {
        throw tenon::Invalid(place + "invoice", "Must be in the currency of the statement.");
    }
    if (invoice->isDebit() == tenon::isNegative(amount)) {
        throw tenon::Invalid(place + "amount", "The invoice is paid the other way.");
    }
    return id;
}

/// The account of a line, which takes the currency of the statement or that of the company.
std::optional<std::int64_t> BankStatements::accountOf(
    const Book& book, const organisation::Currency& currency, const JsonObject& line, const std::string& place
) {
    const Json* named = line.if_contains("account");
    if (named == nullptr || named->is_null()) {
        return std::nullopt;
    }
    Accounts accounts(_app.database());
    const std::int64_t id = accounts.named(book.company.id, *named, place + "account");
    const std::string& only = accounts.find(id)->currency;
    if (!only.empty() && only != currency.code && only != book.company.currency.code) {
        throw tenon::Invalid(place + "account", {"This account takes {currency} only.", {{"currency", only}}});
    }
    return id;
}

void BankStatements::addLine(const Book& book, const Target& target, std::size_t index, const JsonObject& body) {
    const std::string place = "lines." + std::to_string(index) + ".";
    const Decimal amount = amountAt(body, "amount", target.currency.digits, place + "amount").value();
    if (tenon::isZero(amount)) {
        throw tenon::Invalid(place + "amount", "Must not be zero.");
    }
    const auto invoice = invoiceOf(book, target.currency, body, place, amount);
    auto party = integerAt(body, "party");
    if (party) {
        party = _invoices.parties().referred(book.company.id, *party, place + "party").id;
    }
    const auto account = accountOf(book, target.currency, body, place);
    if (!account && !party && !invoice) {
        throw tenon::Invalid(place + "account", "Name an invoice, a party or an account.");
    }
    _app.database().execute(
        insertLine,
        {{"statement", target.statement},
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
        const std::string_view code = textAt(body, "journal", "BANK");
        const std::int64_t journal = _ledger.store().moneyJournal(company, code);
        const auto account = _app.database().value<std::int64_t>(selectJournalAccount, {{"id", journal}});
        const organisation::Currency currency = currencyOf(book, account, code);
        const bool isForeign = currency.code != book.company.currency.code;
        std::int64_t id = 0;
        _app.database().each(
            insertStatement,
            {{"uuid", tenon::Random::uuid()},
             {"now", tenon::Clock::now()},
             {"company", company},
             {"journal", journal},
             {"currency", isForeign ? std::optional(currency.code) : std::nullopt},
             {"name", textAt(body, "name")},
             {"date", Date::parse(textAt(body, "date"))},
             {"opening", amountAt(body, "opening", currency.digits, "opening")},
             {"closing", amountAt(body, "closing", currency.digits, "closing")}},
            [&](const Row& row) { id = row.integer(0); }
        );
        std::size_t index = 0;
        for (const Json& line : body.at("lines").as_array()) {
            addLine(book, {id, currency}, index++, line.as_object());
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

void BankStatements::requireBalance(const Book& book, const Statement& statement) {
    Decimal sum = statement.opening;
    for (const Line& line : statement.lines) {
        sum += line.amount;
    }
    const auto previous = _app.database().value<std::int64_t>(
        selectPrevious,
        {{"company", book.company.id},
         {"journal", statement.journal},
         {"own", book.company.currency.code},
         {"currency", statement.currency.code}}
    );
    const bool follows = !previous || Decimal(*previous, statement.currency.digits) == statement.opening;
    if (sum != statement.closing || !follows) {
        throw refused(
            "STATEMENT_BALANCE",
            follows ? "Opening and lines do not make the closing balance."
                    : "The opening balance is not the closing one of the statement before.",
            {{"opening", statement.opening.text()}, {"sum", sum.text()}, {"closing", statement.closing.text()}}
        );
    }
}

void BankStatements::requireCurrency(const Book& book, const Statement& statement) {
    if (currencyOf(book, statement.account, statement.journalCode).code != statement.currency.code) {
        throw tenon::Conflict(
            "STATEMENT_CURRENCY",
            "The account of the journal takes another currency by now.",
            {{"currency", statement.currency.code}}
        );
    }
}

Decimal BankStatements::inCompany(const Book& book, const Statement& statement, const Line& line) {
    return statement.currency.code == book.company.currency.code
               ? line.amount
               : inCompanyCurrency(
                   line.amount, _ledger.rate(book.company.id, statement.currency.code, line.date), book.digits()
               );
}

std::int64_t BankStatements::bookPayment(
    const tenon::Caller& caller, const Book& book, const Statement& statement, const Line& line
) {
    JsonObject payment{
        {"type", tenon::isNegative(line.amount) ? "out" : "in"},
        {"currency", statement.currency.code},
        {"amount", tenon::absolute(line.amount).text()},
        {"date", line.date.text()},
        {"journal", statement.journalCode},
        {"mode", "keep_credit"},
        {"reference", line.description.substr(0, 80)},
        {"external_reference", statement.name + "/" + std::to_string(line.id)},
        {"state", "succeeded"},
    };
    payment.emplace(line.invoice ? "invoice" : "party", line.invoice ? *line.invoice : *line.party);
    return _payments.add(caller, book.company.id, payment, Payments::Origin::bankStatement).at("entry_id").as_int64();
}

std::int64_t
BankStatements::book(const tenon::Caller& caller, const Book& book, const Statement& statement, const Line& line) {
    if (line.invoice || line.party) {
        return bookPayment(caller, book, statement, line);
    }
    Accounts accounts(_app.database());
    const std::string& currency = statement.currency.code;
    const Decimal value = inCompany(book, statement, line);
    const auto side = [&](std::int64_t account, Decimal balance, Decimal amount) {
        EntryLine made = entryLine(account, balance);
        // An account that does not keep this currency keeps the company's.
        if (currency != book.company.currency.code && accounts.find(account)->currency == currency) {
            made.currency = currency;
            made.amountCurrency = amount;
        }
        return made;
    };
    const std::int64_t money = moneyAccount(_app.database(), book.company.id, statement.account, statement.journalCode);
    NewEntry entry{
        .company = book.company.id,
        .journal = statement.journalCode,
        .date = line.date,
        .description = line.description,
        .reference = statement.name,
        .sourceModel = "accounting_statement_line",
        .sourceId = std::to_string(line.id),
        .lines = {},
    };
    entry.lines = {side(money, value, line.amount), side(*line.account, -value, -line.amount)};
    return _ledger.postIn(caller, book, std::move(entry)).id;
}

JsonObject BankStatements::post(const tenon::Caller& caller, std::int64_t company, std::int64_t id) {
    return _app.database().transaction([&] {
        const Book book = _books.lock(company);
        const Statement statement = existing(book, id);
        if (statement.state != "draft") {
            throw wrongState(statement.state, {"draft"});
        }
        requireCurrency(book, statement);
        requireBalance(book, statement);
        for (const Line& line : statement.lines) {
            _app.database().execute(
                updateLine,
                {{"entry", this->book(caller, book, statement, line)},
                 {"amount", inCompany(book, statement, line)},
                 {"id", line.id}}
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
             .before = jsonOf(book, statement),
             .after = nullptr,
             .reason = {}}
        );
    });
}

} // namespace accounting
