#include <kernel/http/target.h>

#include <tenon/error.h>

#include <cppunit/extensions/HelperMacros.h>

namespace {

using tenon::http::decodedPairs;
using tenon::http::normalisedPath;

class TargetTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(TargetTest);
    CPPUNIT_TEST(aPathIsDecodedOnceAndLosesEmptySegments);
    CPPUNIT_TEST(whatLeadsElsewhereIsRefused);
    CPPUNIT_TEST(aQueryIsDecodedInOrder);
    CPPUNIT_TEST(brokenEscapesOfAQueryAreRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    void aPathIsDecodedOnceAndLosesEmptySegments() {
        const std::pair<const char*, const char*> cases[] = {
            {"/", "/"},
            {"/A/b-c_7", "/A/b-c_7"},
            {"/a/b/", "/a/b"},
            {"/a//", "/a"},
            {"//", "/"},
            {"//a///b/", "/a/b"},
            {"/a/./b", "/a/b"},
            {"/a%20b", "/a b"},
            {"/a%2525", "/a%25"},
            {"/%C3%A9", "/\xC3\xA9"},
            {"/...", "/..."},
        };
        for (const auto& [path, expected] : cases) {
            CPPUNIT_ASSERT_EQUAL(std::string(expected), normalisedPath(path));
        }
    }

    void whatLeadsElsewhereIsRefused() {
        for (const char* path :
             {"/a/../b",
              "/%2e%2e/etc",
              "/a%2fb",
              "/a%5cb",
              "/a\\b",
              "/a%00b",
              "/a%0ab",
              "/%zz",
              "/%4",
              "/%ff",
              "/a%7f"}) {
            CPPUNIT_ASSERT_THROW_MESSAGE(path, (void)normalisedPath(path), tenon::Invalid);
        }
    }

    void aQueryIsDecodedInOrder() {
        const auto pairs = decodedPairs("q=a+b%26&&page=2&flag&q=%C3%A9");
        CPPUNIT_ASSERT_EQUAL(std::size_t(4), pairs.size());
        CPPUNIT_ASSERT_EQUAL(std::string("a b&"), pairs[0].second);
        CPPUNIT_ASSERT_EQUAL(std::string("2"), pairs[1].second);
        CPPUNIT_ASSERT(pairs[2].first == "flag" && pairs[2].second.empty());
        CPPUNIT_ASSERT_EQUAL(std::string("\xC3\xA9"), pairs[3].second);
    }

    void brokenEscapesOfAQueryAreRefused() {
        for (const char* query : {"q=%", "q=%1", "q=%gg", "q=%ff", "%00=1"}) {
            CPPUNIT_ASSERT_THROW_MESSAGE(query, (void)decodedPairs(query), tenon::Invalid);
        }
    }
};

} // namespace

CPPUNIT_TEST_SUITE_REGISTRATION(TargetTest);
