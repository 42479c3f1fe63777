#include <kernel/text/utf8.h>

#include <cppunit/extensions/HelperMacros.h>

#include <string>
#include <string_view>

namespace {

using namespace std::string_view_literals;
using tenon::text::characterLength;
using tenon::text::isUtf8;

class Utf8Test : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(Utf8Test);
    CPPUNIT_TEST(wellFormedTextIsUtf8);
    CPPUNIT_TEST(nulAndMalformedTextIsNot);
    CPPUNIT_TEST(aCharacterHasItsLength);
    CPPUNIT_TEST_SUITE_END();

public:
    void wellFormedTextIsUtf8() {
        for (const auto text :
             {""sv,
              "plain text of some length"sv,
              "h\u00e9, \u65e5\u672c, \U0001F600 and \u0639"sv,
              "\xef\xbf\xbf"sv,
              "\xf4\x8f\xbf\xbf"sv,
              "12345678\u00e9"sv}) {
            CPPUNIT_ASSERT_MESSAGE(std::string(text), isUtf8(text));
        }
    }

    void nulAndMalformedTextIsNot() {
        const std::string_view texts[] = {
            "\0"sv,        // NUL
            "1234567\0"sv, // NUL at the end of a word
            "12345678\0abcdefg"sv,
            "\x80"sv, // continuation alone
            "\xc3"sv, // cut off
            "12345678\xe2\x82"sv,
            "\xc0\xaf"sv, // overlong
            "\xe0\x80\xaf"sv,
            "\xf0\x80\x80\x80"sv,
            "\xed\xa0\x80"sv,     // surrogate
            "\xf4\x90\x80\x80"sv, // beyond U+10FFFF
            "\xf8\x88\x80\x80\x80"sv,
            "\xc3\x28"sv,
            "\xff"sv,
        };
        for (const auto text : texts) {
            CPPUNIT_ASSERT(!isUtf8(text));
        }
    }

    void aCharacterHasItsLength() {
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, characterLength("a\x80"sv));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, characterLength("\0a"sv));
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, characterLength("\xe2\x82\xac+"sv));
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, characterLength("\xe2\x82"sv));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(Utf8Test);

} // namespace
