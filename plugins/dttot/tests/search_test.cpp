/// Searching names, aliases and numbers, on both databases.

#include "support.h"

#include <cppunit/extensions/HelperMacros.h>

#include <memory>

using namespace dttot::test;

template <tenon::test::On on>
class SearchTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SearchTest);
    CPPUNIT_TEST(exactFindsTheWholeNameOrAliasOnly);
    CPPUNIT_TEST(prefixFindsBeginningsOnly);
    CPPUNIT_TEST(foldedFindsOtherSpellingsInAnyOrder);
    CPPUNIT_TEST(fuzzyForgivesTypingErrors);
    CPPUNIT_TEST(anyFindsAllOfThemBestFirst);
    CPPUNIT_TEST(aBeginningOfAWordIsFoundWhileItIsTyped);
    CPPUNIT_TEST(numbersAreFound);
    CPPUNIT_TEST(whatIsNotThereIsNotFound);
    CPPUNIT_TEST(wildcardsAndQuotesAreLettersLikeAnyOther);
    CPPUNIT_TEST(filtersNarrowASearch);
    CPPUNIT_TEST(filtersNarrowAList);
    CPPUNIT_TEST(pagesFollowEachOther);
    CPPUNIT_TEST(allListsInForceAreSearched);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _kernel = std::make_unique<tenon::test::Kernel>(tenon_module_v1, on);
        _document = uploaded(*_kernel, list());
        processed(*_kernel, _document);
    }

    void tearDown() override { _kernel.reset(); }

    void exactFindsTheWholeNameOrAliasOnly() {
        expect("?match=exact&q=ABU-FIDA", {"Yusuf Wendrayana"});
        expect("?match=exact&q=Abu", {});
    }

    void prefixFindsBeginningsOnly() {
        expect("?match=prefix&q=yusuf%20wen", {"Yusuf Wendrayana"});
        expect("?match=prefix&q=wendrayana", {});
    }

    void foldedFindsOtherSpellingsInAnyOrder() {
        expect("?match=folded&q=Moh.%20Torichul", {"Muhammad Torikhul"});
        expect("?match=folded&q=Wendrayana%20Yoesoef", {"Yusuf Wendrayana"});
        expect("?match=folded&q=Yoesoet", {});
    }

    void fuzzyForgivesTypingErrors() {
        expect("?match=fuzzy&q=Slamat%20Kalimbsa", {"Slamet Kalimbasa"});
        expect("?match=fuzzy&q=Yussup%20Wendrayana", {"Yusuf Wendrayana"});
    }

    void anyFindsAllOfThemBestFirst() {
        expect("?q=Abu%20Fida", {"Yusuf Wendrayana"});
        const auto found = rowsOf(*_kernel, _document, "?q=Yusuf%20Wendrayana");
        CPPUNIT_ASSERT_EQUAL(1.0, found.at(0).at("score").to_number<double>());
    }

    void aBeginningOfAWordIsFoundWhileItIsTyped() { expect("?q=wendra", {"Yusuf Wendrayana"}); }

    void numbersAreFound() {
        expect("?q=9912041407810003", {"Yusuf Wendrayana"});
        expect("?q=ilq%20-%20004", {"Muhammad Torikhul"});
    }

    void whatIsNotThereIsNotFound() {
        expect("?q=Zzyzx%20Qwerty", {});
        expect("?q=%2A%2A", {});
    }

    void wildcardsAndQuotesAreLettersLikeAnyOther() {
        expect("?match=prefix&q=%25", {});
        expect("?q=%27%20OR%201%3D1%20--", {});
    }

    void filtersNarrowASearch() {
        expect("?q=Yusuf&type=person", {"Yusuf Wendrayana"});
        expect("?q=Yusuf&type=entity", {});
        expect("?q=Yusuf&birth_year=1981", {"Yusuf Wendrayana"});
        expect("?q=Yusuf&birth_year=1982", {});
    }

    void filtersNarrowAList() {
        expect("?type=entity", {"Yayasan Cahaya Kalimaya"});
        expect("?nationality=af", {"Muhammad Torikhul"});
        expect("?kode_densus=IDD-002", {"Slamet Kalimbasa"});
        expect("?with_issues=true", {"Muhammad Torikhul"});
    }

    void pagesFollowEachOther() {
        expect("?page=1&page_size=3", {"Yusuf Wendrayana", "Slamet Kalimbasa", "Yayasan Cahaya Kalimaya"});
        expect("?page=2&page_size=3", {"Muhammad Torikhul"});
    }

    void allListsInForceAreSearched() {
        const std::string other = std::string(header) + "Yusuf Lemahputranta;-;Orang;IDD-050;Garut;1970;Indonesia;-\n";
        const auto second = uploaded(*_kernel, other);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("/dttot/search?q=Yusuf").size());
        processed(*_kernel, second);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, found("/dttot/search?q=Yusuf").size());
    }

private:
    tenon::JsonArray found(std::string_view path) { return itemsOf(_kernel->call(officerUser(), "GET", path)); }

    void expect(std::string_view query, const std::vector<std::string>& names) {
        const auto rows = rowsOf(*_kernel, _document, query);
        CPPUNIT_ASSERT_MESSAGE(std::string(query), namesOf(rows) == names);
    }

    std::unique_ptr<tenon::test::Kernel> _kernel;
    std::int64_t _document = 0;
};

using SearchOnSqliteTest = SearchTest<tenon::test::On::Sqlite>;
CPPUNIT_TEST_SUITE_REGISTRATION(SearchOnSqliteTest);

using SearchOnPostgresTest = SearchTest<tenon::test::On::PostgreSql>;
static const RegisteredWithPostgres<SearchOnPostgresTest> registered;
