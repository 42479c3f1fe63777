#include "invoice_store.h"

#include <tenon/arithmetic.h>
#include <tenon/random.h>

namespace accounting {

namespace {

using tenon::Decimal;
using tenon::Row;

constexpr std::string_view insertInvoice =
    "INSERT INTO accounting_invoice (uuid, version, created_at, updated_at, company_id, type, kind, state, reference, "
    "description, party_id, invoice_date, accounting_date, due_date, payment_term_id, currency, discount, discount_on, "
    "cash_step, cash_method, cash_rounding, untaxed, tax, total, credit_of_id, created_by) VALUES (:uuid, 1, :now, "
    ":now, :company, :type, :kind, 'draft', :reference, :description, :party, :date, :accounting_date, :due, :term, "
    ":currency, :discount, :discount_on, :cash_step, :cash_method, :rounding, :untaxed, :tax, :total, :credit_of, :by) "
    "RETURNING id";
constexpr std::string_view updateInvoice =
    "UPDATE accounting_invoice SET version = version + 1, updated_at = :now, state = 'draft', reference = :reference, "
    "description = :description, party_id = :party, invoice_date = :date, accounting_date = :accounting_date, "
    "due_date = :due, payment_term_id = :term, currency = :currency, discount = :discount, discount_on = :discount_on, "
    "cash_step = :cash_step, cash_method = :cash_method, cash_rounding = :rounding, untaxed = :untaxed, tax = :tax, "
    "total = :total WHERE id = :id";
constexpr std::string_view updateState =
    "UPDATE accounting_invoice SET version = version + 1, updated_at = :now, state = :state WHERE id = :id";
constexpr std::string_view updatePosted =
    "UPDATE accounting_invoice SET version = version + 1, updated_at = :now, state = :state, number = :number, "
    "entry_id = :entry, control_account_id = :account, due_date = :due, rate = :rate WHERE id = :id";
constexpr std::string_view updateCancelled =
    "UPDATE accounting_invoice SET version = version + 1, updated_at = :now, state = 'cancelled', "
    "cancelled_by_id = :credit WHERE id = :id";
constexpr std::string_view deleteParts[] = {
    "DELETE FROM accounting_invoice_line WHERE invoice_id = :id",
    "DELETE FROM accounting_invoice_tax WHERE invoice_id = :id",
};
constexpr std::string_view deleteInvoice = "DELETE FROM accounting_invoice WHERE id = :id AND number IS NULL";
constexpr std::string_view insertLine =
    "INSERT INTO accounting_invoice_line (invoice_id, position, description, product_id, account_id, quantity, "
    "unit_price, discount_percent, taxes, amount) VALUES (:invoice, :position, :description, :product, :account, "
    ":quantity, :price, :discount, :taxes, :amount)";
constexpr std::string_view insertTax =
    "INSERT INTO accounting_invoice_tax (invoice_id, position, tax_id, name, rate, account_id, is_due_on_payment, "
    "transition_account_id, base, amount) VALUES (:invoice, :position, :tax, :name, :rate, :account, :on_payment, "
    ":transition, :base, :amount)";
constexpr std::string_view countReference =
    "SELECT COUNT(*) FROM accounting_invoice WHERE company_id = :company AND type = 'in' AND kind = :kind "
    "AND party_id = :party AND lower(reference) = lower(:reference) AND id <> :id AND state <> 'cancelled'";

std::string_view nameOf(InvoiceType type) { return type == InvoiceType::out ? "out" : "in"; }

std::string_view nameOf(InvoiceKind kind) { return kind == InvoiceKind::invoice ? "invoice" : "credit_note"; }

/// What is stored of a new invoice and of a changed one alike. Borrows from `invoice`.
std::vector<tenon::Param> contentOf(const Invoice& invoice) {
    return {
        {"now", tenon::Clock::now()},
        {"reference", invoice.reference},
        {"description", invoice.description},
        {"party", invoice.party},
        {"date", invoice.date},
        {"accounting_date", invoice.accountingDate},
        {"due", invoice.dueDate},
        {"term", invoice.paymentTerm},
        {"currency", invoice.currency},
        {"discount", invoice.discount.amount},
        {"discount_on", invoice.discount.on == DiscountOn::net ? "net" : "grand"},
        {"cash_step", tenon::rounded(invoice.cash.step, invoice.digits)},
        {"cash_method", nameOf(invoice.cash.method)},
        {"rounding", invoice.cashRounding},
        {"untaxed", invoice.untaxed},
        {"tax", invoice.tax},
        {"total", invoice.total},
    };
}

} // namespace

std::int64_t InvoiceStore::add(const Invoice& invoice, std::int64_t by) {
    const std::string uuid = tenon::Random::uuid();
    std::vector<tenon::Param> params = contentOf(invoice);
    params.insert(
        params.end(),
        {{"uuid", uuid},
         {"company", invoice.company},
         {"type", nameOf(invoice.type)},
         {"kind", nameOf(invoice.kind)},
         {"credit_of", invoice.creditOf},
         {"by", by}}
    );
    std::int64_t id = 0;
    _database.run(insertInvoice, params, [&](const Row& row) { id = row.integer(0); });
    addParts(id, invoice);
    return id;
}

void InvoiceStore::change(const Invoice& invoice) {
    std::vector<tenon::Param> params = contentOf(invoice);
    params.push_back({"id", invoice.id});
    _database.run(updateInvoice, params, nullptr);
    for (const std::string_view statement : deleteParts) {
        _database.execute(statement, {{"id", invoice.id}});
    }
    addParts(invoice.id, invoice);
}

void InvoiceStore::addParts(std::int64_t id, const Invoice& invoice) {
    for (std::size_t i = 0; i < invoice.lines.size(); ++i) {
        const InvoiceLine& line = invoice.lines[i];
        _database.execute(
            insertLine,
            {{"invoice", id},
             {"position", i},
             {"description", line.description},
             {"product", line.product},
             {"account", line.account},
             {"quantity", line.quantity},
             {"price", line.unitPrice},
             {"discount", line.discountPercent},
             {"taxes", boost::json::serialize(jsonOf(line.taxes))},
             {"amount", line.amount}}
        );
    }
    for (std::size_t i = 0; i < invoice.taxes.size(); ++i) {
        const InvoiceTax& tax = invoice.taxes[i];
        _database.execute(
            insertTax,
            {{"invoice", id},
             {"position", i},
             {"tax", tax.tax},
             {"name", tax.name},
             {"rate", tax.rate},
             {"account", tax.account},
             {"on_payment", tax.isDueOnPayment},
             {"transition", tax.transitionAccount},
             {"base", tax.base},
             {"amount", tax.amount}}
        );
    }
}

void InvoiceStore::setState(std::int64_t id, std::string_view state) {
    _database.execute(updateState, {{"now", tenon::Clock::now()}, {"state", state}, {"id", id}});
}

void InvoiceStore::markPosted(const Invoice& invoice, Decimal rate) {
    _database.execute(
        updatePosted,
        {{"now", tenon::Clock::now()},
         {"state", invoice.state},
         {"number", invoice.number},
         {"entry", invoice.entry},
         {"account", invoice.controlAccount},
         {"due", invoice.dueDate},
         {"rate", rate},
         {"id", invoice.id}}
    );
}

void InvoiceStore::markCancelled(std::int64_t id, std::int64_t creditNote) {
    _database.execute(updateCancelled, {{"now", tenon::Clock::now()}, {"credit", creditNote}, {"id", id}});
}

void InvoiceStore::remove(std::int64_t id) { _database.execute(deleteInvoice, {{"id", id}}); }

bool InvoiceStore::hasSupplierReference(const Invoice& invoice) {
    return _database
               .value<std::int64_t>(
                   countReference,
                   {{"company", invoice.company},
                    {"kind", nameOf(invoice.kind)},
                    {"party", invoice.party},
                    {"reference", invoice.reference},
                    {"id", invoice.id}}
               )
               .value_or(0)
           > 0;
}

} // namespace accounting
