/// Taxes of documents. Figures named by an id come from the published test suites of other systems.

#include "rules/tax.h"
#include "support.h"

#include <tenon/arithmetic.h>

#include <random>

namespace accounting::test {

namespace {

Tax percent(std::int64_t id, std::string_view rate) {
    return {.id = id, .kind = TaxKind::percent, .rate = amount(rate, 4)};
}

Tax fixed(std::int64_t id, std::string_view rate) {
    return {.id = id, .kind = TaxKind::fixed, .rate = amount(rate, 4)};
}

Tax included(Tax tax) {
    tax.isPriceIncluded = true;
    return tax;
}

Tax inNextBase(Tax tax) {
    tax.isInNextBase = true;
    return tax;
}

Tax deductible(Tax tax, std::string_view share) {
    tax.deductible = amount(share, 4);
    return tax;
}

TaxedLine line(std::string_view quantity, std::string_view price, std::vector<Tax> taxes) {
    return {
        .quantity = amount(quantity, 6),
        .unitPrice = amount(price, 4),
        .discountPercent = {},
        .taxes = std::move(taxes)};
}

void requireTotals(
    const DocumentAmounts& document, std::string_view untaxed, std::string_view tax, std::string_view total
) {
    requireAmount(untaxed, document.untaxed);
    requireAmount(tax, document.tax);
    requireAmount(total, document.total);
}

class TaxTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(TaxTest);
    CPPUNIT_TEST(tax_001);
    CPPUNIT_TEST(tax_002);
    CPPUNIT_TEST(tax_005);
    CPPUNIT_TEST(tax_009);
    CPPUNIT_TEST(inv_004_amounts);
    CPPUNIT_TEST(inv_012);
    CPPUNIT_TEST(fx_001_amounts);
    CPPUNIT_TEST(includedPricesStayWhatTheCustomerPays);
    CPPUNIT_TEST(anIncludedTaxIsTheInverseOfOneOnTop);
    CPPUNIT_TEST(aWithheldTaxChangesNoOthersBase);
    CPPUNIT_TEST(aTaxForEachUnitGoesByQuantity);
    CPPUNIT_TEST(aDiscountOnTheNetLowersTheTaxWithIt);
    CPPUNIT_TEST(aDiscountOnTheGrandTotalLowersItByExactlyThisAmount);
    CPPUNIT_TEST(currenciesWithoutDecimalsHaveWholeTaxes);
    CPPUNIT_TEST(taxesThatAreDueWithPaymentsAreDueInProportion);
    CPPUNIT_TEST(randomDocumentsAddUp);
    CPPUNIT_TEST_SUITE_END();

public:
    void tax_001() {
        const std::vector<TaxedLine> lines(100, line("1", "1.001", {percent(1, "20")}));
        requireTotals(documentAmounts(lines, TaxRounding::line, 2), "100.00", "20.00", "120.00");
        requireTotals(documentAmounts(lines, TaxRounding::document, 2), "100.00", "20.02", "120.02");
    }

    void tax_002() {
        const std::vector<TaxedLine> lines{line("1", "52.50", {included(percent(1, "12"))})};
        requireTotals(documentAmounts(lines, TaxRounding::line, 2), "46.87", "5.63", "52.50");
        requireTotals(documentAmounts(lines, TaxRounding::document, 2), "46.87", "5.63", "52.50");
        const ExactLine exactly = exactLine(exactPrice(lines[0]), lines[0].quantity, lines[0].taxes);
        requireAmount("46.875", rounded(exactly.base, 3));
        requireAmount("5.625", rounded(exactly.taxes[0].amount, 3));
        CPPUNIT_ASSERT(exactly.base == exact(amount("46.875", 3)));
    }

    void tax_005() {
        const auto computed = [](std::vector<Tax> taxes) {
            return documentAmounts(std::vector{line("1", "200.00", std::move(taxes))}, TaxRounding::line, 2);
        };
        requireTotals(computed({fixed(1, "10"), percent(2, "10")}), "200.00", "30.00", "230.00");

        const Tax first = inNextBase(fixed(1, "10"));
        requireTotals(computed({first, percent(2, "10")}), "200.00", "31.00", "231.00");

        const DocumentAmounts twice = computed({first, percent(2, "10"), first, percent(2, "10")});
        requireAmount("263.00", twice.total);
        const std::vector<std::string_view> bases{"200.00", "210.00", "210.00", "220.00"};
        const std::vector<std::string_view> amounts{"10.00", "21.00", "10.00", "22.00"};
        for (std::size_t i = 0; i < bases.size(); ++i) {
            requireAmount(bases[i], twice.lines[0].taxes[i].base);
            requireAmount(amounts[i], twice.lines[0].taxes[i].amount);
        }
    }

    void tax_009() {
        for (const TaxRounding rounding : {TaxRounding::line, TaxRounding::document}) {
            const auto computed = [&](std::string_view share) {
                return documentAmounts(
                    std::vector{line("10", "50", {deductible(percent(1, "10"), share)})}, rounding, 2
                );
            };
            requireTotals(computed("0"), "550.00", "0.00", "550.00");
            requireTotals(computed("50"), "525.00", "25.00", "550.00");
        }
    }

    void inv_004_amounts() {
        const std::vector<TaxedLine> lines{line("5", "40", {percent(1, "10")}), line("1", "20", {})};
        requireTotals(documentAmounts(lines, TaxRounding::document, 2), "220.00", "20.00", "240.00");
    }

    void inv_012() {
        std::vector<TaxedLine> lines;
        for (const char* quantity : {"84", "54", "288", "144", "430"}) {
            lines.push_back(line(quantity, "4.60", {percent(1, "19")}));
        }
        requireTotals(documentAmounts(lines, TaxRounding::document, 2), "4600.00", "874.00", "5474.00");
        requireTotals(documentAmounts(lines, TaxRounding::line, 2), "4600.00", "874.01", "5474.01");
    }

    void fx_001_amounts() {
        const std::vector<TaxedLine> lines{line("5", "80", {percent(1, "10")}), line("1", "20", {})};
        requireTotals(documentAmounts(lines, TaxRounding::document, 2), "420.00", "40.00", "460.00");
    }

    /// Three times 52.50 are 157.50, however the tax is rounded.
    void includedPricesStayWhatTheCustomerPays() {
        const std::vector<TaxedLine> lines(3, line("1", "52.50", {included(percent(1, "12"))}));
        requireTotals(documentAmounts(lines, TaxRounding::line, 2), "140.61", "16.89", "157.50");
        const DocumentAmounts byDocument = documentAmounts(lines, TaxRounding::document, 2);
        requireTotals(byDocument, "140.62", "16.88", "157.50");
        requireAmount("46.87", byDocument.lines[0].amount);
        requireAmount("46.88", byDocument.lines[2].amount);
    }

    void anIncludedTaxIsTheInverseOfOneOnTop() {
        const std::vector<Tax> onTop{inNextBase(fixed(1, "5")), percent(2, "15")};
        const std::vector<Tax> inside{included(onTop[0]), included(onTop[1])};
        const Exact price = exact(amount("100.00"));
        const ExactLine up = exactLine(price, amount("1"), onTop);
        const Exact gross = price + up.taxes[0].amount + up.taxes[1].amount;
        CPPUNIT_ASSERT(exactLine(gross, amount("1"), inside).base == price);
    }

    void aWithheldTaxChangesNoOthersBase() {
        const std::vector<TaxedLine> lines{line("1", "100", {inNextBase(percent(1, "-2")), percent(2, "10")})};
        const DocumentAmounts document = documentAmounts(lines, TaxRounding::document, 2);
        requireAmount("-2.00", document.taxes[0].amount);
        requireAmount("10.00", document.taxes[1].amount);
        requireAmount("108.00", document.total);
    }

    void aTaxForEachUnitGoesByQuantity() {
        const Tax eco{.id = 1, .kind = TaxKind::perUnit, .rate = amount("0.25", 4)};
        requireAmount("1.75", documentAmounts(std::vector{line("7", "3", {eco})}, TaxRounding::line, 2).tax);
    }

    void aDiscountOnTheNetLowersTheTaxWithIt() {
        const std::vector<TaxedLine> lines(3, line("1", "100", {percent(1, "10")}));
        const DocumentAmounts document =
            documentAmounts(lines, TaxRounding::document, 2, {amount("10.00"), DiscountOn::net});
        requireTotals(document, "290.00", "29.00", "319.00");
        requireAmount("96.67", document.lines[0].amount);
        requireAmount("96.66", document.lines[2].amount);
    }

    void aDiscountOnTheGrandTotalLowersItByExactlyThisAmount() {
        const std::vector<TaxedLine> lines(3, line("1", "33.33", {percent(1, "19")}));
        for (const TaxRounding rounding : {TaxRounding::line, TaxRounding::document}) {
            const DocumentAmounts full = documentAmounts(lines, rounding, 2);
            const DocumentAmounts less = documentAmounts(lines, rounding, 2, {amount("7.77"), DiscountOn::grand});
            requireAmount("7.77", full.total - less.total);
        }
    }

    void currenciesWithoutDecimalsHaveWholeTaxes() {
        const std::vector<TaxedLine> lines{line("3", "333", {percent(1, "11")})};
        const DocumentAmounts document = documentAmounts(lines, TaxRounding::document, 0);
        CPPUNIT_ASSERT_EQUAL(std::string("110"), document.tax.text());
    }

    void taxesThatAreDueWithPaymentsAreDueInProportion() {
        requireAmount("3.33", taxDueNow(amount("10.00"), amount("33.33"), amount("100.00"), amount("0.00")));
        requireAmount("6.67", taxDueNow(amount("10.00"), amount("100.00"), amount("100.00"), amount("3.33")));
    }

    void randomDocumentsAddUp() {
        std::mt19937 random(20261125);
        const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
        for (int round = 0; round < 2000; ++round) {
            std::vector<TaxedLine> lines(static_cast<std::size_t>(1 + below(6)));
            tenon::Decimal prices(0, 2);
            const bool isIncluded = below(2) == 0;
            for (TaxedLine& each : lines) {
                each = {
                    .quantity = tenon::Decimal(1 + below(5'000'000), 6),
                    .unitPrice = tenon::Decimal(below(10'000'000), 4),
                    .discountPercent = tenon::Decimal(below(500'000), 4),
                    .taxes = {percent(1, "11"), percent(2, "2.5")},
                };
                each.taxes[0].isInNextBase = below(2) == 0;
                each.taxes[0].isPriceIncluded = each.taxes[1].isPriceIncluded = isIncluded;
                prices += rounded(exactPrice(each), 2);
            }
            const TaxRounding rounding = below(2) == 0 ? TaxRounding::line : TaxRounding::document;
            const DocumentAmounts document = documentAmounts(lines, rounding, 2);
            tenon::Decimal untaxed(0, 2);
            for (const LineAmounts& each : document.lines) {
                untaxed += each.amount;
            }
            CPPUNIT_ASSERT_EQUAL(untaxed.text(), document.untaxed.text());
            CPPUNIT_ASSERT_EQUAL((untaxed + document.tax).text(), document.total.text());
            CPPUNIT_ASSERT_EQUAL(prices.text(), (isIncluded ? document.total : document.untaxed).text());
            const tenon::Decimal discount = tenon::quotient(document.total, tenon::Decimal(7, 0), 2);
            const DocumentAmounts less = documentAmounts(lines, rounding, 2, {discount, DiscountOn::grand});
            CPPUNIT_ASSERT_EQUAL((document.total - discount).text(), less.total.text());
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(TaxTest);

} // namespace

} // namespace accounting::test
