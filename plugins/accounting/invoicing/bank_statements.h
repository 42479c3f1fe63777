#pragma once

#include "payments.h"

#include <tenon/field.h>

namespace accounting {

/// The members of a bank statement's body.
[[nodiscard]] tenon::Fields statementMembers();

/// Bank statements: what the bank says came and went, in the currency of the journal's account. Safe to call from many
/// threads.
class BankStatements {
public:
    BankStatements(tenon::App& app, Books& books, LedgerService& ledger, Invoices& invoices, Payments& payments)
        : _app(app), _books(books), _ledger(ledger), _invoices(invoices), _payments(payments) {}

    tenon::JsonObject add(const tenon::Caller& caller, std::int64_t company, const tenon::JsonObject& body);

    /// Books each line at the rate of its day: as a payment of its invoice or party, or on its account. Throws 400
    /// STATEMENT_BALANCE unless opening + lines = closing and the opening is the closing of the statement before.
    tenon::JsonObject post(const tenon::Caller& caller, std::int64_t company, std::int64_t statement);

    /// Deletes a draft. Throws Conflict INVALID_STATE.
    void remove(const tenon::Caller& caller, std::int64_t company, std::int64_t statement);

    [[nodiscard]] tenon::JsonObject read(std::int64_t company, std::int64_t statement);
    /// Statements, latest first.
    [[nodiscard]] tenon::Page page(std::int64_t company, const tenon::Paging& paging);

private:
    struct Line {
        std::int64_t id = 0;
        tenon::Date date;
        tenon::Decimal amount;
        std::optional<tenon::Decimal> companyAmount; ///< As it was booked
        std::string description;
        std::optional<std::int64_t> party;
        std::optional<std::int64_t> invoice;
        std::optional<std::int64_t> account;
        std::optional<std::int64_t> entry;
    };

    struct Statement {
        std::int64_t id = 0;
        std::string name;
        std::int64_t journal = 0;
        std::string journalCode;
        std::optional<std::int64_t> account;
        organisation::Currency currency;
        tenon::Date date;
        tenon::Decimal opening;
        tenon::Decimal closing;
        std::string state;
        std::int64_t version = 1;
        std::vector<Line> lines;
    };

    struct Found {
        std::vector<Statement> statements;
        std::int64_t total = 0; ///< On all pages
    };

    /// The statements that `where` finds, with their lines.
    [[nodiscard]] Found find(const Book& book, std::string_view where, tenon::Params params);
    void readLines(const Book& book, std::vector<Statement>& statements);
    [[nodiscard]] Statement existing(const Book& book, std::int64_t id);
    /// The currency of the account that a journal's money is on.
    [[nodiscard]] organisation::Currency
    currencyOf(const Book& book, std::optional<std::int64_t> account, std::string_view journal);

    /// What the lines of a new statement are checked against.
    struct Target {
        std::int64_t statement;
        const organisation::Currency& currency;
    };

    [[nodiscard]] std::optional<std::int64_t> invoiceOf(
        const Book& book,
        const organisation::Currency& currency,
        const tenon::JsonObject& line,
        const std::string& place,
        tenon::Decimal amount
    );
    [[nodiscard]] std::optional<std::int64_t> accountOf(
        const Book& book,
        const organisation::Currency& currency,
        const tenon::JsonObject& line,
        const std::string& place
    );
    void addLine(const Book& book, const Target& target, std::size_t index, const tenon::JsonObject& body);
    void requireBalance(const Book& book, const Statement& statement);
    void requireCurrency(const Book& book, const Statement& statement);
    /// The amount of a line in company currency, at the rate of its day.
    [[nodiscard]] tenon::Decimal inCompany(const Book& book, const Statement& statement, const Line& line);
    std::int64_t book(const tenon::Caller& caller, const Book& book, const Statement& statement, const Line& line);
    [[nodiscard]] std::int64_t
    bookPayment(const tenon::Caller& caller, const Book& book, const Statement& statement, const Line& line);
    [[nodiscard]] static tenon::JsonObject jsonOf(const Book& book, const Statement& statement);

    tenon::App& _app;
    Books& _books;
    LedgerService& _ledger;
    Invoices& _invoices;
    Payments& _payments;
};

} // namespace accounting
