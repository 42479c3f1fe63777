#include "tables/failure.h"
#include "tables/format.h"
#include "tables/tests/collected_rows.h"
#include "tables/xls_reader.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>
#include <iterator>

namespace {

using documents::tables::tests::joined;

std::string bytesOf(const std::string& name) {
    std::ifstream file(std::string(TEST_DATA) + '/' + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string outcomeOf(const std::string& bytes) {
    try {
        static_cast<void>(documents::tables::formatOf(bytes));
        documents::tables::tests::Rows rows;
        documents::tables::readXls(bytes, rows);
    } catch (const documents::tables::Failure& failure) {
        return failure.code();
    }
    return "read";
}

class XlsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(XlsTest);
    CPPUNIT_TEST(bothVersionsGiveTheSameRows);
    CPPUNIT_TEST(aCutOffFileIsRefused);
    CPPUNIT_TEST(aFlippedByteNeverCrashes);
    CPPUNIT_TEST(aChainOfSectorsThatGoesInCirclesIsRefused);
    CPPUNIT_TEST(anEncryptedWorkbookIsRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    void bothVersionsGiveTheSameRows() {
        std::string first;
        for (const char* name : {"biff8.xls", "biff5.xls"}) {
            const std::string bytes = bytesOf(name);
            CPPUNIT_ASSERT(documents::tables::formatOf(bytes) == documents::tables::Format::xls);
            documents::tables::tests::Rows rows;
            documents::tables::readXls(bytes, rows);
            CPPUNIT_ASSERT_EQUAL(std::size_t{5}, rows.rows.size());
            first = first.empty() ? joined(rows.rows) : first;
            CPPUNIT_ASSERT_EQUAL(first, joined(rows.rows));
        }
        CPPUNIT_ASSERT(first.find("Bima Sakalang") != std::string::npos);
    }

    void aCutOffFileIsRefused() {
        const std::string bytes = bytesOf("biff8.xls");
        for (const std::size_t length : {std::size_t{600}, std::size_t{1100}, bytes.size() / 2}) {
            CPPUNIT_ASSERT(outcomeOf(bytes.substr(0, length)) != "read");
        }
    }

    void aFlippedByteNeverCrashes() {
        const std::string bytes = bytesOf("biff8.xls");
        std::size_t refused = 0;
        for (std::size_t i = 0; i < bytes.size(); i += 7) {
            std::string changed = bytes;
            changed[i] = static_cast<char>(~changed[i]);
            refused += outcomeOf(changed) == "read" ? 0 : 1;
        }
        CPPUNIT_ASSERT(refused > 0);
    }

    void aChainOfSectorsThatGoesInCirclesIsRefused() {
        std::string bytes = bytesOf("biff8.xls");
        // Every entry of the first allocation sector points to sector 1.
        const std::size_t table = (static_cast<std::size_t>(static_cast<unsigned char>(bytes[76])) + 1) * 512;
        for (std::size_t i = 0; i < 512; ++i) {
            bytes[table + i] = i % 4 == 0 ? '\x01' : '\0';
        }
        CPPUNIT_ASSERT_EQUAL(std::string("file.damaged"), outcomeOf(bytes));
    }

    void anEncryptedWorkbookIsRefused() {
        std::string bytes = bytesOf("biff8.xls");
        // The record of the code page becomes FILEPASS.
        const std::size_t globals = bytes.find(std::string("\x42\x00\x02\x00", 4));
        CPPUNIT_ASSERT(globals != std::string::npos);
        bytes[globals] = '\x2F';
        CPPUNIT_ASSERT_EQUAL(std::string("file.encrypted"), outcomeOf(bytes));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(XlsTest);

} // namespace
