/// Differences are worked out once, whatever the number of pages they are shown on.

#include "kept_differences.h"

#include <cppunit/extensions/HelperMacros.h>

#include <memory>
#include <stdexcept>
#include <vector>

using dttot::Difference;
using dttot::KeptDifferences;

class KeptDifferencesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(KeptDifferencesTest);
    CPPUNIT_TEST(theSameVersionsAreComparedOnce);
    CPPUNIT_TEST(otherVersionsAreComparedToo);
    CPPUNIT_TEST(aComparisonThatFailsIsNotKept);
    CPPUNIT_TEST(whatNobodyAskedForLatelyIsForgotten);
    CPPUNIT_TEST(whatIsTooLargeIsKeptUntilTheNext);
    CPPUNIT_TEST_SUITE_END();

public:
    void theSameVersionsAreComparedOnce() {
        KeptDifferences kept;
        for (int page = 0; page < 3; ++page) {
            const auto found = between(kept, {1, 1, 2}, 4);
            CPPUNIT_ASSERT_EQUAL(std::size_t{4}, found->size());
            CPPUNIT_ASSERT(found->at(3).kind == Difference::Kind::removed);
            CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, found->at(3).before.row);
            CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, found->at(3).before.since);
        }
        CPPUNIT_ASSERT_EQUAL(1, _comparisons);
    }

    void otherVersionsAreComparedToo() {
        KeptDifferences kept;
        for (const KeptDifferences::Versions& versions :
             {KeptDifferences::Versions{1, 1, 2}, {1, 1, 3}, {1, 2, 3}, {2, 1, 2}}) {
            (void)between(kept, versions, 1);
        }
        CPPUNIT_ASSERT_EQUAL(4, _comparisons);
    }

    void aComparisonThatFailsIsNotKept() {
        KeptDifferences kept;
        CPPUNIT_ASSERT_THROW(
            (void)kept.between({1, 1, 2}, []() -> std::vector<Difference> { throw std::runtime_error("no database"); }),
            std::runtime_error
        );
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, between(kept, {1, 1, 2}, 1)->size());
    }

    void whatNobodyAskedForLatelyIsForgotten() {
        KeptDifferences kept(10);
        (void)between(kept, {1, 1, 2}, 4);
        const auto held = between(kept, {1, 2, 3}, 4);
        (void)between(kept, {1, 1, 2}, 4);
        (void)between(kept, {1, 3, 4}, 4); // no room for 2 to 3
        (void)between(kept, {1, 1, 2}, 4);
        CPPUNIT_ASSERT_EQUAL(3, _comparisons);
        (void)between(kept, {1, 2, 3}, 4);
        CPPUNIT_ASSERT_EQUAL(4, _comparisons);
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, held->size());
    }

    void whatIsTooLargeIsKeptUntilTheNext() {
        KeptDifferences kept(10);
        (void)between(kept, {1, 1, 2}, 100);
        (void)between(kept, {1, 1, 2}, 100);
        CPPUNIT_ASSERT_EQUAL(1, _comparisons);
        (void)between(kept, {1, 2, 3}, 1);
        (void)between(kept, {1, 1, 2}, 100);
        CPPUNIT_ASSERT_EQUAL(3, _comparisons);
    }

private:
    std::shared_ptr<const KeptDifferences::Differences>
    between(KeptDifferences& kept, const KeptDifferences::Versions& versions, std::int64_t differences) {
        return kept.between(versions, [&] {
            ++_comparisons;
            std::vector<Difference> made(static_cast<std::size_t>(differences));
            for (std::int64_t i = 0; i < differences; ++i) {
                Difference& each = made[static_cast<std::size_t>(i)];
                each.kind = Difference::Kind::removed;
                each.before.row = i;
                each.before.since = 7;
            }
            return made;
        });
    }

    int _comparisons = 0;
};

CPPUNIT_TEST_SUITE_REGISTRATION(KeptDifferencesTest);
