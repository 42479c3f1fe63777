#include "folding.h"
#include "similarity.h"
#include "spelling.h"

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>

namespace {

bool shareASound(std::string_view a, std::string_view b) {
    const auto ofA = dttot::soundsOf(dttot::spelled(a));
    const auto ofB = dttot::soundsOf(dttot::spelled(b));
    return std::ranges::any_of(ofA, [&](const std::string& sound) { return std::ranges::count(ofB, sound) > 0; });
}

double scoreOf(std::string_view query, std::string_view name) {
    return dttot::nameScore(dttot::spelledWordsOf(dttot::folded(query)), dttot::spelledWordsOf(dttot::folded(name)));
}

bool isFound(std::string_view query, std::string_view name) { return scoreOf(query, name) >= dttot::nameThreshold; }

} // namespace

class FoldingTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(FoldingTest);
    CPPUNIT_TEST(caseMarksAndPunctuationDoNotCount);
    CPPUNIT_TEST(otherScriptsAreRomanised);
    CPPUNIT_TEST(anApostropheJoinsAndAHyphenSeparates);
    CPPUNIT_TEST(numbersAreComparedWithoutTheirPunctuation);
    CPPUNIT_TEST(oldAndNewSpellingsOfAWordAreOne);
    CPPUNIT_TEST(titlesAndParticlesTellNobodyApart);
    CPPUNIT_TEST(aNameOfParticlesOnlyKeepsThem);
    CPPUNIT_TEST(aWordSoundsLikeItselfWithAnyVowelsAndOneConsonantMore);
    CPPUNIT_TEST(aTypingErrorIsForgiven);
    CPPUNIT_TEST(theOrderOfWordsDoesNotCount);
    CPPUNIT_TEST(anotherPersonOfTheSameFamilyIsNotFound);
    CPPUNIT_TEST(aWordOfTheNameAnswersOnce);
    CPPUNIT_TEST_SUITE_END();

public:
    void caseMarksAndPunctuationDoNotCount() {
        CPPUNIT_ASSERT_EQUAL(std::string("jose e garcia 3rd"), dttot::folded("  JOSÉ  \"É.\" García, 3rd;"));
    }

    void otherScriptsAreRomanised() { CPPUNIT_ASSERT_EQUAL(std::string("ivan"), dttot::folded("Иван")); }

    void anApostropheJoinsAndAHyphenSeparates() {
        CPPUNIT_ASSERT_EQUAL(std::string("jafar al marzani"), dttot::folded("Ja'far al-Marzani"));
    }

    void numbersAreComparedWithoutTheirPunctuation() {
        CPPUNIT_ASSERT_EQUAL(dttot::compacted("IDD-012"), dttot::compacted(" idd - 012 "));
    }

    void oldAndNewSpellingsOfAWordAreOne() {
        CPPUNIT_ASSERT_EQUAL(dttot::spelled("jusuf"), dttot::spelled("joesoef"));
        CPPUNIT_ASSERT_EQUAL(dttot::spelled("joko"), dttot::spelled("djoko"));
        CPPUNIT_ASSERT_EQUAL(dttot::spelled("muhammad"), dttot::spelled("moh"));
        CPPUNIT_ASSERT_EQUAL(dttot::spelled("syarif"), dttot::spelled("sjarif"));
        CPPUNIT_ASSERT_EQUAL(dttot::spelled("khalid"), dttot::spelled("chalid"));
        CPPUNIT_ASSERT_EQUAL(dttot::spelled("abdullah"), dttot::spelled("abdula"));
    }

    void titlesAndParticlesTellNobodyApart() {
        CPPUNIT_ASSERT(dttot::spelledWordsOf("ustadz hisam bin walid") == dttot::spelledWordsOf("hisam walid"));
    }

    void aNameOfParticlesOnlyKeepsThem() { CPPUNIT_ASSERT(!dttot::spelledWordsOf("al haji").empty()); }

    void aWordSoundsLikeItselfWithAnyVowelsAndOneConsonantMore() {
        CPPUNIT_ASSERT(shareASound("wendrayana", "wondroyono"));
        CPPUNIT_ASSERT(shareASound("wendrayana", "wendrakyana"));
        CPPUNIT_ASSERT(shareASound("kalimbasa", "kamilbasa"));
        CPPUNIT_ASSERT(!shareASound("wendrayana", "kalimbasa"));
    }

    void aTypingErrorIsForgiven() {
        CPPUNIT_ASSERT(isFound("Yusup Wendrayana", "Yusuf Wendrayana"));
        CPPUNIT_ASSERT(isFound("Slamet Kalimbsa", "Slamet Kalimbasa"));
    }

    void theOrderOfWordsDoesNotCount() {
        CPPUNIT_ASSERT_DOUBLES_EQUAL(1.0, scoreOf("Wendrayana Yusuf", "Yusuf Wendrayana"), 1e-9);
    }

    void anotherPersonOfTheSameFamilyIsNotFound() {
        CPPUNIT_ASSERT(!isFound("Yusuf Wendrayana", "Slamet Wendrayana"));
        CPPUNIT_ASSERT(!isFound("Ahmad al-Raymi", "Ahmad al-Hamzi"));
    }

    void aWordOfTheNameAnswersOnce() { CPPUNIT_ASSERT(!isFound("Yusuf Yusuf", "Yusuf Wendrayana")); }
};

CPPUNIT_TEST_SUITE_REGISTRATION(FoldingTest);
