#pragma once

#include "exact.h"

#include <tenon/decimal.h>

#include <cstdint>
#include <span>
#include <vector>

namespace accounting {

enum class TaxKind {
    percent, ///< `rate` percent of the base
    fixed,   ///< `rate` in money for each line
    perUnit  ///< `rate` in money for each unit
};

/// When the rounding of taxes takes place.
enum class TaxRounding {
    line,    ///< Each line's tax is rounded, then summed
    document ///< The exact taxes are summed, then rounded once for each tax
};

/// A tax as it applies to a line; a group is given as its members, one after the other.
struct Tax {
    std::int64_t id = 0; ///< Lines with the same id are summed
    TaxKind kind = TaxKind::percent;
    tenon::Decimal rate; ///< Negative: withheld, and never part of the base of others
    bool isPriceIncluded = false;
    bool isInNextBase = false;         ///< The tax belongs to the base of those after it
    tenon::Decimal deductible{100, 0}; ///< Percent; the rest is cost
};

/// Quantity × price − discount, with its taxes in the order in which they apply.
struct TaxedLine {
    tenon::Decimal quantity;
    tenon::Decimal unitPrice;
    tenon::Decimal discountPercent;
    std::vector<Tax> taxes;
};

struct LineTax {
    std::int64_t tax = 0;
    tenon::Decimal base;
    tenon::Decimal amount; ///< What is deductible of it
};

struct LineAmounts {
    tenon::Decimal amount; ///< Without tax, with what of it is not deductible
    std::vector<LineTax> taxes;
};

/// One tax over all lines, in the order of its first line.
struct TaxTotal {
    std::int64_t tax = 0;
    tenon::Decimal base;
    tenon::Decimal amount;
};

struct DocumentAmounts {
    std::vector<LineAmounts> lines;
    std::vector<TaxTotal> taxes;
    tenon::Decimal untaxed;
    tenon::Decimal tax;
    tenon::Decimal total; ///< untaxed + tax
};

/// What a discount on the whole document lowers.
enum class DiscountOn {
    net,  ///< The amounts without tax; taxes are computed from what is left
    grand ///< What is to be paid, by exactly this amount; base and tax are derived from what is left
};

struct DocumentDiscount {
    tenon::Decimal amount; ///< Not negative
    DiscountOn on = DiscountOn::net;
};

/// The amounts of a document in a currency with `digits` decimals.
///
/// A line's amount is rounded once. Where prices include taxes, amount and included taxes of the document sum to its
/// prices, and with `document` rounding the last such line takes the cent that this may cost. A discount is spread over
/// the lines in proportion to their amounts; the last one takes what rounding leaves.
[[nodiscard]] DocumentAmounts
documentAmounts(std::span<const TaxedLine> lines, TaxRounding rounding, int digits, DocumentDiscount discount = {});

/// Tax and base of one line before any rounding, in the order of its taxes; the first base is that of the line.
struct ExactTax {
    Exact base;
    Exact amount;
};

struct ExactLine {
    Exact base;
    std::vector<ExactTax> taxes;
};

/// Splits `price` (the whole line, discount taken off) into base and taxes.
[[nodiscard]] ExactLine exactLine(const Exact& price, tenon::Decimal quantity, std::span<const Tax> taxes);

/// Quantity × unit price × (1 − discount), before rounding.
[[nodiscard]] Exact exactPrice(const TaxedLine& line);

/// What becomes due now of a tax that is due with the payments (cash basis), when `paid` of `total` is paid and `due`
/// of the tax was due before. All of it is due when all is paid.
[[nodiscard]] tenon::Decimal
taxDueNow(tenon::Decimal tax, tenon::Decimal paid, tenon::Decimal total, tenon::Decimal due);

} // namespace accounting
