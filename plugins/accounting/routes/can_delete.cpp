/// Whether records may be deleted, and what refers to them.

#include "ledger/references.h"
#include "parts.h"

namespace accounting {

namespace {

using namespace tenon::fields;

struct Deletable {
    std::string_view path;
    Noun noun;
    std::string_view permission;
    std::string_view companyOfRow;
};

constexpr Deletable deletables[] = {
    {"/accounting/accounts/{id}/can-delete/",
     Noun::account,
     "accounting.accounts.view",
     "SELECT company_id FROM accounting_account WHERE id = :id"},
    {"/accounting/journals/{id}/can-delete/",
     Noun::journal,
     "accounting.journals.view",
     "SELECT company_id FROM accounting_journal WHERE id = :id"},
    {"/accounting/taxes/{id}/can-delete/",
     Noun::tax,
     "accounting.taxes.view",
     "SELECT company_id FROM accounting_tax WHERE id = :id"},
    {"/accounting/tax-rules/{id}/can-delete/",
     Noun::taxRule,
     "accounting.tax_rules.view",
     "SELECT company_id FROM accounting_tax_rule WHERE id = :id"},
    {"/accounting/payment-terms/{id}/can-delete/",
     Noun::paymentTerm,
     "accounting.payment_terms.view",
     "SELECT company_id FROM accounting_payment_term WHERE id = :id"},
    {"/accounting/fiscal-years/{id}/can-delete/",
     Noun::fiscalYear,
     "accounting.reports.view",
     "SELECT company_id FROM accounting_fiscal_year WHERE id = :id"},
    {"/accounting/invoices/{id}/can-delete/",
     Noun::invoice,
     "accounting.invoices.view",
     "SELECT company_id FROM accounting_invoice WHERE id = :id"},
};

tenon::Reply verdict(Parts& parts, const tenon::Request& request, const Deletable& of) {
    static_cast<void>(companyOfRow(parts, request, of.permission, of.companyOfRow));
    tenon::JsonArray blocking = referencesTo(parts.database, of.noun, request.id());
    const bool canDelete = blocking.empty();
    return tenon::ok({{"can_delete", canDelete}, {"blocking", std::move(blocking)}, {"warnings", tenon::JsonArray()}});
}

} // namespace

void declareDeletability(tenon::App& app, Parts& parts) {
    for (const Deletable& of : deletables) {
        app.get(of.path, [&parts, of](const tenon::Request& request) { return verdict(parts, request, of); })
            .needs(of.permission)
            .answers(
                {boolean("can_delete"),
                 list("blocking", object("", {text("model"), integer("count")})),
                 list("warnings", text(""))}
            )
            .summary("Whether it may be deleted, and what refers to it");
    }
}

} // namespace accounting
