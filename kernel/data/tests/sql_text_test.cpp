#include <kernel/data/sql/number_text.h>
#include <kernel/data/sql/script.h>
#include <kernel/data/sql/statement_cache.h>
#include <kernel/data/sql/timestamp_text.h>

#include <cppunit/extensions/HelperMacros.h>

namespace {

using namespace tenon::data;
using namespace std::string_view_literals;

std::string normalised(std::string_view text) {
    TimestampText room{};
    return std::string(normalisedTimestamp(text, room));
}

class SqlTextTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SqlTextTest);
    CPPUNIT_TEST(aTimestampOfEitherDatabaseGetsTheLayersForm);
    CPPUNIT_TEST(whatIsNoTimestampComesBackUnchanged);
    CPPUNIT_TEST(onlyAnExactWholeNumberIsRead);
    CPPUNIT_TEST(truthHasThreeSpellingsEach);
    CPPUNIT_TEST(aScriptIsCutAtSemicolonsOutsideOfQuotes);
    CPPUNIT_TEST(theCacheForgetsWhatWasUsedLongestAgo);
    CPPUNIT_TEST_SUITE_END();

public:
    void aTimestampOfEitherDatabaseGetsTheLayersForm() {
        const std::string expected = "2024-02-29T13:14:15.500000Z";
        for (const auto text :
             {"2024-02-29 13:14:15.5"sv,
              "2024-02-29 13:14:15.500000"sv,
              "2024-02-29 13:14:15.5+00"sv,
              "2024-02-29T13:14:15.500000Z"sv}) {
            CPPUNIT_ASSERT_EQUAL(expected, normalised(text));
        }
        CPPUNIT_ASSERT_EQUAL(std::string("2024-02-29T13:14:15.000000Z"), normalised("2024-02-29 13:14:15"));
    }

    void whatIsNoTimestampComesBackUnchanged() {
        for (const std::string text :
             {"infinity", "", "2024-02-29", "2024-02-29 13:14:15+07", "2024-02-29 13:14:15.1234567"}) {
            CPPUNIT_ASSERT_EQUAL(text, normalised(text));
        }
    }

    void onlyAnExactWholeNumberIsRead() {
        CPPUNIT_ASSERT_EQUAL(std::int64_t{-7}, wholeNumber("-7").value());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{42}, wholeNumber("42.000").value());
        CPPUNIT_ASSERT_EQUAL(INT64_MAX, wholeNumber("9223372036854775807").value());
        for (const auto text : {""sv, "4.2"sv, "42."sv, "x"sv, "1e3"sv, " 1"sv, "9223372036854775808"sv, ".0"sv}) {
            CPPUNIT_ASSERT_MESSAGE(std::string(text), !wholeNumber(text));
        }
    }

    void truthHasThreeSpellingsEach() {
        for (const auto text : {"t"sv, "TRUE"sv, "1"sv}) {
            CPPUNIT_ASSERT(truth(text) == true);
        }
        for (const auto text : {"f"sv, "False"sv, "0"sv}) {
            CPPUNIT_ASSERT(truth(text) == false);
        }
        CPPUNIT_ASSERT(!truth("yes"));
    }

    void aScriptIsCutAtSemicolonsOutsideOfQuotes() {
        const auto statements = statementsOf("A ';'; -- x;\n ; B $$;$$\n;;");
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, statements.size());
        CPPUNIT_ASSERT_EQUAL(std::string("A ';'"), std::string(statements[0]));
        CPPUNIT_ASSERT_EQUAL(std::string(" B $$;$$\n"), std::string(statements[1]));
    }

    void theCacheForgetsWhatWasUsedLongestAgo() {
        StatementCache<int> cache(2);
        CPPUNIT_ASSERT(cache.insert("a", std::make_shared<int>(1)) == nullptr);
        CPPUNIT_ASSERT(cache.insert("b", std::make_shared<int>(2)) == nullptr);
        CPPUNIT_ASSERT(cache.find("a") != nullptr);
        const auto evicted = cache.insert("c", std::make_shared<int>(3));
        CPPUNIT_ASSERT_EQUAL(2, *evicted);
        CPPUNIT_ASSERT(cache.find("b") == nullptr);
        CPPUNIT_ASSERT_EQUAL(1, *cache.find("a"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, cache.size());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SqlTextTest);

} // namespace
