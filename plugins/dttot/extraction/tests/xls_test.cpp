#include "extraction/tables.h"
#include "extraction/tests/collected.h"
#include "extraction/tests/joined.h"
#include "tables/xls_reader.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>
#include <iterator>

namespace {

using dttot::tests::Findings;
using dttot::tests::joined;

std::string bytesOf(const std::string& name) {
    std::ifstream file(std::string(TABLES_TEST_DATA) + '/' + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

class XlsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(XlsTest);
    CPPUNIT_TEST(bothVersionsGiveTheSameRecords);
    CPPUNIT_TEST_SUITE_END();

public:
    void bothVersionsGiveTheSameRecords() {
        for (const char* name : {"biff8.xls", "biff5.xls"}) {
            const std::string bytes = bytesOf(name);
            Findings findings;
            const auto summary = dttot::extract(bytes, &dttot::tables::readXls, findings);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(name, std::string("Bima Sakalang|Jamaah Rimba Kelana"), findings.names());
            CPPUNIT_ASSERT_EQUAL(std::string("Jl. Satu|Jl. Dua"), joined(findings.records[0].addresses));
            CPPUNIT_ASSERT_EQUAL(std::string("Jaka"), joined(findings.records[0].aliases));
            CPPUNIT_ASSERT_EQUAL(std::string("1981-07-14"), joined(findings.records[0].birthDates));
            CPPUNIT_ASSERT_EQUAL(std::uint64_t{5}, summary.rows);
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(XlsTest);

} // namespace
