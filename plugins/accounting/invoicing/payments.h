#pragma once

#include "invoices.h"
#include "payment_store.h"

#include <tenon/field.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace accounting {

/// The members of a payment's body.
[[nodiscard]] tenon::Fields paymentMembers();

/// Payments: draft → approved → processing → succeeded or failed; what succeeded is posted and given back by a refund
/// only. Safe to call from many threads.
class Payments {
public:
    Payments(tenon::App& app, Books& books, LedgerService& ledger, Invoices& invoices)
        : _app(app), _books(books), _ledger(ledger), _invoices(invoices), _store(app.database(), books) {}

    enum class Origin {
        request,      ///< Somebody wants it
        bankStatement ///< It has happened
    };

    /// Stores a payment; with `state` "succeeded" it is posted at once. The same `external_reference` of the same
    /// journal again answers the payment that is there; throws Conflict DUPLICATE when that is another one.
    tenon::JsonObject
    add(const tenon::Caller& caller,
        std::int64_t company,
        const tenon::JsonObject& body,
        Origin origin = Origin::request);

    enum class Action { approve, process, succeed, fail, refund };

    /// Throws Conflict INVALID_STATE, PAYMENT_EXCEEDS_DUE, and what posting throws. Above the company's limit nobody
    /// approves what he entered (Forbidden SELF_APPROVAL), and nothing is paid out that is not approved.
    tenon::JsonObject
    act(const tenon::Caller& caller,
        std::int64_t company,
        std::int64_t payment,
        Action action,
        std::string_view reason,
        Origin origin = Origin::request);

    /// Deletes a draft. Throws Conflict INVALID_STATE.
    void remove(const tenon::Caller& caller, std::int64_t company, std::int64_t payment);

    [[nodiscard]] tenon::JsonObject read(std::int64_t company, std::int64_t payment);
    [[nodiscard]] tenon::Page page(const PaymentFilter& filter, const tenon::Paging& paging);

    /// Moves an advance of the invoice's party in its currency to the invoice, as much as both allow, or `most`. It is
    /// worth what it was when it came in: the rest is an exchange difference.
    tenon::JsonObject applyAdvance(
        const tenon::Caller& caller, std::int64_t company, std::int64_t invoice, std::optional<tenon::Decimal> most
    );

    /// One part of a payment: what it settles, or (without lines) an advance.
    struct Part {
        std::int64_t account = 0;
        tenon::Decimal amount; ///< In the payment's currency
        std::vector<std::int64_t> settles;
    };

private:
    [[nodiscard]] Payment existing(std::int64_t company, std::int64_t id);
    [[nodiscard]] Payment paymentOf(const tenon::Caller& caller, const Book& book, const tenon::JsonObject& body);
    void readInvoices(const Book& book, const tenon::JsonObject& body, Payment& payment);
    void addInvoice(const Book& book, const tenon::Json& key, std::string_view field, Payment& payment);
    void requireApproval(const tenon::Caller& caller, const Book& book, const Payment& payment, Action action);
    /// An amount of the payment in company currency, at the rate of its day.
    [[nodiscard]] tenon::Decimal inCompany(const Book& book, const Payment& payment, tenon::Decimal amount);
    void succeed(const tenon::Caller& caller, const Book& book, const Payment& payment);
    void refund(const tenon::Caller& caller, const Book& book, const Payment& payment, std::string_view reason);
    [[nodiscard]] std::vector<Part> partsOf(const Book& book, const Payment& payment);
    [[nodiscard]] Part oldestOf(const Book& book, const Payment& payment, tenon::Decimal& left);
    [[nodiscard]] Part ofInvoice(const Payment& payment, std::int64_t invoice, tenon::Decimal& left);
    void writeOff(const tenon::Caller& caller, const Book& book, const Payment& payment);
    [[nodiscard]] std::vector<SettledLine> advancesFor(const Book& book, const Invoice& invoice, std::int64_t account);
    [[nodiscard]] tenon::JsonObject jsonOf(const Payment& payment);

    tenon::App& _app;
    Books& _books;
    LedgerService& _ledger;
    Invoices& _invoices;
    PaymentStore _store;
};

} // namespace accounting
