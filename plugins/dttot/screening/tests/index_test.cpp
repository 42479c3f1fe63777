#include "screening/index.h"

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <string>

namespace {

using namespace dttot::screening;

Entry person(std::int64_t id, std::vector<ListedName> names) {
    Entry entry;
    entry.id = id;
    entry.kind = Kind::person;
    entry.names = std::move(names);
    return entry;
}

Index indexOf(const std::vector<Entry>& entries) {
    IndexBuilder builder;
    std::ranges::for_each(entries, [&](const Entry& entry) { builder.add(entry); });
    return builder.build();
}

Subject named(std::string name) {
    Subject subject;
    subject.names = {std::move(name)};
    return subject;
}

bool has(const Hit& hit, ReasonCode code) {
    return std::ranges::find(hit.reasons, code, &Reason::code) != hit.reasons.end();
}

std::string repeated(std::string_view piece, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) {
        text += piece;
    }
    return text;
}

} // namespace

class IndexTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(IndexTest);
    CPPUNIT_TEST(anEmptyIndexAnswersNothing);
    CPPUNIT_TEST(anIndexOfOneFindsIt);
    CPPUNIT_TEST(theHitNamesTheAliasThatMatched);
    CPPUNIT_TEST(anEntryIsAHitOnceWithItsBestName);
    CPPUNIT_TEST(equalHitsComeInTheOrderOfTheirIds);
    CPPUNIT_TEST(anEqualNikFindsWhateverTheName);
    CPPUNIT_TEST(anEqualPassportFindsHoweverItIsWritten);
    CPPUNIT_TEST(onlyTheListsAskedForAnswer);
    CPPUNIT_TEST(noMoreThanAskedForAreAnswered);
    CPPUNIT_TEST(aWeakAliasScoresLess);
    CPPUNIT_TEST(theLeastScoreOfASearchCounts);
    CPPUNIT_TEST(aHitIsReproducedWithoutTheIndex);
    CPPUNIT_TEST(scoresDoNotDependOnWhatElseIsListed);
    CPPUNIT_TEST(aNameWithoutLettersIsCalledIllegible);
    CPPUNIT_TEST(aLongNameIsComparedByItsBeginning);
    CPPUNIT_TEST(hostileNamesAreAnswered);
    CPPUNIT_TEST_SUITE_END();

public:
    void anEmptyIndexAnswersNothing() {
        const Index index = indexOf({});
        CPPUNIT_ASSERT(index.search(named("Rustam Kalibrata")).hits.empty());
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, index.names());
    }

    void anIndexOfOneFindsIt() {
        const auto answer = indexOf({person(7, {{"Rustam Kalibrata"}})}).search(named("KALIBRATA, Rustam"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, answer.hits.size());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, answer.hits.front().entry);
        CPPUNIT_ASSERT_DOUBLES_EQUAL(1.0, answer.hits.front().score, 1e-9);
        CPPUNIT_ASSERT(has(answer.hits.front(), ReasonCode::nameReordered));
    }

    void theHitNamesTheAliasThatMatched() {
        const auto answer =
            indexOf({person(1, {{"Rustam Kalibrata"}, {"Gunadi Wesiputra"}})}).search(named("Goenadi Wesipoetra"));
        CPPUNIT_ASSERT_EQUAL(std::string("Gunadi Wesiputra"), answer.hits.at(0).matchedName);
    }

    void anEntryIsAHitOnceWithItsBestName() {
        const auto answer =
            indexOf({person(1, {{"Rustam Kalibrato"}, {"Rustam Kalibrata"}})}).search(named("Rustam Kalibrata"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, answer.hits.size());
        CPPUNIT_ASSERT_EQUAL(std::string("Rustam Kalibrata"), answer.hits[0].matchedName);
    }

    void equalHitsComeInTheOrderOfTheirIds() {
        const auto answer = indexOf({person(9, {{"Rustam Kalibrata"}}),
                                     person(3, {{"Rustam Kalibrata"}}),
                                     person(5, {{"Rustam Kalibrata"}})}
        ).search(named("Rustam Kalibrata"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, answer.hits.size());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, answer.hits[0].entry);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{9}, answer.hits[2].entry);
    }

    void anEqualNikFindsWhateverTheName() {
        Entry entry = person(1, {{"Rustam Kalibrata"}});
        entry.niks = {"9912041407810003"};
        Subject subject = named("Gunadi Wesiputra");
        subject.niks = {"99.1204.140781.0003"};
        const auto answer = indexOf({entry}).search(subject);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, answer.hits.size());
        CPPUNIT_ASSERT(answer.hits[0].score >= 0.99);
        CPPUNIT_ASSERT(has(answer.hits[0], ReasonCode::nikEqual));
    }

    void anEqualPassportFindsHoweverItIsWritten() {
        Entry entry = person(1, {{"Rustam Kalibrata"}});
        entry.passports = {"Z1234567"};
        Subject subject = named("Gunadi Wesiputra");
        subject.passports = {"z 123-4567"};
        CPPUNIT_ASSERT(has(indexOf({entry}).search(subject).hits.at(0), ReasonCode::passportEqual));
    }

    void onlyTheListsAskedForAnswer() {
        Entry one = person(1, {{"Rustam Kalibrata"}});
        one.list = 1;
        Entry two = person(2, {{"Rustam Kalibrata"}});
        two.list = 2;
        const auto answer = indexOf({one, two}).search(named("Rustam Kalibrata"), {.minScore = {}, .lists = {2}});
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, answer.hits.size());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, answer.hits[0].entry);
    }

    void noMoreThanAskedForAreAnswered() {
        std::vector<Entry> entries;
        for (std::int64_t id = 1; id <= 9; ++id) {
            entries.push_back(person(id, {{"Rustam Kalibrata"}}));
        }
        const auto answer =
            indexOf(entries).search(named("Rustam Kalibrata"), {.minScore = {}, .lists = {}, .most = 4});
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, answer.hits.size());
    }

    void aWeakAliasScoresLess() {
        const Index index = indexOf({person(1, {{"Rustam Kalibrata", Strength::weak}})});
        const Hit hit = index.search(named("Rustam Kalibrata"), {.minScore = 0.5, .lists = {}}).hits.at(0);
        CPPUNIT_ASSERT(hit.score < 0.9);
        CPPUNIT_ASSERT(has(hit, ReasonCode::nameWeak));
    }

    void theLeastScoreOfASearchCounts() {
        const Index index = indexOf({person(1, {{"Rustam Kalibrata"}})});
        CPPUNIT_ASSERT(index.search(named("Rustam Kalibutra"), {.minScore = 0.99, .lists = {}}).hits.empty());
        CPPUNIT_ASSERT(!index.search(named("Rustam Kalibutra"), {.minScore = 0.5, .lists = {}}).hits.empty());
    }

    void aHitIsReproducedWithoutTheIndex() {
        Entry entry = person(4, {{"Rustam bin Harun Kalibrata"}, {"Abu Tamam"}});
        entry.birthDates = {"1975~"};
        entry.birthPlaces = {"Kab. Wajo"};
        Subject subject = named("Drs. H. Rustam Kalibratta");
        subject.birthDate = "1975-03-02";
        subject.birthPlace = "Wajo";
        const auto answer = indexOf({entry, person(5, {{"Rustam Wesiputra"}})}).search(subject);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, answer.hits.size());
        CPPUNIT_ASSERT(compared(subject, entry) == answer.hits[0]);
    }

    void scoresDoNotDependOnWhatElseIsListed() {
        const Entry entry = person(1, {{"Rustam Harun Kalibrata"}});
        std::vector<Entry> crowd{entry};
        for (std::int64_t id = 2; id <= 200; ++id) {
            crowd.push_back(person(id, {{"Rustam Kalibrata"}}));
        }
        const Hit alone = indexOf({entry}).search(named("Rustam Harun Kalibrato")).hits.at(0);
        const auto hits =
            indexOf(crowd).search(named("Rustam Harun Kalibrato"), {.minScore = {}, .lists = {}, .most = 999}).hits;
        const auto found = std::ranges::find(hits, std::int64_t{1}, &Hit::entry);
        CPPUNIT_ASSERT(found != hits.end());
        CPPUNIT_ASSERT(*found == alone);
    }

    void aNameWithoutLettersIsCalledIllegible() {
        const Index index = indexOf({person(1, {{"Rustam Kalibrata"}})});
        for (const std::string& name :
             {std::string(),
              std::string("  ,.- "),
              std::string("\xE2\x80\x8F\xE2\x80\x8E"),
              std::string(3, '\0'),
              repeated("\xCC\x81", 5000)}) {
            CPPUNIT_ASSERT(index.search(named(name)).legibility == Legibility::nothing);
        }
        CPPUNIT_ASSERT(index.search(Subject()).legibility == Legibility::nothing);
    }

    void aLongNameIsComparedByItsBeginning() {
        const Index index = indexOf({person(1, {{"Rustam Kalibrata"}})});
        const auto answer = index.search(named("Rustam Kalibrata " + std::string(10000, ' ')));
        CPPUNIT_ASSERT(answer.legibility == Legibility::partly);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, answer.hits.size());
        CPPUNIT_ASSERT(index.search(named(repeated("Kalibrata ", 1000))).legibility == Legibility::partly);
    }

    void hostileNamesAreAnswered() {
        const Index index = indexOf({person(1, {{"Rustam Kalibrata"}})});
        const std::string names[] = {
            std::string("Rustam\0 Kalibrata", 17),
            "\xE2\x80\x8FRustam \xE2\x80\xAEKalibrata\xE2\x80\xAC",
            "R\xCC\x81ustam Kalibra\xCC\x81ta",
            "\xD0\xA0\xD1\x83\xD1\x81\xD1\x82\xD0\xB0\xD0\xBC Kalibrata",
        };
        for (const std::string& name : names) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(name, std::size_t{1}, index.search(named(name)).hits.size());
        }
        const std::string strange[] = {
            "\xFF\xFE\x80\x80",
            std::string(10000, 'a'),
            repeated("\xF0\x93\x80\x80", 500),
            repeated("a ", 5000),
            repeated("\xE0\xA8\xA8", 3000),
            repeated(".,-", 3000),
            repeated("abdul", 2000),
        };
        for (const std::string& name : strange) {
            CPPUNIT_ASSERT(index.search(named(name)).hits.empty());
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(IndexTest);
