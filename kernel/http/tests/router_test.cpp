#include <kernel/http/router.h>

#include <cppunit/extensions/HelperMacros.h>

#include <stdexcept>

namespace {

using tenon::http::Match;
using tenon::http::RouteEntry;
using tenon::http::Router;

class RouterTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RouterTest);
    CPPUNIT_TEST(aLiteralSegmentWinsOverAParameter);
    CPPUNIT_TEST(aParameterIsTriedWhenTheLiteralLeadsNowhere);
    CPPUNIT_TEST(parametersAreNamedByTheRouteOfTheMethod);
    CPPUNIT_TEST(anUnknownMethodTellsWhichAreServed);
    CPPUNIT_TEST(headIsServedByTheGetRoute);
    CPPUNIT_TEST(headIsNotServedWhereGetChangesSomething);
    CPPUNIT_TEST(anUnknownPathIsNoMatch);
    CPPUNIT_TEST(theTrailingSlashOfAPatternDoesNotMatter);
    CPPUNIT_TEST(theSameRouteOfTwoModulesIsRefusedNamingBoth);
    CPPUNIT_TEST(aWithdrawnModuleServesNothing);
    CPPUNIT_TEST(moreParametersThanAMatchHoldsAreRefused);
    CPPUNIT_TEST(aPatternThatNoPathCanMatchIsRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        add("GET", "/dttot/documents/");
        add("POST", "/dttot/documents");
        add("DELETE", "/dttot/documents/{id}");
        add("GET", "/dttot/{id}");
        add("PATCH", "/dttot/{row}/data");
        add("POST", "/dttot/{document}/data");
    }

    void aLiteralSegmentWinsOverAParameter() {
        CPPUNIT_ASSERT_EQUAL(std::string("/dttot/documents"), _router.find("GET", "/dttot/documents").route->pattern);
        CPPUNIT_ASSERT_EQUAL(std::string("/dttot/{id}"), _router.find("GET", "/dttot/7").route->pattern);
    }

    void aParameterIsTriedWhenTheLiteralLeadsNowhere() {
        add("GET", "/users/search");
        add("GET", "/users/{name}/roles");
        const Match match = _router.find("GET", "/users/search/roles");
        CPPUNIT_ASSERT_EQUAL(std::string("/users/{name}/roles"), match.route->pattern);
        CPPUNIT_ASSERT(match.values()[0].value == "search");
    }

    void parametersAreNamedByTheRouteOfTheMethod() {
        CPPUNIT_ASSERT(_router.find("PATCH", "/dttot/7/data").values()[0].name == "row");
        const Match match = _router.find("POST", "/dttot/8/data");
        CPPUNIT_ASSERT(match.values()[0].name == "document");
        CPPUNIT_ASSERT(match.values()[0].value == "8");
    }

    void anUnknownMethodTellsWhichAreServed() {
        const Match match = _router.find("PUT", "/dttot/documents");
        CPPUNIT_ASSERT(match.route == nullptr);
        CPPUNIT_ASSERT(match.pathExists);
        CPPUNIT_ASSERT_EQUAL(std::string("GET, HEAD, POST, OPTIONS"), match.allow);
    }

    void headIsServedByTheGetRoute() {
        CPPUNIT_ASSERT_EQUAL(std::string("GET"), _router.find("HEAD", "/dttot/7").route->method);
    }

    void headIsNotServedWhereGetChangesSomething() {
        add("GET", "/sync").changesOnGet();
        const Match match = _router.find("HEAD", "/sync");
        CPPUNIT_ASSERT(match.pathExists && match.route == nullptr);
        CPPUNIT_ASSERT_EQUAL(std::string("GET, OPTIONS"), match.allow);
        CPPUNIT_ASSERT(_router.find("GET", "/sync").route != nullptr);
    }

    void anUnknownPathIsNoMatch() {
        CPPUNIT_ASSERT(!_router.find("GET", "/dttot").pathExists);
        CPPUNIT_ASSERT(!_router.find("GET", "/dttot/7/data/8").pathExists);
        CPPUNIT_ASSERT(!_router.find("GET", "/").pathExists);
    }

    void theTrailingSlashOfAPatternDoesNotMatter() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("/dttot/documents/"), _router.find("GET", "/dttot/documents").route->documentedPath
        );
    }

    void theSameRouteOfTwoModulesIsRefusedNamingBoth() {
        try {
            _router.add(std::make_unique<RouteEntry>("other", "GET", "/dttot/documents", nullptr));
            CPPUNIT_FAIL("the second route was taken");
        } catch (const std::invalid_argument& error) {
            const std::string text = error.what();
            CPPUNIT_ASSERT(text.find("other") != std::string::npos && text.find("dttot") != std::string::npos);
        }
    }

    void aWithdrawnModuleServesNothing() {
        _router.withdraw("dttot");
        CPPUNIT_ASSERT(!_router.find("GET", "/dttot/7").pathExists);
        CPPUNIT_ASSERT(_router.routes().empty());
    }

    void moreParametersThanAMatchHoldsAreRefused() {
        CPPUNIT_ASSERT_THROW(add("GET", "/{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}/{i}"), std::invalid_argument);
    }

    void aPatternThatNoPathCanMatchIsRefused() {
        CPPUNIT_ASSERT_THROW(add("GET", "/things//{id}"), std::invalid_argument);
    }

private:
    RouteEntry& add(std::string method, std::string pattern) {
        return _router.add(std::make_unique<RouteEntry>("dttot", std::move(method), std::move(pattern), nullptr));
    }

    Router _router;
};

} // namespace

CPPUNIT_TEST_SUITE_REGISTRATION(RouterTest);
