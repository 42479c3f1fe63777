#include <kernel/http/json_reader.h>

#include <tenon/error.h>

#include <cppunit/extensions/HelperMacros.h>

#include <string>

namespace {

using tenon::http::readJson;

class JsonReaderTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(JsonReaderTest);
    CPPUNIT_TEST(aValueIsReadWhole);
    CPPUNIT_TEST(whatIsNotStrictJsonIsRefused);
    CPPUNIT_TEST(aMemberNamedTwiceIsRefusedAtAnyDepth);
    CPPUNIT_TEST(nestingBeyond64LevelsIsRefused);
    CPPUNIT_TEST(aNumberIsTheNearestDouble);
    CPPUNIT_TEST(theErrorTellsLineAndColumn);
    CPPUNIT_TEST_SUITE_END();

public:
    void aValueIsReadWhole() {
        const tenon::Json value = readJson(R"( {"a": [1, 2.5, "x\u00e9", null, true], "b": {"a": 1}} )");
        CPPUNIT_ASSERT_EQUAL(std::size_t(2), value.as_object().size());
        CPPUNIT_ASSERT(value.at("a").at(2) == "x\xC3\xA9");
    }

    void whatIsNotStrictJsonIsRefused() {
        for (const char* text :
             {"",
              "{",
              "{\"a\":1,}",
              "[1,]",
              "{'a':1}",
              "{\"a\":1}x",
              "// c\n{}",
              "NaN",
              "\"\xff\"",
              "{\"a\":01}",
              "\"\x01\"",
              "[1] [2]"}) {
            CPPUNIT_ASSERT_THROW_MESSAGE(text, (void)readJson(text), tenon::Invalid);
        }
    }

    void aMemberNamedTwiceIsRefusedAtAnyDepth() {
        for (const char* text : {R"({"a":1,"a":2})", R"([{"b":{"a":1,"a":1}}])", R"({"a":1,"\u0061":2})"}) {
            CPPUNIT_ASSERT_THROW_MESSAGE(text, (void)readJson(text), tenon::Invalid);
        }
    }

    void nestingBeyond64LevelsIsRefused() {
        CPPUNIT_ASSERT_NO_THROW((void)readJson(std::string(60, '[') + std::string(60, ']')));
        CPPUNIT_ASSERT_THROW((void)readJson(std::string(100, '[') + std::string(100, ']')), tenon::Invalid);
        CPPUNIT_ASSERT_THROW((void)readJson(std::string(100'000, '[')), tenon::Invalid);
    }

    void aNumberIsTheNearestDouble() {
        CPPUNIT_ASSERT_EQUAL(1.79769313486231571e+266, readJson("1.79769313486231571e+266").as_double());
        CPPUNIT_ASSERT_EQUAL(-2.2250738585072014E-308, readJson("[-2.2250738585072014E-308]").at(0).as_double());
        CPPUNIT_ASSERT_EQUAL(0.0, readJson("1e-400").as_double());
    }

    void theErrorTellsLineAndColumn() {
        try {
            (void)readJson("{\n  \"a\": x\n}");
            CPPUNIT_FAIL("it was taken");
        } catch (const tenon::Invalid& error) {
            const std::string text = error.message().english();
            CPPUNIT_ASSERT_MESSAGE(text, text.find("line 2, column 8") != std::string::npos);
        }
    }
};

} // namespace

CPPUNIT_TEST_SUITE_REGISTRATION(JsonReaderTest);
