#include "screening/folding.h"
#include "screening/index.h"
#include "screening/known_names.h"
#include "screening/lexicon.h"
#include "screening/name.h"
#include "screening/spelling.h"

#include <cppunit/extensions/HelperMacros.h>

#include <map>
#include <string>
#include <string_view>

namespace {

using namespace dttot::screening;

/// The words that count, as they are compared.
std::string keysOf(std::string_view text) {
    std::string keys;
    for (const NameWord& word : nameOf(text).words) {
        keys.append(keys.empty() ? "" : " ").append(word.sense.key);
    }
    return keys;
}

void assertSame(std::string_view a, std::string_view b) { CPPUNIT_ASSERT_EQUAL(keysOf(a), keysOf(b)); }

} // namespace

class NamesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(NamesTest);
    CPPUNIT_TEST(caseMarksAndPunctuationDoNotCount);
    CPPUNIT_TEST(whatCannotBeSeenDoesNotCount);
    CPPUNIT_TEST(otherScriptsAreRomanised);
    CPPUNIT_TEST(oldAndNewSpellingsAreOne);
    CPPUNIT_TEST(romanisationsAreOne);
    CPPUNIT_TEST(digitsTypedForLettersAreLetters);
    CPPUNIT_TEST(titlesAndDegreesDoNotCount);
    CPPUNIT_TEST(particlesDoNotCount);
    CPPUNIT_TEST(aNameOfTitlesOnlyKeepsThem);
    CPPUNIT_TEST(abdulAndWhatFollowsAreApart);
    CPPUNIT_TEST(abbreviationsStandForTheirNames);
    CPPUNIT_TEST(organisationsAreKnownByTheirForm);
    CPPUNIT_TEST(noSpellingBelongsToTwoNames);
    CPPUNIT_TEST(aKeyMeansTheSameAsItsWord);
    CPPUNIT_TEST(wordsOfOneKeyMeanTheSame);
    CPPUNIT_TEST(notMoreThanSixteenWordsCount);
    CPPUNIT_TEST_SUITE_END();

public:
    void caseMarksAndPunctuationDoNotCount() {
        CPPUNIT_ASSERT_EQUAL(std::string("jose e garcia 3rd"), folded("  JOSÉ  \"É.\" García, 3rd;"));
        CPPUNIT_ASSERT_EQUAL(std::string("jafar al marzani"), folded("Ja'far al-Marzani"));
        CPPUNIT_ASSERT_EQUAL(compacted("IDD-012"), compacted(" idd \xE2\x80\x93 012 "));
    }

    void whatCannotBeSeenDoesNotCount() {
        CPPUNIT_ASSERT_EQUAL(std::string("rustam"), folded("Rus\xE2\x80\x8Ftam\xE2\x80\x8B"));
        CPPUNIT_ASSERT_EQUAL(std::string("rustam"), folded(std::string("Rus\0tam", 7)));
        CPPUNIT_ASSERT_EQUAL(std::string(), folded("\xCC\x81\xCC\x82"));
    }

    void otherScriptsAreRomanised() {
        assertSame("Игорь Сечин", "Igor Secin");
        assertSame("حمزة", "Hamzah");
        assertSame("عبد الرحمن", "Abdul Rahman");
        assertSame("عبدالكريم", "Abdul Karim");
    }

    void oldAndNewSpellingsAreOne() {
        assertSame("Djoko Soerjadi", "Joko Suryadi");
        assertSame("Tjokro", "Cokro");
        assertSame("Joesoef", "Yusuf");
        assertSame("Sjarif Choiroel", "Syarif Khairul");
    }

    void romanisationsAreOne() {
        assertSame("Waleed", "Walid");
        assertSame("Hussein", "Husain");
        assertSame("Moukhtar", "Mukhtar");
        assertSame("Noureddine", "Nuruddin");
        assertSame("Dzulqarnain", "Zulkarnain");
    }

    void digitsTypedForLettersAreLetters() {
        assertSame("Ig0r", "Igor");
        assertSame("Ma1ik", "Malik");
        assertSame("R1zki", "Rizki");
        CPPUNIT_ASSERT_EQUAL(std::string("313"), keysOf("313"));
    }

    void titlesAndDegreesDoNotCount() {
        assertSame("Drs. H. Rustam Kalibrata, S.Ag., M.Pd", "Rustam Kalibrata");
        assertSame("KH Rustam Kalibrata S.H.", "Rustam Kalibrata");
        assertSame("Ustadz Rustam", "Rustam");
    }

    void particlesDoNotCount() {
        assertSame("Rustam bin Harun al-Kalibari", "Rustam Harun Kalibari");
        assertSame("Alkalibari", "al-Kalibari");
    }

    void aNameOfTitlesOnlyKeepsThem() {
        CPPUNIT_ASSERT(!keysOf("al Haji").empty());
        CPPUNIT_ASSERT(!keysOf("bin").empty());
    }

    void abdulAndWhatFollowsAreApart() {
        for (const std::string_view name :
             {"Abdurrahman", "Abdul-Rahman", "Abd. Rahman", "Abdel Rahman", "Abdoelrahman", "Abdurahman"}) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(std::string(name), keysOf("Abdul Rahman"), keysOf(name));
        }
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, nameOf("Abdullah").words.size());
        assertSame("Abubakar", "Abu Bakar");
    }

    void abbreviationsStandForTheirNames() {
        assertSame("Moh. Rustam", "Muhammad Rustam");
        assertSame("Mohd Rustam", "Mochamad Rustam");
        CPPUNIT_ASSERT(nameOf("M. Rustam").words.front().sense.wordClass == WordClass::initial);
    }

    void organisationsAreKnownByTheirForm() {
        CPPUNIT_ASSERT(nameOf("PT Gemilang Abadi").isOrganisation);
        CPPUNIT_ASSERT(nameOf("Gemilang Abadi, P.T.").isOrganisation);
        CPPUNIT_ASSERT(!nameOf("Rustam Kalibrata").isOrganisation);
    }

    /// Otherwise the first would win, and which is first is nobody's decision.
    void noSpellingBelongsToTwoNames() {
        std::map<std::string, std::string> owners;
        const auto check = [&](std::string_view groups) {
            while (!groups.empty()) {
                const auto end = std::min(groups.find(';'), groups.size());
                const auto words = wordsOf(groups.substr(0, end));
                for (const std::string_view word : words) {
                    const auto [owner, isNew] = owners.try_emplace(std::string(word), words.front());
                    CPPUNIT_ASSERT_MESSAGE(std::string(word) + " of " + owner->second, isNew);
                }
                groups.remove_prefix(std::min(end + 1, groups.size()));
            }
        };
        check(veryCommonNames());
        for (const std::string_view names : commonNames()) {
            check(names);
        }
    }

    /// What is stored is the key: it must not be taken for another name than the word was.
    void aKeyMeansTheSameAsItsWord() {
        for (const std::string_view names : commonNames()) {
            const std::string some = folded(std::string(names.substr(0, 900)));
            for (const std::string_view word : wordsOf(some)) {
                const WordSense sense = senseOf(word);
                CPPUNIT_ASSERT_EQUAL_MESSAGE(std::string(word), sense.key, senseOf(sense.key).key);
            }
        }
    }

    /// An index keeps each key once, whichever word it came from.
    void wordsOfOneKeyMeanTheSame() {
        std::map<std::string, std::pair<WordClass, bool>> meanings;
        const auto check = [&](const std::string& word) {
            const WordSense sense = senseOf(word);
            const auto [at, isNew] = meanings.try_emplace(sense.key, sense.wordClass, sense.isKnown);
            CPPUNIT_ASSERT_MESSAGE(word, at->second == std::pair(sense.wordClass, sense.isKnown));
        };
        const std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
        for (const char a : letters) {
            check({a});
            for (const char b : letters) {
                check({a, b});
                for (const char c : letters) {
                    check({a, b, c});
                }
            }
        }
        CPPUNIT_ASSERT(senseOf("dj").wordClass == WordClass::initial);
        CPPUNIT_ASSERT(senseOf("ai").wordClass == WordClass::rare);
    }

    void notMoreThanSixteenWordsCount() {
        const Name name = nameOf("a1 b1 c1 d1 e1 f1 g1 h1 i1 j1 k1 l1 m1 n1 o1 p1 q1 r1 s1 t1");
        CPPUNIT_ASSERT_EQUAL(mostWords, name.words.size());
        CPPUNIT_ASSERT(name.isCut);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(NamesTest);
