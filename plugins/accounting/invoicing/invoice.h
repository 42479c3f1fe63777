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
    std::vector<InvoiceLine> lines;
    std::vector<InvoiceTax> taxes;

    /// Whether the party owes its total: an invoice to a customer, a credit note from a supplier.
    [[nodiscard]] bool isDebit() const { return (type == InvoiceType::out) == (kind == InvoiceKind::invoice); }

    [[nodiscard]] tenon::Decimal amount(std::int64_t unscaled) const { return {unscaled, digits}; }
};

/// How the total is brought to what coins there are.
struct CashRoundingRule {
    tenon::Decimal step; ///< Zero: not at all
    CashRounding method = CashRounding::halfUp;
};

/// Fills in the amounts of the lines, the taxes and the totals.
void compute(Invoice& invoice, TaxRounding rounding, const CashRoundingRule& cash);

} // namespace accounting
