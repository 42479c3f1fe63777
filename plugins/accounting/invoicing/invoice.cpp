#include "invoice.h"

#include <tenon/arithmetic.h>

#include <algorithm>

namespace accounting {

namespace {

using tenon::Decimal;

const AppliedTax* taxWith(const Invoice& invoice, std::int64_t key) {
    for (const InvoiceLine& line : invoice.lines) {
        const auto found = std::ranges::find(line.taxes, key, &AppliedTax::key);
        if (found != line.taxes.end()) {
            return &*found;
        }
    }
    return nullptr;
}

std::vector<TaxedLine> taxedLines(const Invoice& invoice) {
    std::vector<TaxedLine> lines;
    for (const InvoiceLine& line : invoice.lines) {
        TaxedLine taxed{
            .quantity = line.quantity,
            .unitPrice = line.unitPrice,
            .discountPercent = line.discountPercent,
            .taxes = {}};
        std::ranges::transform(line.taxes, std::back_inserter(taxed.taxes), &AppliedTax::rule);
        lines.push_back(std::move(taxed));
    }
    return lines;
}

} // namespace

std::string_view nameOf(CashRounding method) {
    return method == CashRounding::up ? "up" : method == CashRounding::down ? "down" : "half_up";
}

CashRounding cashRoundingOf(std::string_view name) {
    return name == "up" ? CashRounding::up : name == "down" ? CashRounding::down : CashRounding::halfUp;
}

void useRefundAccounts(Invoice& note) {
    for (const InvoiceLine& line : note.lines) {
        for (const AppliedTax& tax : line.taxes) {
            const auto found = std::ranges::find(note.taxes, tax.tax, &InvoiceTax::tax);
            if (found != note.taxes.end() && tax.tax && tax.refundAccount) {
                found->account = tax.refundAccount;
            }
        }
    }
}

void compute(Invoice& invoice, TaxRounding rounding) {
    const DocumentAmounts amounts = documentAmounts(taxedLines(invoice), rounding, invoice.digits, invoice.discount);
    for (std::size_t i = 0; i < invoice.lines.size(); ++i) {
        invoice.lines[i].amount = amounts.lines[i].amount;
    }
    invoice.taxes.clear();
    const bool isCredit = invoice.kind == InvoiceKind::creditNote;
    for (const TaxTotal& total : amounts.taxes) {
        const AppliedTax& tax = *taxWith(invoice, total.tax);
        invoice.taxes.push_back({
            .tax = tax.tax,
            .name = tax.name,
            .rate = tax.rule.rate,
            .account = isCredit && tax.refundAccount ? tax.refundAccount : tax.account,
            .isDueOnPayment = tax.isDueOnPayment,
            .transitionAccount = tax.transitionAccount,
            .base = total.base,
            .amount = total.amount,
        });
    }
    invoice.untaxed = amounts.untaxed;
    invoice.tax = amounts.tax;
    invoice.total = amounts.total;
    invoice.cashRounding = Decimal(0, invoice.digits);
    if (!tenon::isZero(invoice.cash.step)) {
        invoice.total = cashRounded(amounts.total, invoice.cash.step, invoice.cash.method);
        invoice.cashRounding = invoice.total - amounts.total;
    }
}

} // namespace accounting
