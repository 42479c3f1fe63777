#pragma once

#include "invoice.h"
#include "ledger/ledger_service.h"

#include <tenon/database.h>

#include <optional>
#include <vector>

namespace accounting {

/// A tax of an invoice that is due with its payments, in company currency, debits positive.
struct PendingTax {
    std::optional<std::int64_t> tax;
    std::int64_t transitionAccount = 0;
    std::int64_t account = 0;
    tenon::Decimal base;
    tenon::Decimal amount;
};

/// Taxes that are due when what they belong to is paid: until then they wait on a transition account. Each payment
/// moves their part to the account of the tax, on its own day and so in the tax report of its own period; a payment
/// that is undone moves it back. In the caller's transaction, in locked books.
class PendingTaxes {
public:
    PendingTaxes(tenon::Database& database, Books& books, LedgerService& ledger)
        : _database(database), _books(books), _ledger(ledger) {}

    /// Keeps in mind what a posted invoice has on transition accounts.
    void keep(std::int64_t invoice, const std::vector<PendingTax>& taxes);

    /// Moves what is due by what was settled of the invoice's entry. `invoice` as it is after all of it.
    void move(
        const tenon::Caller& caller,
        const Book& book,
        const Invoice& invoice,
        const std::vector<Settled>& settled,
        const Occasion& occasion
    );

private:
    struct Kept {
        std::int64_t id;
        PendingTax tax;
        tenon::Decimal movedBase;
        tenon::Decimal moved;
    };

    [[nodiscard]] std::vector<Kept> kept(const Book& book, std::int64_t invoice);
    void post(
        const tenon::Caller& caller,
        const Book& book,
        const Invoice& invoice,
        std::vector<Kept>& taxes,
        tenon::Decimal paid,
        tenon::Date date,
        const Occasion& occasion
    );

    /// The base of a tax that is nothing however much is paid.
    void
    keepUntaxedPart(const Book& book, const Invoice& invoice, const Kept& kept, tenon::Decimal base, tenon::Date date);

    tenon::Database& _database;
    Books& _books;
    LedgerService& _ledger;
};

} // namespace accounting
