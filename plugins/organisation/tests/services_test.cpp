/// What other modules ask: numbers without gaps, companies of a caller, days of a time zone.

#include "../time_zones.h"
#include "support.h"

#include <algorithm>
#include <thread>
#include <vector>

namespace organisation::test {

namespace {

tenon::Date day(std::string_view text) { return tenon::Date::parse(text).value(); }

} // namespace

template <On on>
class ServicesTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(ServicesTest);
    CPPUNIT_TEST(numbersCountWithinCompanyKindAndPeriod);
    CPPUNIT_TEST(aNumberGoesBackWithItsTransaction);
    CPPUNIT_TEST(aProposalReservesNothing);
    CPPUNIT_TEST(numbersFollowTheDatesUnlessTheCompanySaysOtherwise);
    CPPUNIT_TEST(numbersHaveNoGapsAmongSixteenPostersWhoRollBackAtTimes);
    CPPUNIT_TEST(aCompanyIsReadWithItsCurrency);
    CPPUNIT_TEST_SUITE_END();

public:
    ServicesTest() : KernelFixture(on) {}

    void setUp() override {
        KernelFixture::setUp();
        _company = addCompany("A");
        _sequences = kernel().app().find<Sequences>();
    }

    void tearDown() override {
        _sequences.reset();
        KernelFixture::tearDown();
    }

    void numbersCountWithinCompanyKindAndPeriod() {
        CPPUNIT_ASSERT_EQUAL(std::string("INV/2026/00001"), taken("INV", "2026", "2026-01-05"));
        CPPUNIT_ASSERT_EQUAL(std::string("INV/2026/00002"), taken("INV", "2026", "2026-01-05"));
        CPPUNIT_ASSERT_EQUAL(std::string("CN/2026/00001"), taken("CN", "2026", "2026-01-04"));
        CPPUNIT_ASSERT_EQUAL(std::string("INV/2025/00001"), taken("INV", "2025", "2025-12-31"));
        CPPUNIT_ASSERT_EQUAL(std::string("POS/00001"), taken("POS", "", "2026-01-05"));
        _company = addCompany("B");
        CPPUNIT_ASSERT_EQUAL(std::string("INV/2026/00001"), taken("INV", "2026", "2026-01-05"));
    }

    void aNumberGoesBackWithItsTransaction() {
        CPPUNIT_ASSERT_THROW(
            kernel().database().transaction([&] {
                _sequences->next({_company, "INV", "2026"}, day("2026-01-05"));
                throw tenon::Conflict("STOP", "No.");
            }),
            tenon::Conflict
        );
        CPPUNIT_ASSERT_EQUAL(std::string("INV/2026/00001"), taken("INV", "2026", "2026-01-05"));
    }

    void aProposalReservesNothing() {
        taken("INV", "2026", "2026-01-05");
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, _sequences->propose({_company, "INV", "2026"}).value);
        CPPUNIT_ASSERT_EQUAL(std::string("INV/2026/00002"), taken("INV", "2026", "2026-01-05"));
    }

    void numbersFollowTheDatesUnlessTheCompanySaysOtherwise() {
        taken("INV", "2026", "2026-03-10");
        try {
            taken("INV", "2026", "2026-03-09");
            CPPUNIT_FAIL("it was numbered");
        } catch (const tenon::Conflict& conflict) {
            CPPUNIT_ASSERT_EQUAL(std::string("NUMBER_DATE_ORDER"), conflict.code());
        }
        done(admin, "PATCH", "/companies/" + std::to_string(_company), {{"numbering_strict", false}});
        CPPUNIT_ASSERT_EQUAL(std::string("INV/2026/00002"), taken("INV", "2026", "2026-03-09"));
    }

    void numbersHaveNoGapsAmongSixteenPostersWhoRollBackAtTimes() {
        constexpr int posters = 16;
        constexpr int each = 8;
        std::vector<std::vector<std::int64_t>> kept(posters);
        std::vector<std::thread> threads;
        for (int poster = 0; poster < posters; ++poster) {
            threads.emplace_back([&, poster] { post(poster, each, kept[static_cast<std::size_t>(poster)]); });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        std::vector<std::int64_t> all;
        for (const auto& numbers : kept) {
            all.insert(all.end(), numbers.begin(), numbers.end());
        }
        std::ranges::sort(all);
        CPPUNIT_ASSERT_EQUAL(std::size_t{posters * each * 3 / 4}, all.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            CPPUNIT_ASSERT_EQUAL(static_cast<std::int64_t>(i + 1), all[i]);
        }
    }

    void aCompanyIsReadWithItsCurrency() {
        const auto companies = kernel().app().find<Companies>();
        done(admin, "PATCH", "/companies/" + std::to_string(_company), {{"currency", "KWD"}, {"tax_rounding", "line"}});
        const Company company = companies->company(_company);
        CPPUNIT_ASSERT_EQUAL(3, company.currency.digits);
        CPPUNIT_ASSERT(company.taxRounding == TaxRounding::Line && company.numberingStrict);
        CPPUNIT_ASSERT_EQUAL(0, companies->currency("JPY").digits);
        CPPUNIT_ASSERT_THROW(static_cast<void>(companies->currency("ABC")), tenon::Invalid);
        CPPUNIT_ASSERT_THROW(static_cast<void>(companies->company(999)), tenon::NotFound);
    }

private:
    std::string taken(std::string_view kind, std::string_view period, std::string_view date) {
        return kernel().database().transaction([&] {
            return _sequences->next({_company, kind, period}, day(date)).text;
        });
    }

    /// Takes numbers one by one; every fourth is given back by a transaction that fails.
    void post(int poster, int count, std::vector<std::int64_t>& kept) {
        for (int i = 0; i < count; ++i) {
            try {
                kept.push_back(kernel().database().transaction([&] {
                    const auto number = _sequences->next({_company, "INV", "2026"}, day("2026-05-01")).value;
                    if ((poster + i) % 4 == 0) {
                        throw tenon::Conflict("STOP", "No.");
                    }
                    return number;
                }));
            } catch (const tenon::Conflict&) {
                continue;
            }
        }
    }

    std::int64_t _company = 0;
    std::shared_ptr<Sequences> _sequences;
};

static const OnBothDatabases<ServicesTest> registered;

class TimeZonesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(TimeZonesTest);
    CPPUNIT_TEST(aDayEndsWhenItDoesInTheZone);
    CPPUNIT_TEST(onlyZonesOfTheDatabaseAreKnown);
    CPPUNIT_TEST_SUITE_END();

public:
    void aDayEndsWhenItDoesInTheZone() {
        const auto evening = tenon::Timestamp::parse("2026-03-31T18:30:00Z").value();
        CPPUNIT_ASSERT_EQUAL(std::string("2026-04-01"), dayIn("Asia/Dhaka", evening).text());
        CPPUNIT_ASSERT_EQUAL(std::string("2026-03-31"), dayIn("UTC", evening).text());
        CPPUNIT_ASSERT_EQUAL(std::string("2026-03-31"), dayIn("Asia/Riyadh", evening).text());
    }

    void onlyZonesOfTheDatabaseAreKnown() {
        CPPUNIT_ASSERT(isTimeZone("Asia/Jakarta") && isTimeZone("UTC"));
        CPPUNIT_ASSERT(!isTimeZone("Asia/Daka") && !isTimeZone("") && !isTimeZone("Mars/Base"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(TimeZonesTest);

} // namespace organisation::test
