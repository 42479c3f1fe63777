/// How invoices are answered.

#include "invoices.h"
#include "ledger/json_values.h"

#include <tenon/arithmetic.h>

#include <algorithm>

namespace accounting {

namespace {

using tenon::Decimal;
using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;

JsonObject lineJson(const InvoiceLine& line) {
    return {
        {"description", line.description},
        {"product", orNull(line.product)},
        {"account", orNull(line.account)},
        {"quantity", tenon::trimmed(line.quantity, 0).text()},
        {"unit_price", tenon::trimmed(line.unitPrice, 2).text()},
        {"discount_percent", tenon::trimmed(line.discountPercent, 0).text()},
        {"taxes", accounting::jsonOf(line.taxes)},
        {"amount", line.amount.text()},
    };
}

JsonObject taxJson(const InvoiceTax& tax) {
    return {
        {"tax_id", orNull(tax.tax)},
        {"name", tax.name},
        {"rate", tenon::trimmed(tax.rate, 0).text()},
        {"base", tax.base.text()},
        {"amount", tax.amount.text()},
    };
}

} // namespace

JsonObject Invoices::jsonOf(const Invoice& invoice) {
    return jsonOf(
        invoice, invoice.party ? parties().names({&*invoice.party, 1}) : std::map<std::int64_t, std::string>()
    );
}

JsonObject Invoices::jsonOf(const Invoice& invoice, const std::map<std::int64_t, std::string>& names) {
    const auto name = invoice.party ? names.find(*invoice.party) : names.end();
    const bool isOpen = invoice.state != "cancelled";
    const Decimal nothing = invoice.amount(0);
    JsonArray lines;
    std::ranges::transform(invoice.lines, std::back_inserter(lines), lineJson);
    JsonArray taxes;
    std::ranges::transform(invoice.taxes, std::back_inserter(taxes), taxJson);
    return {
        {"id", invoice.id},
        {"uuid", invoice.uuid},
        {"company_id", invoice.company},
        {"type", invoice.type == InvoiceType::out ? "out" : "in"},
        {"kind", invoice.kind == InvoiceKind::invoice ? "invoice" : "credit_note"},
        {"state", invoice.state},
        {"number", textOrNull(invoice.number)},
        {"invoice_number", textOrNull(invoice.number.empty() ? invoice.reference : invoice.number)},
        {"reference", invoice.reference},
        {"description", invoice.description},
        {"customer", orNull(invoice.party)},
        {"party_id", orNull(invoice.party)},
        {"party_name", name != names.end() ? Json(name->second) : Json()},
        {"invoice_date", invoice.date.text()},
        {"accounting_date", orNull(invoice.accountingDate)},
        {"due_date", orNull(invoice.dueDate)},
        {"payment_term_id", orNull(invoice.paymentTerm)},
        {"currency", invoice.currency},
        {"untaxed", invoice.untaxed.text()},
        {"tax", invoice.tax.text()},
        {"cash_rounding", invoice.cashRounding.text()},
        {"total", invoice.total.text()},
        {"amount_due", (isOpen ? invoice.due : nothing).text()},
        {"amount_to_pay", (isOpen ? invoice.due - invoice.pending : nothing).text()},
        {"entry_id", orNull(invoice.entry)},
        {"credit_of_id", orNull(invoice.creditOf)},
        {"cancelled_by_id", orNull(invoice.cancelledBy)},
        {"lines", std::move(lines)},
        {"taxes", std::move(taxes)},
        {"version", invoice.version},
        {"created_at", invoice.createdAt},
        {"updated_at", invoice.updatedAt},
    };
}

} // namespace accounting
