#include <kernel/text/needle.h>

#include <cppunit/extensions/HelperMacros.h>

#include <string>

namespace {

using tenon::text::Needle;

class NeedleTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(NeedleTest);
    CPPUNIT_TEST(itIsFoundWhereverItLies);
    CPPUNIT_TEST(lettersOfTheAlphabetAreFoundInEitherCaseAndNothingElseIs);
    CPPUNIT_TEST(theEmptyOneIsInEveryText);
    CPPUNIT_TEST(aTextThatIsTooShortHoldsNothing);
    CPPUNIT_TEST(oneLongerThanItsSkipsIsFound);
    CPPUNIT_TEST_SUITE_END();

public:
    void itIsFoundWhereverItLies() {
        const Needle needle("aab");
        for (const char* text : {"aab", "aaab", "xaabx", "ababaab", "aab aab"}) {
            CPPUNIT_ASSERT_MESSAGE(text, needle.isIn(text));
        }
        for (const char* text : {"aa", "aba", "baa", "aaxb", "ab aa b"}) {
            CPPUNIT_ASSERT_MESSAGE(text, !needle.isIn(text));
        }
    }

    void lettersOfTheAlphabetAreFoundInEitherCaseAndNothingElseIs() {
        CPPUNIT_ASSERT(Needle("LaMp").isIn("a desk lAmP"));
        CPPUNIT_ASSERT(Needle("Größe").isIn("GRößE"));
        CPPUNIT_ASSERT(!Needle("É").isIn("é"));
        // As far from each other as A is from a.
        CPPUNIT_ASSERT(!Needle("@[").isIn("`{"));
        CPPUNIT_ASSERT(!Needle("`{").isIn("@["));
    }

    void theEmptyOneIsInEveryText() {
        CPPUNIT_ASSERT(Needle("").isIn(""));
        CPPUNIT_ASSERT(Needle("").isIn("text"));
    }

    void aTextThatIsTooShortHoldsNothing() {
        CPPUNIT_ASSERT(!Needle("a").isIn(""));
        CPPUNIT_ASSERT(!Needle("ab").isIn("b"));
    }

    void oneLongerThanItsSkipsIsFound() {
        const std::string longText = std::string(700, 'x') + 'Y';
        CPPUNIT_ASSERT(Needle(longText).isIn(std::string(900, 'X') + "y"));
        CPPUNIT_ASSERT(!Needle(longText).isIn(std::string(900, 'x')));
        CPPUNIT_ASSERT(!Needle(longText).isIn(std::string(699, 'x') + "Y"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(NeedleTest);

} // namespace
