#pragma once

#include "invoicing/bank_statements.h"
#include "invoicing/invoices.h"
#include "invoicing/payments.h"
#include "ledger/books.h"
#include "ledger/ledger_service.h"
#include "ledger/year_end.h"

#include <tenon/app.h>

namespace accounting {

/// What the routes of this module work with. Safe to use from many threads.
struct Parts {
    explicit Parts(tenon::App& app)
        : kernel(app), database(app.database()), audit(app.audit()), books(app), ledger(app, books),
          years(app, books, ledger), invoices(app, books, ledger), payments(app, books, ledger, invoices),
          statements(app, books, ledger, invoices, payments) {}

    tenon::App& kernel;
    tenon::Database& database;
    tenon::Audit& audit;
    Books books;
    LedgerService ledger;
    YearEnd years;
    Invoices invoices;
    Payments payments;
    BankStatements statements;
};

/// The company of a request, for which the caller needs `permission`.
[[nodiscard]] inline std::int64_t companyOf(Parts& parts, const tenon::Request& request, std::string_view permission) {
    return parts.books.current(request, permission).company.id;
}

/// The company of the row at the path's `{id}`, see Books::ofRow.
[[nodiscard]] inline std::int64_t
companyOfRow(Parts& parts, const tenon::Request& request, std::string_view permission, std::string_view companyOfRow) {
    return parts.books.ofRow(request, permission, companyOfRow).company.id;
}

/// The company of an invoice, for companyOfRow.
inline constexpr std::string_view companyOfInvoice = "SELECT company_id FROM accounting_invoice WHERE id = :id";

/// Throws Forbidden, or NotFound when the caller holds `permission` for other companies only.
inline void requireIn(Parts& parts, const tenon::Request& request, std::string_view permission, std::int64_t company) {
    request.caller().require(permission);
    parts.books.companies().requireAccess(request.caller(), permission, company);
}

// Routes, one table for each noun.
void declareChart(tenon::App& app, Parts& parts);
void declareBooks(tenon::App& app, Parts& parts);
void declareDeletability(tenon::App& app, Parts& parts);
void declareYears(tenon::App& app, Parts& parts);
void declareEntries(tenon::App& app, Parts& parts);
void declareBatches(tenon::App& app, Parts& parts);
void declareReconciliation(tenon::App& app, Parts& parts);
void declareInvoices(tenon::App& app, Parts& parts);
void declarePrintedInvoices(tenon::App& app, Parts& parts);
void declareDunning(tenon::App& app, Parts& parts);
void declarePayments(tenon::App& app, Parts& parts);
void declareReports(tenon::App& app, Parts& parts);

/// Makes handlers of functions that take the parts.
[[nodiscard]] inline auto calling(Parts& parts) {
    return [&parts](tenon::Reply (*handler)(Parts&, const tenon::Request&)) {
        return [&parts, handler](const tenon::Request& request) { return handler(parts, request); };
    };
}

} // namespace accounting
