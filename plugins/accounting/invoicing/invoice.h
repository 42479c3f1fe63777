#pragma once

#include "rules/money_rules.h"
#include "rules/tax.h"
#include "tax_catalogue.h"

#include <tenon/decimal.h>
#include <tenon/json.h>
#include <tenon/time.h>

#include <optional>
#include <string>
#include <vector>

namespace accounting {

enum class InvoiceType { out, in };
enum class InvoiceKind { invoice, creditNote };

/// How the total is brought to what coins there are.
struct CashRoundingRule {
    tenon::Decimal step; ///< Zero: not at all
    CashRounding method = CashRounding::halfUp;
};

struct InvoiceLine {
    std::string description;
    std::optional<std::int64_t> product;
    std::optional<std::int64_t> account; ///< Without: the company's account for income or expense
    tenon::Decimal quantity;
    tenon::Decimal unitPrice;
    tenon::Decimal discountPercent;
    std::vector<AppliedTax> taxes;
    tenon::Decimal amount; ///< Without tax
};

struct InvoiceTax {
    std::optional<std::int64_t> tax;
    std::string name;
    tenon::Decimal rate;
    std::optional<std::int64_t> account;
    bool isDueOnPayment = false;
    std::optional<std::int64_t> transitionAccount; ///< Where it waits for the payments
    tenon::Decimal base;
    tenon::Decimal amount;
};

/// An invoice or a credit note. Amounts are of its currency, positive in both.
struct Invoice {
    std::int64_t id = 0;
    std::string uuid;
    std::int64_t version = 1;
    std::int64_t company = 0;
    InvoiceType type = InvoiceType::out;
    InvoiceKind kind = InvoiceKind::invoice;
    std::string state = "draft";
    std::string number;    ///< Empty until it is posted
    std::string reference; ///< What the client, or the supplier, calls it
    std::string description;
    std::optional<std::int64_t> party;
    tenon::Date date;
    std::optional<tenon::Date> accountingDate;
    std::optional<tenon::Date> dueDate;
    std::optional<std::int64_t> paymentTerm;
    std::string currency;
    int digits = 2;
    DocumentDiscount discount;
    CashRoundingRule cash;
    tenon::Decimal cashRounding;
    tenon::Decimal untaxed;
    tenon::Decimal tax;
    tenon::Decimal total;
    std::optional<std::int64_t> entry;
    std::optional<std::int64_t> controlAccount;
    std::optional<std::int64_t> creditOf;
    std::optional<std::int64_t> cancelledBy;
    std::string createdAt;
    std::string updatedAt;
    tenon::Decimal due;     ///< What was open when it was read; negative when more was paid. Unposted: the total
    tenon::Decimal pending; ///< Of payments that are approved or on their way
    std::vector<InvoiceLine> lines;
    std::vector<InvoiceTax> taxes;

    /// Whether the party owes its total: an invoice to a customer, a credit note from a supplier.
    [[nodiscard]] bool isDebit() const { return (type == InvoiceType::out) == (kind == InvoiceKind::invoice); }

    /// Whether it is not posted and may still become something else.
    [[nodiscard]] bool isChangeable() const { return state == "draft" || state == "validated"; }

    [[nodiscard]] tenon::Decimal amount(std::int64_t unscaled) const { return {unscaled, digits}; }
};

/// Fills in the amounts of the lines, the taxes and the totals.
void compute(Invoice& invoice, TaxRounding rounding);

/// Purpose of the account that holds what a party has paid before its invoice.
[[nodiscard]] inline std::string_view depositPurpose(InvoiceType type) {
    return type == InvoiceType::out ? "customer_deposits" : "supplier_advances";
}

/// A credit note as a copy of what it credits: its taxes go to the accounts for what is given back.
void useRefundAccounts(Invoice& note);

/// "half_up", "up", "down"
[[nodiscard]] std::string_view nameOf(CashRounding method);
[[nodiscard]] CashRounding cashRoundingOf(std::string_view name);

} // namespace accounting
