/// Lists: pages, search, filters, ordering.

#include "support.h"

namespace things::test {

template <On on>
class ListTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(ListTest);
    CPPUNIT_TEST(pagesFollowEachOtherByNumberAndByOffset);
    CPPUNIT_TEST(linksLeadToTheNeighbouringPages);
    CPPUNIT_TEST(aPageBehindTheLastIsEmptyAndKnowsTheCount);
    CPPUNIT_TEST(badPageNumbersAreFaults);
    CPPUNIT_TEST(aDialectOfArraysGivesTheWholeList);
    CPPUNIT_TEST(searchTakesWildcardsAndQuotesLiterally);
    CPPUNIT_TEST(searchIgnoresTheCaseOfLetters);
    CPPUNIT_TEST(filtersAreTyped);
    CPPUNIT_TEST(aFilterOfTheWrongTypeIsAFault);
    CPPUNIT_TEST(filtersAndSearchAndScopeAllHold);
    CPPUNIT_TEST(orderingIsStableWithNothingLast);
    CPPUNIT_TEST(orderingByWhatWasNotDeclaredIsRefused);
    CPPUNIT_TEST(aParameterThatIsSentTwiceIsRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    ListTest() : KernelFixture(on) {}

    void pagesFollowEachOtherByNumberAndByOffset() {
        addFive();
        expectNames("?page=1&page_size=2", R"(["a","b"])");
        expectNames("?page=2&page_size=2", R"(["c","d"])");
        expectNames("?page=3&page_size=2", R"(["e"])");
        expectNames("?limit=2&offset=1", R"(["b","c"])");
        expectNames("?offset=4", R"(["e"])");
        expectNames("?limit=3", R"(["a","b","c"])");
    }

    void linksLeadToTheNeighbouringPages() {
        addFive();
        Json page = listed("?page=2&page_size=2&ordering=-name");
        assertJson(R"(["c","b"])", namesIn(page));
        CPPUNIT_ASSERT_EQUAL(std::string("/api/things/?ordering=-name&page=3&page_size=2"), linkOf(page, "next"));
        CPPUNIT_ASSERT_EQUAL(std::string("/api/things/?ordering=-name&page=1&page_size=2"), linkOf(page, "previous"));
        page = listed("?limit=2&offset=1");
        CPPUNIT_ASSERT_EQUAL(std::string("/api/things/?limit=2&offset=3"), linkOf(page, "next"));
        CPPUNIT_ASSERT_EQUAL(std::string("/api/things/?limit=2&offset=0"), linkOf(page, "previous"));
        CPPUNIT_ASSERT(listed("?page=3&page_size=2").at("next").is_null());
        CPPUNIT_ASSERT(listed("?page_size=2").at("previous").is_null());
    }

    void aPageBehindTheLastIsEmptyAndKnowsTheCount() {
        addFive();
        const Json page = listed("?page=9&page_size=2&search=a");
        CPPUNIT_ASSERT_EQUAL(std::int64_t(1), page.at("count").as_int64());
        CPPUNIT_ASSERT(page.at("results").as_array().empty());
        CPPUNIT_ASSERT(page.at("next").is_null());
        CPPUNIT_ASSERT_EQUAL(std::int64_t(5), listed("?limit=1&offset=100").at("count").as_int64());
    }

    void badPageNumbersAreFaults() {
        expect({
            {clerk, "GET", "/things/?page=0", "", 400, "page"},
            {clerk, "GET", "/things/?page=-1", "", 400, "page"},
            {clerk, "GET", "/things/?page=two", "", 400, "page"},
            {clerk, "GET", "/things/?page=", "", 400, "page"},
            {clerk, "GET", "/things/?page=1.5", "", 400, "page"},
            {clerk, "GET", "/things/?page=99999999999999999999", "", 400, "page"},
            {clerk, "GET", "/things/?page_size=0", "", 400, "page_size"},
            {clerk, "GET", "/things/?page_size=10001", "", 400, "page_size"},
            {clerk, "GET", "/things/?limit=0", "", 400, "limit"},
            {clerk, "GET", "/things/?offset=-1", "", 400, "offset"},
            {clerk, "GET", "/things/?page=2147483647&page_size=10000", "", 200, "[]"},
        });
    }

    void aDialectOfArraysGivesTheWholeList() {
        for (int i = 0; i < 25; ++i) {
            added(clerk, "/boxes", R"({"name": "box )" + std::to_string(100 + i) + "\"}");
        }
        const Answer all = call(clerk, "GET", "/boxes", {}, {{"x-api-dialect", "danasaham"}});
        CPPUNIT_ASSERT_EQUAL(std::size_t(25), all.json.as_array().size());
        CPPUNIT_ASSERT_EQUAL(std::string("25"), all.headers.at("x-total-count"));
        const Answer some = call(clerk, "GET", "/boxes?page=2&page_size=10", {}, {{"x-api-dialect", "danasaham"}});
        CPPUNIT_ASSERT_EQUAL(std::size_t(10), some.json.as_array().size());
        CPPUNIT_ASSERT_EQUAL(
            std::string(
                R"(</api/boxes/?page=3&page_size=10>; rel="next", </api/boxes/?page=1&page_size=10>; rel="prev")"
            ),
            some.headers.at("link")
        );
        const Answer counted = call(clerk, "GET", "/boxes", {}, {{"x-api-dialect", "gaara"}});
        CPPUNIT_ASSERT_EQUAL(std::size_t(20), counted.json.at("results").as_array().size());
    }

    void searchTakesWildcardsAndQuotesLiterally() {
        for (const char* name :
             {"100% wool", "1000 wools", "a_b", "axb", R"(back\\slash)", "back/slash", "O'Neill", "ÀÉ"}) {
            added(clerk, "/things/", R"({"name": ")" + std::string(name) + "\"}");
        }
        expectNames("?search=0%25", R"(["100% wool"])");
        expectNames("?search=a_b", R"(["a_b"])");
        expectNames("?search=%5C", R"(["back\\slash"])");
        expectNames("?search=%27", R"(["O'Neill"])");
        expectNames("?search=%27%20OR%201=1--", "[]");
        expectNames("?search=%22", "[]");
        expectNames("?search=%C3%80%C3%89", R"(["ÀÉ"])");
        expectNames("?search=%25%25", "[]");
        expect({
            {clerk, "GET", "/things/?search=%00", "", 400},
            {clerk, "GET", "/things/?search=%FF", "", 400},
            {clerk, "GET", "/things/?search=%zz", "", 400},
        });
    }

    void searchIgnoresTheCaseOfLetters() {
        added(clerk, "/things/", R"({"name": "Desk Lamp", "note": null})");
        added(clerk, "/things/", R"({"name": "other", "note": "a LAMP too"})");
        expectNames("?search=lAmP", R"(["Desk Lamp","other"])");
    }

    void filtersAreTyped() {
        added(clerk, "/things/", R"({"name": "a", "price": "2.50", "tracked": true, "introduced": "2024-01-01",
                                     "seen": "2024-01-01T00:00:00Z"})");
        added(clerk, "/things/", R"({"name": "b", "price": "10", "tracked": false, "status": "retired"})");
        expectNames("?price=2.5", R"(["a"])");
        expectNames("?price=10.00", R"(["b"])");
        expectNames("?tracked=false", R"(["b"])");
        expectNames("?status=RETIRED", R"(["b"])");
        expectNames("?introduced=2024-01-01", R"(["a"])");
        expectNames("?seen=2024-01-01T07:00:00%2B07:00", R"(["a"])");
        expectNames("?box=77", "[]");
        expectNames("?status=&tracked=", R"(["a","b"])");
    }

    void aFilterOfTheWrongTypeIsAFault() {
        const Answer answer = call(
            clerk,
            "GET",
            "/things/?price=cheap&tracked=maybe&status=gone&introduced=monday&seen=now&box=x",
            {},
            {{"x-api-dialect", "visa"}}
        );
        assertStatus(400, answer);
        for (const char* name : {"price", "tracked", "status", "introduced", "seen", "box"}) {
            CPPUNIT_ASSERT_MESSAGE(answer.text, answer.json.as_object().contains(name));
        }
    }

    void filtersAndSearchAndScopeAllHold() {
        added(clerk, "/things/", R"({"name": "lamp one", "status": "retired"})");
        added(clerk, "/things/", R"({"name": "lamp two"})");
        added(other, "/things/", R"({"name": "lamp three", "status": "retired"})");
        expectNames("?search=lamp&status=retired", R"(["lamp one"])");
        expectNames("?owner=other", "[]");
        const Answer all = call(reader, "GET", "/things/?search=lamp&status=retired&owner=other");
        assertJson(R"(["lamp three"])", namesIn(all.json));
    }

    void orderingIsStableWithNothingLast() {
        added(clerk, "/things/", R"({"name": "a"})");
        added(clerk, "/things/", R"({"name": "b", "price": "9"})");
        added(clerk, "/things/", R"({"name": "c", "price": "10"})");
        added(clerk, "/things/", R"({"name": "d", "price": "9"})");
        expectNames("?ordering=price", R"(["b","d","c","a"])");
        expectNames("?ordering=-price", R"(["c","b","d","a"])");
        expectNames("?ordering=-name", R"(["d","c","b","a"])");
        expectNames("?ordering=created_at", R"(["a","b","c","d"])");
    }

    void orderingByWhatWasNotDeclaredIsRefused() {
        for (const char* field :
             {"note", "pin", "id", "--name", "name;DROP%20TABLE%20things_thing", "name,price", "", "-"}) {
            const Answer answer =
                call(clerk, "GET", "/things/?ordering=" + std::string(field), {}, {{"x-api-dialect", "visa"}});
            assertStatus(400, answer);
            CPPUNIT_ASSERT_MESSAGE(answer.text, answer.json.as_object().contains("ordering"));
        }
    }

    void aParameterThatIsSentTwiceIsRefused() {
        expect({{clerk, "GET", "/things/?status=active&status=retired", "", 400, "only once"}});
    }

private:
    void addFive() {
        for (const char* name : {"e", "d", "c", "b", "a"}) {
            added(clerk, "/things/", R"({"name": ")" + std::string(name) + "\"}");
        }
    }

    Json listed(std::string_view query) {
        const Answer answer = call(clerk, "GET", "/things/" + std::string(query), {}, {{"x-api-dialect", "visa"}});
        assertStatus(200, answer);
        return answer.json;
    }

    static Json namesIn(const Json& list) {
        tenon::JsonArray names;
        for (const Json& item : list.is_array() ? list.as_array() : list.at("results").as_array()) {
            names.push_back(item.at("name"));
        }
        return names;
    }

    static std::string linkOf(const Json& page, std::string_view name) {
        return page.at(boost::json::string_view(name.data(), name.size())).is_null()
                   ? std::string()
                   : std::string(tenon::textAt(page.as_object(), name));
    }

    void expectNames(std::string_view query, std::string_view names) { assertJson(names, namesIn(listed(query))); }
};

static const OnBothDatabases<ListTest> registered;

} // namespace things::test
