#include "made_up/names.h"
#include "made_up/pairs.h"
#include "made_up/variations.h"
#include "screening/index.h"

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace {

using namespace dttot::screening;

Index indexOf(const std::vector<Entry>& list, const Weights& weights = {}) {
    IndexBuilder builder(weights);
    std::ranges::for_each(list, [&](const Entry& entry) { builder.add(entry); });
    return builder.build();
}

} // namespace

class LossTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(LossTest);
    CPPUNIT_TEST(theIndexFindsWhatAFullScanFinds);
    CPPUNIT_TEST(nothingIsLostWhateverTheLeastScore);
    CPPUNIT_TEST(anIndexOfWhatChangedFindsTheNewHits);
    CPPUNIT_TEST_SUITE_END();

public:
    /// At most three of a thousand hits may be lost; every hit of the index is one of the scan, with the same score.
    void theIndexFindsWhatAFullScanFinds() {
        made_up::Random random(99);
        const auto list = made_up::indonesianSet(42).list;
        const Index index = indexOf(list);
        std::size_t all = 0;
        std::size_t lost = 0;
        std::string losses;
        for (int i = 0; i < 600; ++i) {
            const Entry& meant = random.of(list);
            Subject subject;
            subject.names = {made_up::varied(random, random.of(meant.names).text)};
            if (random.chance(50) && !meant.birthDates.empty()) {
                subject.birthDate = meant.birthDates.front();
                subject.birthPlace = meant.birthPlaces.front();
            }
            const auto hits = index.search(subject, {.minScore = {}, .lists = {}, .most = list.size()}).hits;
            std::size_t common = 0;
            for (const Entry& entry : list) {
                const Hit scanned = compared(subject, entry);
                if (scanned.score < Weights().threshold) {
                    continue;
                }
                ++all;
                const auto found = std::ranges::find(hits, entry.id, &Hit::entry);
                if (found == hits.end()) {
                    ++lost;
                    losses += subject.names.front() + " | " + scanned.matchedName + '\n';
                    continue;
                }
                ++common;
                CPPUNIT_ASSERT_DOUBLES_EQUAL(scanned.score, found->score, 1e-9);
            }
            CPPUNIT_ASSERT_EQUAL(common, hits.size());
        }
        std::printf("\n%zu of %zu hits lost\n%s", lost, all, losses.c_str());
        CPPUNIT_ASSERT(all > 500);
        CPPUNIT_ASSERT_MESSAGE(losses, lost * 1000 <= all * 3);
    }

    /// Also by weights that let words be less alike.
    void nothingIsLostWhateverTheLeastScore() {
        made_up::Random random(17);
        const auto list = made_up::indonesianSet(43).list;
        Weights lenient;
        lenient.similarityFall = 1;
        lenient.contradiction = 0.5;
        for (const Weights& weights : {Weights(), lenient}) {
            const Index index = indexOf(list, weights);
            for (const double minScore : {0.62, 0.5, 0.3}) {
                std::size_t all = 0;
                for (int i = 0; i < 40; ++i) {
                    Subject subject;
                    subject.names = {made_up::varied(random, random.of(random.of(list).names).text)};
                    Question question{.minScore = minScore, .lists = {}, .most = list.size()};
                    const auto found = index.search(subject, question).hits;
                    question.isExhaustive = true;
                    const auto scanned = index.search(subject, question).hits;
                    CPPUNIT_ASSERT_MESSAGE(subject.names.front(), found == scanned);
                    all += scanned.size();
                }
                CPPUNIT_ASSERT(all >= 30);
            }
        }
    }

    void anIndexOfWhatChangedFindsTheNewHits() {
        auto list = made_up::indonesianSet(5).list;
        const Index before = indexOf(list);
        made_up::Random random(1);
        IndexBuilder changes;
        std::vector<std::int64_t> changed;
        for (Entry& entry : list) {
            if (random.chance(5)) {
                entry.names.front().text = made_up::indonesianName(random);
                changes.add(entry);
                changed.push_back(entry.id);
            }
        }
        const Index after = indexOf(list);
        const Index ofChanges = changes.build();
        const Question everything{.minScore = {}, .lists = {}, .most = list.size()};
        const auto isChanged = [&](const Hit& hit) { return std::ranges::binary_search(changed, hit.entry); };
        std::size_t found = 0;
        for (const Entry& entry : list) {
            Subject subject;
            subject.names = {entry.names.front().text};
            auto fresh = after.search(subject, everything).hits;
            auto unchanged = before.search(subject, everything).hits;
            const auto incremental = ofChanges.search(subject, everything).hits;
            found += incremental.size();
            std::vector<Hit> freshOfChanged;
            std::ranges::copy_if(fresh, std::back_inserter(freshOfChanged), isChanged);
            CPPUNIT_ASSERT(freshOfChanged == incremental);
            std::erase_if(fresh, isChanged);
            std::erase_if(unchanged, isChanged);
            CPPUNIT_ASSERT(fresh == unchanged);
        }
        CPPUNIT_ASSERT(found >= changed.size());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(LossTest);
