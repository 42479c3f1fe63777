/// What counts as the same row of two versions.

#include "list_diff.h"

#include <cppunit/extensions/HelperMacros.h>

#include <string>

using dttot::Difference;
using dttot::Trace;

class ListDiffTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ListDiffTest);
    CPPUNIT_TEST(aRowThatOnlyStandsElsewhereIsNoDifference);
    CPPUNIT_TEST(theSameCodeAndNameIsAChange);
    CPPUNIT_TEST(theSameCodeUnderAnotherNameIsAChange);
    CPPUNIT_TEST(aCodeOfTwoSubjectsIsPairedByName);
    CPPUNIT_TEST(aCodeOfTwoSubjectsAloneSaysNothing);
    CPPUNIT_TEST(withoutACodeTheNameDecides);
    CPPUNIT_TEST(aPersonNeverBecomesAnOrganisation);
    CPPUNIT_TEST(twinsArePairedOneByOne);
    CPPUNIT_TEST_SUITE_END();

public:
    void aRowThatOnlyStandsElsewhereIsNoDifference() {
        expect("", {row("IDD-001", "yusuf", 1)}, {row("IDD-001", "yusuf", 1)});
    }

    void theSameCodeAndNameIsAChange() { expect("~yusuf", {row("IDD-001", "yusuf", 1)}, {row("IDD-001", "yusuf", 2)}); }

    void theSameCodeUnderAnotherNameIsAChange() {
        expect("~jusuf", {row("IDD-001", "yusuf", 1)}, {row("IDD-001", "jusuf", 2)});
    }

    void aCodeOfTwoSubjectsIsPairedByName() {
        expect(
            "~bilal ~hisham",
            {row("ILQ-005", "hisham", 1), row("ILQ-005", "bilal", 2)},
            {row("ILQ-005", "bilal", 3), row("ILQ-005", "hisham", 4)}
        );
    }

    void aCodeOfTwoSubjectsAloneSaysNothing() {
        expect(
            "+salim -bilal -hisham",
            {row("ILQ-005", "bilal", 1), row("ILQ-005", "hisham", 2)},
            {row("ILQ-005", "salim", 3)}
        );
    }

    void withoutACodeTheNameDecides() {
        expect(
            "+salim ~yusuf -bilal",
            {row("", "yusuf", 1), row("", "bilal", 2)},
            {row("", "yusuf", 3), row("", "salim", 4)}
        );
    }

    void aPersonNeverBecomesAnOrganisation() {
        Trace organisation = row("", "yusuf", 2);
        organisation.type = "entity";
        expect("+yusuf -yusuf", {row("", "yusuf", 1)}, {organisation});
    }

    void twinsArePairedOneByOne() {
        expect("+yusuf", {row("IDD-001", "yusuf", 1)}, {row("IDD-001", "yusuf", 1), row("IDD-001", "yusuf", 1)});
    }

private:
    Trace row(std::string code, std::string name, std::int64_t content) {
        Trace trace;
        trace.row = ++_rows;
        trace.code = std::move(code);
        trace.type = "person";
        trace.name = std::move(name);
        trace.content = content;
        return trace;
    }

    static void expect(const std::string& wanted, std::vector<Trace> gone, std::vector<Trace> come) {
        std::string found;
        for (const Difference& each : dttot::differences(std::move(gone), std::move(come))) {
            found += found.empty() ? "" : " ";
            found += each.kind == Difference::Kind::added     ? "+" + each.after.name
                     : each.kind == Difference::Kind::changed ? "~" + each.after.name
                                                              : "-" + each.before.name;
        }
        CPPUNIT_ASSERT_EQUAL(wanted, found);
    }

    std::int64_t _rows = 0;
};

CPPUNIT_TEST_SUITE_REGISTRATION(ListDiffTest);
