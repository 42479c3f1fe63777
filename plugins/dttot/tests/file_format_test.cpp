#include "display_name.h"
#include "file_format.h"

#include <cppunit/extensions/HelperMacros.h>

#include <string>
#include <sys/mman.h>
#include <unistd.h>

using namespace std::string_view_literals;

namespace {

/// The format of `content` that stands behind other bytes, as a part of a request's body does.
std::string formatOf(std::string_view content) {
    constexpr std::string_view before = "--boundary\r\n\r\n";
    const int fd = memfd_create("upload", 0);
    const std::string bytes = std::string(before).append(content).append("\r\n--boundary--");
    CPPUNIT_ASSERT_EQUAL(static_cast<ssize_t>(bytes.size()), write(fd, bytes.data(), bytes.size()));
    const auto format = dttot::formatOf(fd, before.size(), content.size());
    close(fd);
    return std::string(format.value_or("none"));
}

std::string oleFileWith(std::string_view entry) {
    std::string file(512 * 3, '\0');
    file.replace(0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    file[48] = 1; // the directory is sector 1, the third block of the file
    file.replace(512 * 2, entry.size(), entry);
    return file;
}

} // namespace

class FileFormatTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(FileFormatTest);
    CPPUNIT_TEST(aWorkbookIsToldFromAnyOtherArchive);
    CPPUNIT_TEST(anOldWorkbookIsToldFromAnyOtherOfficeFile);
    CPPUNIT_TEST(aPdfIsToldByItsHeader);
    CPPUNIT_TEST(separatedTextIsCsvInEitherEncoding);
    CPPUNIT_TEST(separatedTextInUtf16IsCsvToo);
    CPPUNIT_TEST(markupBinariesAndProseAreNoList);
    CPPUNIT_TEST(bytesBehindTheFileDoNotCount);
    CPPUNIT_TEST(aShownNameHasNoControlOrDirectionMarks);
    CPPUNIT_TEST(aShownNameIsCutAtAWholeCharacter);
    CPPUNIT_TEST_SUITE_END();

public:
    void aWorkbookIsToldFromAnyOtherArchive() {
        CPPUNIT_ASSERT_EQUAL(std::string("xlsx"), formatOf("PK\x03\x04 … PK\x01\x02 xl/workbook.xml PK\x05\x06"));
        for (const std::string_view content :
             {"PK\x03\x04 … PK\x01\x02 word/document.xml PK\x05\x06"sv,
              "PK\x03\x04 … PK\x01\x02 xl/workbook.bin PK\x05\x06"sv,
              "PK\x05\x06 xl/worksheets %PDF-"sv}) {
            CPPUNIT_ASSERT_EQUAL(std::string("none"), formatOf(content));
        }
    }

    void anOldWorkbookIsToldFromAnyOtherOfficeFile() {
        CPPUNIT_ASSERT_EQUAL(std::string("xls"), formatOf(oleFileWith("W\0o\0r\0k\0b\0o\0o\0k\0"sv)));
        CPPUNIT_ASSERT_EQUAL(std::string("none"), formatOf(oleFileWith("W\0o\0r\0d\0D\0o\0c\0"sv)));
    }

    void aPdfIsToldByItsHeader() { CPPUNIT_ASSERT_EQUAL(std::string("pdf"), formatOf("\n%PDF-1.7\n…")); }

    void separatedTextIsCsvInEitherEncoding() {
        CPPUNIT_ASSERT_EQUAL(std::string("csv"), formatOf("\xEF\xBB\xBFNama;Alamat\r\nA;B\r\n"));
        CPPUNIT_ASSERT_EQUAL(std::string("csv"), formatOf("Nama,Alamat\nJos\xE9,B\n"));
        CPPUNIT_ASSERT_EQUAL(std::string("csv"), formatOf("Nama|Alamat\nA|B\n"));
    }

    void separatedTextInUtf16IsCsvToo() {
        CPPUNIT_ASSERT_EQUAL(std::string("csv"), formatOf("\xFF\xFEN\0a\0\t\0B\0\n\0"sv));
        CPPUNIT_ASSERT_EQUAL(std::string("csv"), formatOf("\xFE\xFF\0N\0a\0;\0B\0\n"sv));
        CPPUNIT_ASSERT_EQUAL(std::string("csv"), formatOf("N\0a\0m\0a\0;\0B\0\n\0"sv));
        CPPUNIT_ASSERT_EQUAL(std::string("none"), formatOf("\xFF\xFEN\0a\0\x01\0,\0"sv));
    }

    void markupBinariesAndProseAreNoList() {
        for (const std::string_view content :
             {"<html><body>a,b</body></html>"sv,
              "{\"a\": 1, \"b\": 2}"sv,
              "a,b\0c"sv,
              "hello"sv,
              ""sv,
              "\x89PNG\r\n\x1a\n,"sv}) {
            CPPUNIT_ASSERT_EQUAL(std::string("none"), formatOf(content));
        }
    }

    void bytesBehindTheFileDoNotCount() { CPPUNIT_ASSERT_EQUAL(std::string("none"), formatOf("%PDF")); }

    void aShownNameHasNoControlOrDirectionMarks() {
        CPPUNIT_ASSERT_EQUAL(std::string("listvsc.exe"), dttot::displayName("list\xE2\x80\xAEvsc\r\n.exe"));
        CPPUNIT_ASSERT_EQUAL(std::string("document"), dttot::displayName("\x01\x02"));
    }

    void aShownNameIsCutAtAWholeCharacter() {
        std::string name(254, 'a');
        CPPUNIT_ASSERT_EQUAL(name, dttot::displayName(name + "é"));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(FileFormatTest);
