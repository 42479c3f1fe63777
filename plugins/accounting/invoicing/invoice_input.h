#pragma once

#include "invoice.h"
#include "ledger/accounts.h"
#include "ledger/books.h"

#include <tenon/database.h>
#include <tenon/field.h>
#include <tenon/json.h>
#include <tenon/parties.h>

namespace accounting {

/// The members of an invoice's body.
[[nodiscard]] tenon::Fields invoiceMembers();

/// What a request says about an invoice. For one request.
class InvoiceInput {
public:
    InvoiceInput(tenon::Database& database, Books& books, const Book& book, parties::Parties& parties)
        : _database(database), _books(books), _book(book), _parties(parties) {}

    /// The members of `body` put over `invoice` (a new one, or a stored draft), with all amounts computed. Throws
    /// Invalid with the fault's field, 400 AMOUNT_PRECISION or COMPANY_MISMATCH.
    void apply(const tenon::JsonObject& body, Invoice& invoice);

private:
    [[nodiscard]] InvoiceLine line(const tenon::JsonObject& body, const Invoice& invoice, std::size_t index);
    [[nodiscard]] std::vector<AppliedTax>
    taxes(const tenon::JsonObject& body, const Invoice& invoice, const std::string& field);
    void applyHead(const tenon::JsonObject& body, Invoice& invoice);
    void applyTerm(const tenon::JsonObject& body, Invoice& invoice);
    /// A credit note has the taxes of what it credits, with their rates.
    void keepTaxes(const Invoice& invoice);

    tenon::Database& _database;
    Books& _books;
    const Book& _book;
    parties::Parties& _parties;
    TaxRule _rule;
    std::vector<AppliedTax> _kept;
};

} // namespace accounting
