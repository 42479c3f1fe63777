#include "tables/failure.h"
#include "tables/format.h"
#include "tables/tests/workbook_builder.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace std::string_view_literals;

namespace {

/// The format of a document, or the code of the failure.
std::string formatOf(std::string_view bytes) {
    try {
        return std::string(documents::tables::nameOf(documents::tables::formatOf(bytes)));
    } catch (const documents::tables::Failure& failure) {
        return failure.code();
    }
}

/// A container of the given sector size, whose directory is its second sector and has this one entry.
std::string oleFileWith(std::string_view entry, std::size_t sectorBytes = 512) {
    std::string file(sectorBytes * 3, '\0');
    file.replace(0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    file[30] = sectorBytes == 512 ? 9 : 12;
    file[48] = 1;
    file.replace(sectorBytes * 2, entry.size(), entry);
    return file;
}

class FormatTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(FormatTest);
    CPPUNIT_TEST(aContainerIsJudgedByItsDirectory);
    CPPUNIT_TEST(anArchiveIsOneWhateverStandsInIt);
    CPPUNIT_TEST(whatIsNoTextIsNoList);
    CPPUNIT_TEST_SUITE_END();

public:
    void aContainerIsJudgedByItsDirectory() {
        constexpr std::string_view workbook = "W\0o\0r\0k\0b\0o\0o\0k\0"sv;
        CPPUNIT_ASSERT_EQUAL(std::string("xls"), formatOf(oleFileWith(workbook)));
        CPPUNIT_ASSERT_EQUAL(std::string("xls"), formatOf(oleFileWith(workbook, 4096)));
        CPPUNIT_ASSERT_EQUAL(std::string("xls"), formatOf(oleFileWith("B\0o\0o\0k\0"sv)));
        CPPUNIT_ASSERT_EQUAL(
            std::string("file.encrypted"), formatOf(oleFileWith("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv))
        );
        CPPUNIT_ASSERT_EQUAL(std::string("file.unsupported"), formatOf(oleFileWith("B\0o\0o\0k\0m\0a\0r\0k\0s\0"sv)));
        CPPUNIT_ASSERT_EQUAL(
            std::string("file.unsupported"), formatOf(oleFileWith("W\0o\0r\0d\0"sv) + std::string(workbook))
        );
        CPPUNIT_ASSERT_EQUAL(
            std::string("file.damaged"), formatOf(std::string_view(oleFileWith(workbook)).substr(0, 40))
        );
    }

    void anArchiveIsOneWhateverStandsInIt() {
        using documents::tables::tests::zipOf;
        CPPUNIT_ASSERT_EQUAL(std::string("xlsx"), formatOf(zipOf({{"xl/workbook.xml", "%PDF-1.4"}})));
        for (const std::string& archive :
             {zipOf({{"word/document.xml", "%PDF-1.4"}}),
              zipOf({{"word/xl/notes.xml", "<w/>"}}),
              zipOf({{"xl/workbook.bin", ""}}),
              std::string("PK\x05\x06 xl/worksheets %PDF-1.4")}) {
            CPPUNIT_ASSERT_EQUAL(std::string("file.unsupported"), formatOf(archive));
        }
    }

    void whatIsNoTextIsNoList() {
        CPPUNIT_ASSERT_EQUAL(std::string("csv"), formatOf("Nama|Kode\nA|B\n"));
        for (const std::string_view text : {"a;b\x01"sv, "\xEF\xBB\xBF<a,b>"sv, "{\"a\": [1,2]}"sv, "prose"sv, " "sv}) {
            CPPUNIT_ASSERT_EQUAL(std::string("file.unsupported"), formatOf(text));
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(FormatTest);

} // namespace
