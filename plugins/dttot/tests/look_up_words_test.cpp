#include "look_up_words.h"
#include "screening/folding.h"
#include "screening/spelling.h"
#include "similarity.h"

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>

namespace {

bool shareASound(std::string_view a, std::string_view b) {
    const auto ofA = dttot::soundsOf(dttot::screening::spelled(a));
    const auto ofB = dttot::soundsOf(dttot::screening::spelled(b));
    return std::ranges::any_of(ofA, [&](const std::string& sound) { return std::ranges::count(ofB, sound) > 0; });
}

double scoreOf(std::string_view query, std::string_view name) {
    using dttot::lookUpWordsOf;
    using dttot::screening::folded;
    return dttot::nameScore(lookUpWordsOf(folded(query)), lookUpWordsOf(folded(name)));
}

bool isFound(std::string_view query, std::string_view name) { return scoreOf(query, name) >= dttot::nameThreshold; }

} // namespace

class LookUpWordsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(LookUpWordsTest);
    CPPUNIT_TEST(titlesAndParticlesTellNobodyApart);
    CPPUNIT_TEST(aNameOfParticlesOnlyKeepsThem);
    CPPUNIT_TEST(aWordSoundsLikeItselfWithAnyVowelsAndOneConsonantMore);
    CPPUNIT_TEST(aTypingErrorIsForgiven);
    CPPUNIT_TEST(theOrderOfWordsDoesNotCount);
    CPPUNIT_TEST(anotherPersonOfTheSameFamilyIsNotFound);
    CPPUNIT_TEST(aWordOfTheNameAnswersOnce);
    CPPUNIT_TEST_SUITE_END();

public:
    void titlesAndParticlesTellNobodyApart() {
        CPPUNIT_ASSERT(dttot::lookUpWordsOf("ustadz hisam bin walid") == dttot::lookUpWordsOf("hisam walid"));
    }

    void aNameOfParticlesOnlyKeepsThem() { CPPUNIT_ASSERT(!dttot::lookUpWordsOf("al haji").empty()); }

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

CPPUNIT_TEST_SUITE_REGISTRATION(LookUpWordsTest);
