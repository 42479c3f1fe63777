/// Accounting: charts of accounts, journals, fiscal years, entries, invoices, payments, bank statements and reports.
///
/// Rules without a database stand in rules/, the books in ledger/, documents in invoicing/, reports in reports/, what
/// is printed in printing/; each noun has its table of routes in routes/<noun>.cpp.

#include "routes/imports.h"
#include "routes/parts.h"
#include "setup/demo_year.h"
#include "setup/merged_parties.h"

#include <tenon/module.h>

namespace {

void declarePermissions(tenon::App& app) {
    app.permission("accounting.entries.view", "Read journal entries and open lines.");
    app.permission("accounting.entries.post", "Post journal entries; add, change and delete drafts.");
    app.permission("accounting.entries.reverse", "Reverse posted journal entries.");
    app.permission("accounting.post_locked", "Post up to the lock date, but not up to the hard one.");
    app.permission("accounting.reconcile", "Reconcile lines and undo it.");
    app.permission("accounting.write_off", "Write off differences.");
    app.permission("accounting.invoices.view", "Read invoices and credit notes.");
    app.permission("accounting.invoices.add", "Add and change invoices and credit notes that are not posted.");
    app.permission("accounting.invoices.post", "Post and cancel invoices and credit notes.");
    app.permission("accounting.override_credit_limit", "Post invoices above a customer's credit limit.");
    app.permission("accounting.payments.view", "Read payments and bank statements.");
    app.permission("accounting.payments.add", "Add payments.");
    app.permission("accounting.payments.approve", "Approve payments.");
    app.permission("accounting.payments.post", "Post payments and bank statements.");
    app.permission("accounting.payments.refund", "Give payments back.");
    app.permission("accounting.reports.view", "Read reports, fiscal years and the state of the books.");
    app.permission("accounting.years.change", "Add, close, reopen and lock fiscal years and periods.");
    app.permission("accounting.books.change", "Change lock dates, limits, usual accounts and the chart's template.");
}

} // namespace

TENON_MODULE(accounting, "1.0.0", "organisation, parties, documents?") {
    app.dialect("gaara");
    declarePermissions(app);
    auto& parts = app.keep<accounting::Parts>(app);
    // What the module keeps lives as long as the process, so the services need no owner of their own.
    app.provide<accounting::Ledger>(std::shared_ptr<accounting::Ledger>(std::shared_ptr<void>(), &parts.ledger));
    app.provide<accounting::Invoicing>(std::shared_ptr<accounting::Invoicing>(std::shared_ptr<void>(), &parts.invoices)
    );

    app.demo([&parts](const tenon::Caller& system) { accounting::loadDemoYear(parts, system); });
    app.subscribe("party.merged", [&parts](const tenon::Event& event) {
        accounting::moveParty(parts.database, event.data.at("from").as_int64(), event.data.at("into").as_int64());
    });

    accounting::declareChart(app, parts);
    accounting::declareBooks(app, parts);
    accounting::declareDeletability(app, parts);
    accounting::declareYears(app, parts);
    accounting::declareEntries(app, parts);
    accounting::declareBatches(app, parts);
    accounting::declareOpeningImport(app, parts);
    accounting::declareReconciliation(app, parts);
    accounting::declareInvoices(app, parts);
    accounting::declarePrintedInvoices(app, parts);
    accounting::declareDunning(app, parts);
    accounting::declarePayments(app, parts);
    accounting::declareReports(app, parts);
}
