#pragma once

#include "invoice.h"
#include "ledger/books.h"

#include <tenon/database.h>

#include <optional>

namespace accounting {

/// Invoices in the database. Knows no rules.
class InvoiceStore {
public:
    InvoiceStore(tenon::Database& database, Books& books) : _database(database), _books(books) {}

    std::int64_t add(const Invoice& invoice, std::int64_t by);
    /// Replaces the content of a draft.
    void change(const Invoice& invoice);
    void setState(std::int64_t id, std::string_view state);
    void markPosted(const Invoice& invoice, tenon::Decimal rate);
    void markCancelled(std::int64_t id, std::int64_t creditNote);
    void remove(std::int64_t id);

    [[nodiscard]] std::optional<Invoice> read(std::int64_t company, std::int64_t id);
    /// The same for the entry that posted it.
    [[nodiscard]] std::optional<Invoice> ofEntry(std::int64_t company, std::int64_t entry);
    [[nodiscard]] std::optional<std::int64_t> idOf(std::int64_t company, std::string_view uuid);
    /// What is open of the invoice, in its currency; negative when more was paid. The total before it is posted.
    [[nodiscard]] tenon::Decimal amountDue(const Invoice& invoice);
    /// Lines of its entry on the receivable or payable account.
    [[nodiscard]] std::vector<std::int64_t> controlLines(const Invoice& invoice);
    /// Another supplier's invoice of the same party with this reference.
    [[nodiscard]] bool hasSupplierReference(const Invoice& invoice);

private:
    void addParts(std::int64_t id, const Invoice& invoice);
    void readParts(Invoice& invoice);
    [[nodiscard]] std::optional<Invoice> first(std::string_view where, std::int64_t company, std::int64_t key);

    tenon::Database& _database;
    Books& _books;
};

} // namespace accounting
