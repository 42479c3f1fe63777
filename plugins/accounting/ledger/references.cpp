#include "references.h"

#include <tenon/error.h>

#include <string_view>

namespace accounting {

namespace {

// The accounts of documents stand in columns without a constraint, so the database alone would let them go.
constexpr std::string_view toAccount =
    "SELECT 'accounting_line', COUNT(*) FROM accounting_line WHERE account_id = :id "
    "UNION ALL SELECT 'accounting_account', COUNT(*) FROM accounting_account WHERE parent_id = :id "
    "UNION ALL SELECT 'accounting_default', COUNT(*) FROM accounting_default WHERE account_id = :id "
    "UNION ALL SELECT 'accounting_journal', COUNT(*) FROM accounting_journal WHERE account_id = :id "
    "UNION ALL SELECT 'accounting_tax', COUNT(*) FROM accounting_tax "
    "WHERE account_id = :id OR refund_account_id = :id OR transition_account_id = :id "
    "UNION ALL SELECT 'accounting_party', COUNT(*) FROM accounting_party "
    "WHERE receivable_account_id = :id OR payable_account_id = :id "
    "UNION ALL SELECT 'accounting_invoice_line', COUNT(*) FROM accounting_invoice_line WHERE account_id = :id "
    "UNION ALL SELECT 'accounting_invoice_tax', COUNT(*) FROM accounting_invoice_tax "
    "WHERE account_id = :id OR transition_account_id = :id "
    "UNION ALL SELECT 'accounting_statement_line', COUNT(*) FROM accounting_statement_line WHERE account_id = :id";
constexpr std::string_view toJournal =
    "SELECT 'accounting_entry', COUNT(*) FROM accounting_entry WHERE journal_id = :id "
    "UNION ALL SELECT 'accounting_payment', COUNT(*) FROM accounting_payment WHERE journal_id = :id "
    "UNION ALL SELECT 'accounting_statement', COUNT(*) FROM accounting_statement WHERE journal_id = :id";
// Members of a group are a list of ids in JSON.
constexpr std::string_view toTax =
    "SELECT 'accounting_line', COUNT(*) FROM accounting_line WHERE tax_id = :id "
    "UNION ALL SELECT 'accounting_invoice_tax', COUNT(*) FROM accounting_invoice_tax WHERE tax_id = :id "
    "UNION ALL SELECT 'accounting_untaxed', COUNT(*) FROM accounting_untaxed WHERE tax_id = :id "
    "UNION ALL SELECT 'accounting_tax', COUNT(*) FROM accounting_tax g "
    "WHERE g.company_id = (SELECT t.company_id FROM accounting_tax t WHERE t.id = :id) AND g.kind = 'group' "
    "AND replace(replace(replace(COALESCE(g.members, ''), '[', ','), ']', ','), ' ', '') "
    "LIKE '%,' || CAST(:id AS TEXT) || ',%'";
constexpr std::string_view toTaxRule =
    "SELECT 'accounting_party', COUNT(*) FROM accounting_party WHERE tax_rule_id = :id";
constexpr std::string_view toTerm =
    "SELECT 'accounting_party', COUNT(*) FROM accounting_party WHERE payment_term_id = :id "
    "UNION ALL SELECT 'accounting_invoice', COUNT(*) FROM accounting_invoice WHERE payment_term_id = :id";
// Without a year between others there would be days that no year has.
constexpr std::string_view toYear =
    "SELECT 'accounting_entry', COUNT(*) FROM accounting_entry e JOIN accounting_fiscal_year y "
    "ON y.company_id = e.company_id AND e.date >= y.start_date AND e.date <= y.end_date WHERE y.id = :id "
    "UNION ALL SELECT 'accounting_fiscal_year', COUNT(*) FROM accounting_fiscal_year y "
    "WHERE y.id = :id AND EXISTS (SELECT 1 FROM accounting_fiscal_year o WHERE o.company_id = y.company_id "
    "AND o.end_date < y.start_date) AND EXISTS (SELECT 1 FROM accounting_fiscal_year o "
    "WHERE o.company_id = y.company_id AND o.start_date > y.end_date)";
constexpr std::string_view toInvoice =
    "SELECT 'accounting_entry', COUNT(*) FROM accounting_invoice WHERE id = :id AND entry_id IS NOT NULL "
    "UNION ALL SELECT 'accounting_payment', COUNT(*) FROM accounting_payment WHERE invoice_id = :id "
    "UNION ALL SELECT 'accounting_payment', COUNT(*) FROM accounting_payment_share WHERE invoice_id = :id "
    "UNION ALL SELECT 'accounting_statement_line', COUNT(*) FROM accounting_statement_line WHERE invoice_id = :id "
    "UNION ALL SELECT 'accounting_invoice', COUNT(*) FROM accounting_invoice WHERE credit_of_id = :id";

std::string_view statementFor(Noun noun) {
    switch (noun) {
    case Noun::account:
        return toAccount;
    case Noun::journal:
        return toJournal;
    case Noun::tax:
        return toTax;
    case Noun::taxRule:
        return toTaxRule;
    case Noun::paymentTerm:
        return toTerm;
    case Noun::fiscalYear:
        return toYear;
    case Noun::invoice:
        break;
    }
    return toInvoice;
}

} // namespace

tenon::JsonArray referencesTo(tenon::Database& database, Noun noun, std::int64_t id) {
    tenon::JsonArray references;
    database.each(statementFor(noun), {{"id", id}}, [&](const tenon::Row& row) {
        if (row.integer(1) > 0) {
            references.push_back({{"model", row.text(0)}, {"count", row.integer(1)}});
        }
    });
    return references;
}

void requireUnreferenced(tenon::Database& database, Noun noun, std::int64_t id) {
    tenon::JsonArray references = referencesTo(database, noun, id);
    if (!references.empty()) {
        throw tenon::Conflict("IN_USE", "Other records refer to this one.", {{"blocking", std::move(references)}});
    }
}

} // namespace accounting
