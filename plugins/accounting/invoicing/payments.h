#pragma once

#include "invoices.h"

#include <tenon/field.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace accounting {

/// What happens to a payment that is not exactly what is due.
enum class PaymentMode {
    exact,     ///< Less is a partial payment; more throws PAYMENT_EXCEEDS_DUE
    writeOff,  ///< The difference is written off, up to the company's limit
    keepCredit ///< What is paid too much is an advance
};

struct Payment {
    std::int64_t id = 0;
    std::string uuid;
    std::int64_t version = 1;
    std::int64_t company = 0;
    bool isIncoming = true;
    std::string state = "draft";
    std::int64_t party = 0;
    std::int64_t journal = 0;
    std::string journalCode;
    std::optional<std::int64_t> journalAccount;
    std::optional<std::int64_t> invoice;
    tenon::Date date;
    std::string currency;
    int digits = 2;
    tenon::Decimal amount;
    PaymentMode mode = PaymentMode::exact;
    std::string reference;
    std::string externalReference;
    std::string number;
    std::optional<std::int64_t> entry;
    std::int64_t createdBy = 0;
    std::string createdAt;
    std::string updatedAt;
};

/// The members of a payment's body.
[[nodiscard]] tenon::Fields paymentMembers();

/// Payments: draft → approved → processing → succeeded or failed; what succeeded is posted and given back by a refund
/// only. Safe to call from many threads.
class Payments {
public:
    Payments(tenon::App& app, Books& books, LedgerService& ledger, Invoices& invoices)
        : _app(app), _books(books), _ledger(ledger), _invoices(invoices) {}

    /// Stores a payment; with `state` "succeeded" it is posted at once. The same `external_reference` of the same
    /// journal again answers the payment that is there.
    tenon::JsonObject add(const tenon::Caller& caller, std::int64_t company, const tenon::JsonObject& body);

    enum class Action { approve, process, succeed, fail, refund };

    /// Throws Conflict INVALID_STATE, PAYMENT_EXCEEDS_DUE, and what posting throws.
    tenon::JsonObject
    act(const tenon::Caller& caller, std::int64_t company, std::int64_t payment, Action action, std::string_view reason
    );

    [[nodiscard]] tenon::JsonObject read(std::int64_t company, std::int64_t payment);

    /// Moves an advance of the invoice's party to the invoice, as much as both allow, or `most`.
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
    std::int64_t store(const Payment& payment);
    void succeed(const tenon::Caller& caller, const Book& book, const Payment& payment);
    void refund(const tenon::Caller& caller, const Book& book, const Payment& payment, std::string_view reason);
    [[nodiscard]] std::vector<Part> partsOf(const Book& book, const Payment& payment);
    [[nodiscard]] Part ofInvoice(const Payment& payment, std::int64_t invoice, tenon::Decimal& left);
    void writeOff(const tenon::Caller& caller, const Book& book, const Payment& payment);
    [[nodiscard]] tenon::JsonObject jsonOf(const Payment& payment);

    tenon::App& _app;
    Books& _books;
    LedgerService& _ledger;
    Invoices& _invoices;
};

} // namespace accounting
