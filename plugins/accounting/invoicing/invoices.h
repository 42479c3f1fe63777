#pragma once

#include "invoice_store.h"
#include "ledger/ledger_service.h"
#include "pending_taxes.h"
#include "untaxed.h"

#include <tenon/accounting.h>
#include <tenon/parties.h>

#include <map>
#include <optional>
#include <string_view>

namespace accounting {

/// Invoices and credit notes: draft → validated → posted → paid; what is not posted may be cancelled, what is posted is
/// cancelled by a credit note. Safe to call from many threads.
class Invoices : public Invoicing {
public:
    Invoices(tenon::App& app, Books& books, LedgerService& ledger);

    tenon::JsonObject add(const tenon::Caller& caller, std::int64_t company, const tenon::JsonObject& invoice) override;
    tenon::JsonObject post(const tenon::Caller& caller, std::int64_t company, std::int64_t invoice) override;
    tenon::JsonObject
    cancel(const tenon::Caller& caller, std::int64_t company, std::int64_t invoice, std::string_view reason) override;
    [[nodiscard]] tenon::JsonObject read(std::int64_t company, std::int64_t invoice) override;

    [[nodiscard]] tenon::Page page(const InvoiceFilter& filter, const tenon::Paging& paging);

    /// Changes a draft or a validated invoice, which is a draft again then. Throws Conflict INVALID_STATE.
    tenon::JsonObject
    change(const tenon::Caller& caller, std::int64_t company, std::int64_t invoice, const tenon::JsonObject& changes);
    tenon::JsonObject validate(const tenon::Caller& caller, std::int64_t company, std::int64_t invoice);
    /// Deletes a draft. Throws Conflict DOCUMENT_NUMBERED.
    void remove(const tenon::Caller& caller, std::int64_t company, std::int64_t invoice);
    /// Adds a draft that credits the invoice: all of it, or the lines of `changes`.
    tenon::JsonObject
    credit(const tenon::Caller& caller, std::int64_t company, std::int64_t invoice, const tenon::JsonObject& changes);
    /// Settles an invoice and a credit note (or two of any kind) of the party against each other.
    void settleAgainst(const tenon::Caller& caller, std::int64_t company, std::int64_t invoice, std::int64_t other);

    /// The number that an invoice of this type, kind and date would get now; nothing is reserved. Throws Conflict
    /// PERIOD_CLOSED when no fiscal year has the date.
    [[nodiscard]] std::string proposedNumber(const Invoice& invoice);

    /// Throws NotFound.
    [[nodiscard]] Invoice existing(std::int64_t company, std::int64_t id);

    [[nodiscard]] InvoiceStore& store() { return _store; }

    [[nodiscard]] tenon::JsonObject jsonOf(const Invoice& invoice);

    /// The account on which the party's debt (or ours) is kept.
    [[nodiscard]] std::int64_t controlAccount(std::int64_t company, std::int64_t party, InvoiceType type);

    [[nodiscard]] parties::Parties& parties();

    /// Throws Conflict CREDIT_LIMIT when the party would owe more than it may, `more` included.
    void requireCredit(const tenon::Caller& caller, const Book& book, std::int64_t party, tenon::Decimal more);

private:
    void audit(
        const tenon::Caller& caller,
        std::string_view action,
        const Invoice& invoice,
        const tenon::Json& before,
        std::string_view reason
    );
    void requirePostable(const tenon::Caller& caller, const Book& book, const Invoice& invoice, tenon::Decimal rate);
    /// The fiscal year that the number of an invoice belongs to.
    [[nodiscard]] std::string seriesPeriod(const Invoice& invoice);
    /// Settles what the invoice recalls of the party's deposits. Throws Conflict DEPOSIT_EXCEEDED.
    void
    settleDeposits(const tenon::Caller& caller, const Book& book, const Invoice& invoice, const PostedEntry& entry);
    [[nodiscard]] tenon::JsonObject jsonOf(const Invoice& invoice, const std::map<std::int64_t, std::string>& names);
    void follow(
        const tenon::Caller& caller, const Book& book, const std::vector<Settled>& settled, const Occasion& occasion
    );

    tenon::App& _app;
    Books& _books;
    LedgerService& _ledger;
    InvoiceStore _store;
    PendingTaxes _pendingTaxes;
};

struct InvoiceEntry {
    NewEntry entry;
    std::vector<PendingTax> pending;  ///< Those of its taxes that are due with the payments
    std::vector<UntaxedBase> untaxed; ///< Those that came to nothing
};

/// The entry of an invoice in company currency: the party's line for each instalment, a line for each line, a line for
/// each tax, and the cash rounding.
[[nodiscard]] InvoiceEntry entryOf(
    tenon::Database& database,
    const Book& book,
    const Invoice& invoice,
    std::int64_t controlAccount,
    tenon::Decimal rate
);

} // namespace accounting
