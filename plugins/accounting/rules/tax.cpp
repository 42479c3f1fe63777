#include "tax.h"

#include <tenon/arithmetic.h>

#include <algorithm>

namespace accounting {

namespace {

using tenon::Decimal;

/// A tax as a function of the line's base: factor × base + constant.
struct Affine {
    Exact factor;
    Exact constant;
};

Affine ofBase(const Tax& tax, Decimal quantity, const Affine& base) {
    switch (tax.kind) {
    case TaxKind::percent: {
        const Exact rate = exact(tax.rate) / 100;
        return {base.factor * rate, base.constant * rate};
    }
    case TaxKind::fixed:
        return {0, exact(tax.rate)};
    case TaxKind::perUnit:
        return {0, exact(tax.rate) * exact(quantity)};
    }
    return {};
}

bool addsToBase(const Tax& tax) { return tax.isInNextBase && !tenon::isNegative(tax.rate); }

/// The part of a price that is no tax.
Exact baseOf(const Exact& price, Decimal quantity, std::span<const Tax> taxes) {
    Affine base{1, 0};
    Affine included{0, 0};
    for (const Tax& tax : taxes) {
        const Affine amount = ofBase(tax, quantity, base);
        if (tax.isPriceIncluded) {
            included.factor += amount.factor;
            included.constant += amount.constant;
        }
        if (addsToBase(tax)) {
            base.factor += amount.factor;
            base.constant += amount.constant;
        }
    }
    return (price - included.constant) / (1 + included.factor);
}

Exact amountOn(const Tax& tax, Decimal quantity, const Exact& base) {
    return ofBase(tax, quantity, {0, base}).constant;
}

bool hasIncluded(std::span<const Tax> taxes) {
    return std::ranges::any_of(taxes, [](const Tax& tax) { return tax.isPriceIncluded; });
}

/// Adds up a document line by line.
class Document {
public:
    Document(TaxRounding rounding, int digits) : _rounding(rounding), _digits(digits) {}

    void add(const Exact& price, Decimal quantity, std::span<const Tax> taxes) {
        const Decimal paid = rounded(price, _digits);
        const bool isByLine = _rounding == TaxRounding::line;
        LineAmounts line{.amount = paid, .taxes = {}};
        Exact base = baseOf(isByLine ? exact(paid) : price, quantity, taxes);
        for (const Tax& tax : taxes) {
            Exact amount = amountOn(tax, quantity, base);
            if (isByLine) {
                amount = exact(rounded(amount, _digits));
            }
            addTax(line, tax, base, amount);
            if (addsToBase(tax)) {
                base += amount;
            }
        }
        if (hasIncluded(taxes)) {
            _lastIncluded = _amounts.lines.size();
        }
        _amounts.lines.push_back(std::move(line));
    }

    [[nodiscard]] DocumentAmounts finish() {
        _amounts.untaxed = _amounts.tax = Decimal(0, _digits);
        for (const Sum& sum : _sums) {
            const Decimal amount = rounded(sum.amount, _digits);
            _amounts.taxes.push_back({sum.tax, rounded(sum.base, _digits), amount});
            _amounts.tax += amount;
            // What is paid is what the prices say, though the tax of the document may differ from those of its lines.
            if (sum.isIncluded) {
                _amounts.lines[_lastIncluded].amount += sum.byLine - amount;
            }
        }
        for (const LineAmounts& line : _amounts.lines) {
            _amounts.untaxed += line.amount;
        }
        _amounts.total = _amounts.untaxed + _amounts.tax;
        return std::move(_amounts);
    }

private:
    struct Sum {
        std::int64_t tax;
        bool isIncluded;
        Exact base;
        Exact amount;
        Decimal byLine; ///< Rounded for each line
    };

    void addTax(LineAmounts& line, const Tax& tax, const Exact& base, const Exact& amount) {
        const Exact exactly = amount * exact(tax.deductible) / 100;
        const Decimal deductible = rounded(exactly, _digits);
        line.amount += tax.isPriceIncluded ? -deductible : rounded(amount, _digits) - deductible;
        line.taxes.push_back({tax.id, rounded(base, _digits), deductible});
        Sum& sum = sumOf(tax);
        sum.base += base;
        sum.amount += _rounding == TaxRounding::line ? exact(deductible) : exactly;
        sum.byLine += deductible;
    }

    Sum& sumOf(const Tax& tax) {
        const auto found = std::ranges::find_if(_sums, [&](const Sum& sum) {
            return sum.tax == tax.id && sum.isIncluded == tax.isPriceIncluded;
        });
        return found != _sums.end() ? *found
                                    : _sums.emplace_back(Sum{tax.id, tax.isPriceIncluded, 0, 0, Decimal(0, _digits)});
    }

    TaxRounding _rounding;
    int _digits;
    DocumentAmounts _amounts;
    std::vector<Sum> _sums;
    std::size_t _lastIncluded = 0;
};

DocumentAmounts
computed(std::span<const TaxedLine> lines, std::span<const Exact> prices, TaxRounding rounding, int digits) {
    Document document(rounding, digits);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        document.add(prices[i], lines[i].quantity, lines[i].taxes);
    }
    return document.finish();
}

/// The amounts without tax go down by the discount.
DocumentAmounts discountedOnNet(
    std::span<const TaxedLine> lines,
    std::vector<Exact> prices,
    const DocumentAmounts& full,
    Decimal discount,
    TaxRounding rounding
) {
    std::vector<Decimal> weights;
    std::ranges::transform(full.lines, std::back_inserter(weights), [](const auto& line) { return line.amount; });
    const std::vector<Decimal> parts = tenon::shares(discount, weights);
    for (std::size_t i = 0; i < prices.size(); ++i) {
        const Exact base = baseOf(prices[i], lines[i].quantity, lines[i].taxes);
        prices[i] -= base == 0 ? Exact(0) : Exact(exact(parts[i]) * prices[i] / base);
    }
    return computed(lines, prices, rounding, full.total.scale());
}

/// What is to be paid goes down by the discount: what is left are prices that include all taxes.
DocumentAmounts discountedOnGrand(
    std::span<const TaxedLine> lines, const DocumentAmounts& full, Decimal discount, TaxRounding rounding
) {
    std::vector<Decimal> weights;
    for (const LineAmounts& line : full.lines) {
        Decimal gross = line.amount;
        for (const LineTax& tax : line.taxes) {
            gross += tax.amount;
        }
        weights.push_back(gross);
    }
    std::vector<Exact> prices;
    std::ranges::transform(tenon::shares(full.total - discount, weights), std::back_inserter(prices), exact);
    std::vector<TaxedLine> inclusive(lines.begin(), lines.end());
    for (TaxedLine& line : inclusive) {
        std::ranges::for_each(line.taxes, [](Tax& tax) { tax.isPriceIncluded = true; });
    }
    return computed(inclusive, prices, rounding, full.total.scale());
}

} // namespace

Exact exactPrice(const TaxedLine& line) {
    return exact(line.quantity) * exact(line.unitPrice) * (100 - exact(line.discountPercent)) / 100;
}

ExactLine exactLine(const Exact& price, Decimal quantity, std::span<const Tax> taxes) {
    ExactLine line{.base = baseOf(price, quantity, taxes), .taxes = {}};
    Exact base = line.base;
    for (const Tax& tax : taxes) {
        const Exact amount = amountOn(tax, quantity, base);
        line.taxes.push_back({base, amount});
        if (addsToBase(tax)) {
            base += amount;
        }
    }
    return line;
}

DocumentAmounts
documentAmounts(std::span<const TaxedLine> lines, TaxRounding rounding, int digits, DocumentDiscount discount) {
    std::vector<Exact> prices;
    std::ranges::transform(lines, std::back_inserter(prices), exactPrice);
    DocumentAmounts full = computed(lines, prices, rounding, digits);
    if (tenon::isZero(discount.amount) || lines.empty()) {
        return full;
    }
    return discount.on == DiscountOn::net ? discountedOnNet(lines, std::move(prices), full, discount.amount, rounding)
                                          : discountedOnGrand(lines, full, discount.amount, rounding);
}

Decimal taxDueNow(Decimal tax, Decimal paid, Decimal total, Decimal due) {
    if (tenon::isZero(total)) {
        return tax - due;
    }
    return rounded(Exact(exact(tax) * exact(paid) / exact(total)), tax.scale()) - due;
}

} // namespace accounting
