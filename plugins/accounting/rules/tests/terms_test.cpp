/// Payment terms, allocation, rounding, conversion, ageing.

#include "rules/allocation.h"
#include "rules/money_rules.h"
#include "rules/payment_term.h"
#include "support.h"

#include <tenon/arithmetic.h>
#include <tenon/error.h>

#include <random>

namespace accounting::test {

namespace {

TermLine part(TermPart kind, std::string_view value, std::vector<DateStep> steps) {
    return {.part = kind, .value = amount(value, 4), .steps = std::move(steps)};
}

std::string written(const std::vector<Instalment>& parts) {
    std::string text;
    for (const Instalment& each : parts) {
        text.append(text.empty() ? "" : ", ").append(each.due.text()).append(" ").append(each.amount.text());
    }
    return text;
}

std::string due(std::string_view start, const DateStep& step) {
    return dateAfter(day(start), std::vector{step}).text();
}

class TermsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(TermsTest);
    CPPUNIT_TEST(inv_001);
    CPPUNIT_TEST(inv_003);
    CPPUNIT_TEST(inv_009);
    CPPUNIT_TEST(acc_012);
    CPPUNIT_TEST(fx_001_conversion);
    CPPUNIT_TEST(monthsAreClampedToTheirLastDay);
    CPPUNIT_TEST(aTermHasItsRemainderLast);
    CPPUNIT_TEST(creditNotesAreMirrored);
    CPPUNIT_TEST(instalmentsSumToTheWhole);
    CPPUNIT_TEST(theOldestMaturityIsSettledFirst);
    CPPUNIT_TEST(allocationNeverSettlesMoreThanThereIs);
    CPPUNIT_TEST(cashIsRoundedToItsSmallestCoin);
    CPPUNIT_TEST(amountsAgeByTheirMaturity);
    CPPUNIT_TEST_SUITE_END();

public:
    void inv_001() {
        const std::vector<TermLine> lines{
            part(TermPart::percent, "25", {{.days = 30}}),
            part(TermPart::percentOfTotal, "25", {{.months = 1}}),
            part(TermPart::fixed, "396.84", {{.months = 1, .days = 30}}),
            part(TermPart::remainder, "0", {{.months = 2, .dayOfMonth = 15, .days = 30}}),
        };
        CPPUNIT_ASSERT_EQUAL(
            std::string("2011-10-31 396.84, 2011-11-01 396.84, 2011-12-01 396.84, 2012-01-14 396.83"),
            written(instalments(lines, amount("1587.35"), day("2011-10-01")))
        );
    }

    void inv_003() {
        const std::vector<TermLine> split{
            part(TermPart::percentOfTotal, "30", {}),
            part(TermPart::remainder, "0", {{.months = 1, .dayOfMonth = 31}})};
        CPPUNIT_ASSERT_EQUAL(
            std::string("2019-01-01 690.00, 2019-02-28 1610.00"),
            written(instalments(split, amount("2300.00"), day("2019-01-01")))
        );
        const std::vector<TermLine> whole{part(TermPart::remainder, "0", {{.days = 30}})};
        CPPUNIT_ASSERT_EQUAL(
            std::string("2019-01-31 2300.00"), written(instalments(whole, amount("2300.00"), day("2019-01-01")))
        );
    }

    void inv_009() {
        const tenon::Decimal total = cashRounded(amount("42.06"), amount("0.05"), CashRounding::up);
        requireAmount("42.10", total);
        requireAmount("0.04", total - amount("42.06"));
    }

    void acc_012() {
        requireAmount("33.33", tenon::quotient(amount("100", 0), amount("3", 0), 2));
        requireAmount("66.67", tenon::quotient(amount("200", 0), amount("3", 0), 2));
        requireAmount("-0.01", tenon::quotient(amount("-0.01"), amount("2", 0), 2));
    }

    void fx_001_conversion() {
        requireAmount("230.00", inCompanyCurrency(amount("460.00"), amount("2.0", 12), 2));
        requireAmount("184.00", inCompanyCurrency(amount("460.00"), amount("2.5", 12), 2));
        requireAmount("460.00", inForeignCurrency(amount("230.00"), amount("2.0", 12), 2));
    }

    void monthsAreClampedToTheirLastDay() {
        CPPUNIT_ASSERT_EQUAL(std::string("2026-02-28"), due("2026-01-31", {.months = 1}));
        CPPUNIT_ASSERT_EQUAL(std::string("2026-03-31"), due("2026-01-31", {.months = 2}));
        CPPUNIT_ASSERT_EQUAL(std::string("2024-02-29"), due("2024-01-15", {.months = 1, .dayOfMonth = 31}));
        CPPUNIT_ASSERT_EQUAL(std::string("2025-12-15"), due("2026-01-15", {.months = -1}));
        CPPUNIT_ASSERT_EQUAL(std::string("2026-01-15"), due("2026-01-01", {.weeks = 2}));
    }

    void aTermHasItsRemainderLast() {
        const TermLine remainder = part(TermPart::remainder, "0", {});
        const TermLine half = part(TermPart::percent, "50", {});
        for (const auto& lines :
             std::vector<std::vector<TermLine>>{{}, {half}, {remainder, half}, {remainder, remainder}}) {
            CPPUNIT_ASSERT_THROW(requireRemainder(lines), tenon::Error);
        }
        requireRemainder(std::vector{half, remainder});
    }

    void creditNotesAreMirrored() {
        const std::vector<TermLine> lines{
            part(TermPart::percent, "33.3333", {}),
            part(TermPart::fixed, "10", {}),
            part(TermPart::remainder, "0", {})};
        const auto positive = instalments(lines, amount("100.01"), day("2026-01-01"));
        const auto negative = instalments(lines, amount("-100.01"), day("2026-01-01"));
        CPPUNIT_ASSERT_EQUAL(positive.size(), negative.size());
        for (std::size_t i = 0; i < positive.size(); ++i) {
            CPPUNIT_ASSERT_EQUAL((-positive[i].amount).text(), negative[i].amount.text());
        }
    }

    void instalmentsSumToTheWhole() {
        std::mt19937 random(7);
        for (int round = 0; round < 3000; ++round) {
            std::vector<TermLine> lines;
            for (auto i = random() % 5; i > 0; --i) {
                const auto kind = random() % 2 == 0 ? TermPart::percent : TermPart::percentOfTotal;
                lines.push_back(
                    {.part = kind,
                     .value = tenon::Decimal(static_cast<std::int64_t>(random() % 400'000), 4),
                     .steps = {}}
                );
            }
            lines.push_back({});
            const tenon::Decimal total(static_cast<std::int64_t>(random() % 1'000'000) - 500'000, 2);
            tenon::Decimal sum(0, 2);
            for (const Instalment& each : instalments(lines, total, day("2026-01-31"))) {
                sum += each.amount;
            }
            CPPUNIT_ASSERT_EQUAL(total.text(), sum.text());
        }
    }

    void theOldestMaturityIsSettledFirst() {
        const auto settled = allocations({
            {1, day("2026-03-01"), amount("100.00")},
            {2, day("2026-02-01"), amount("50.00")},
            {3, day("2026-04-01"), amount("-70.00")},
        });
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, settled.size());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, settled[0].debitLine);
        requireAmount("50.00", settled[0].amount);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, settled[1].debitLine);
        requireAmount("20.00", settled[1].amount);
    }

    void allocationNeverSettlesMoreThanThereIs() {
        std::mt19937 random(11);
        for (int round = 0; round < 2000; ++round) {
            std::vector<OpenLine> lines;
            std::map<std::int64_t, tenon::Decimal> open;
            for (std::int64_t id = 1; id <= 8; ++id) {
                const tenon::Decimal value(static_cast<std::int64_t>(random() % 2000) - 1000, 2);
                lines.push_back({id, day(random() % 2 == 0 ? "2026-01-01" : "2026-02-01"), value});
                open[id] = value;
            }
            for (const Allocation& each : allocations(lines)) {
                CPPUNIT_ASSERT(tenon::isPositive(each.amount));
                open[each.debitLine] -= each.amount;
                open[each.creditLine] += each.amount;
            }
            bool hasDebit = false;
            bool hasCredit = false;
            for (const OpenLine& line : lines) {
                CPPUNIT_ASSERT(tenon::isNegative(open[line.line]) ? tenon::isNegative(line.open) : true);
                CPPUNIT_ASSERT(tenon::isPositive(open[line.line]) ? tenon::isPositive(line.open) : true);
                hasDebit = hasDebit || tenon::isPositive(open[line.line]);
                hasCredit = hasCredit || tenon::isNegative(open[line.line]);
            }
            CPPUNIT_ASSERT(!(hasDebit && hasCredit));
        }
    }

    void cashIsRoundedToItsSmallestCoin() {
        requireAmount("42.05", cashRounded(amount("42.06"), amount("0.05"), CashRounding::halfUp));
        requireAmount("42.05", cashRounded(amount("42.09"), amount("0.05"), CashRounding::down));
        requireAmount("-42.10", cashRounded(amount("-42.06"), amount("0.05"), CashRounding::up));
        requireAmount("42.05", cashRounded(amount("42.05"), amount("0.05"), CashRounding::up));
    }

    void amountsAgeByTheirMaturity() {
        const auto bucket = [](std::string_view maturity) { return ageBucket(day(maturity), day("2026-06-30")); };
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, bucket("2026-06-30"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, bucket("2026-06-29"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, bucket("2026-05-31"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, bucket("2026-05-30"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, bucket("2026-04-01"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, bucket("2026-03-31"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(TermsTest);

} // namespace

} // namespace accounting::test
