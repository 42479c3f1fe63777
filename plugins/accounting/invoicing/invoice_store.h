#pragma once

#include "invoice.h"
#include "ledger/books.h"

#include <tenon/database.h>
#include <tenon/request.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace accounting {

/// Which invoices a list shows; what is empty or 0 does not narrow it.
struct InvoiceFilter {
    std::int64_t company = 0;
    std::string_view from;
    std::string_view to;
    std::string_view type;
    std::string_view kind;
    std::string_view state;
    std::int64_t party = 0;
    std::string_view search;
};

struct InvoicePage {
    std::vector<Invoice> invoices; ///< Latest first
    std::int64_t total = 0;        ///< On all pages
};

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
    [[nodiscard]] InvoicePage page(const InvoiceFilter& filter, const tenon::Paging& paging);
    [[nodiscard]] std::optional<std::int64_t> idOf(std::int64_t company, std::string_view uuid);
    /// Lines of its entry on the receivable or payable account.
    [[nodiscard]] std::vector<std::int64_t> controlLines(const Invoice& invoice);
    /// Another supplier's invoice of the same party with this reference.
    [[nodiscard]] bool hasSupplierReference(const Invoice& invoice);

private:
    void addParts(std::int64_t id, const Invoice& invoice);
    /// The invoices whose `ids` a statement finds, each with the total of all, with their lines and taxes.
    [[nodiscard]] InvoicePage find(std::string_view ids, tenon::Params params);
    [[nodiscard]] std::optional<Invoice> first(std::string_view ids, std::int64_t company, std::int64_t key);
    void readLines(std::vector<Invoice>& invoices);
    void readTaxes(std::vector<Invoice>& invoices);

    tenon::Database& _database;
    Books& _books;
};

} // namespace accounting
