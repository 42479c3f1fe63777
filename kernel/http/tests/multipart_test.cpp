#include <kernel/http/multipart.h>

#include <tenon/error.h>

#include <cppunit/extensions/HelperMacros.h>

namespace tenon::http::test {

namespace {

const std::string file =
    "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
    "%PDF\r\n--bx\r\n\r\n--b\r\n";

std::string partWith(const std::string& header) { return "--b\r\n" + header + "\r\n\r\nx\r\n--b--\r\n"; }

std::string disposition(const std::string& parameters) {
    return partWith("Content-Disposition: form-data; " + parameters);
}

} // namespace

class MultipartTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(MultipartTest);
    CPPUNIT_TEST(partsAreFoundWhereTheyLie);
    CPPUNIT_TEST(anEmptyPartAndAnEmptyFormAreAllowed);
    CPPUNIT_TEST(aFileNameIsShownWithoutFolderAndInUtf8);
    CPPUNIT_TEST(malformedBodiesAreRefused);
    CPPUNIT_TEST(everyTruncationIsRefused);
    CPPUNIT_TEST(limitsHold);
    CPPUNIT_TEST(boundariesFollowTheirGrammar);
    CPPUNIT_TEST(aLongFileBeginsBehindItsHeader);
    CPPUNIT_TEST(everyBeginningOfABodyTellsOfTheFileThatGoesOn);
    CPPUNIT_TEST_SUITE_END();

public:
    void aLongFileBeginsBehindItsHeader() {
        const std::string header = file.substr(0, file.find("%PDF"));
        CPPUNIT_ASSERT_EQUAL(header.size(), beginOfLongFile(header, "b"));
        CPPUNIT_ASSERT_EQUAL(header.size(), beginOfLongFile(header + "%PDF and more\r\n--", "b"));
        const std::string field = "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n";
        CPPUNIT_ASSERT_EQUAL(field.size() + 7 + header.size(), beginOfLongFile(field + "hello\r\n" + header, "b"));
        for (const std::string& other :
             {std::string(), field + "a text that goes on", header.substr(0, 40), "x" + header}) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(other, std::size_t{0}, beginOfLongFile(other, "b"));
        }
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, beginOfLongFile(header, "c"));
    }

    void everyBeginningOfABodyTellsOfTheFileThatGoesOn() {
        constexpr std::string_view delimiter = "\r\n--b";
        const std::string text = "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nhello\r\n";
        const std::string first = file.substr(0, file.find("%PDF")) + "%PDF\r\n-\r\n--\r\n";
        const std::string body = text + first + text + first + "--b--\r\n";
        const std::vector<MultipartPart> parts = readMultipart(body, "b");
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, parts.size());
        for (std::size_t size = 0; size <= body.size(); ++size) {
            std::size_t expected = 0;
            for (const MultipartPart& part : parts) {
                const bool goesOn = part.offset <= size && size < part.offset + part.length + delimiter.size();
                expected = part.isFile && goesOn ? part.offset : expected;
            }
            CPPUNIT_ASSERT_EQUAL(expected, beginOfLongFile(body.substr(0, size), "b"));
        }
    }

    void partsAreFoundWhereTheyLie() {
        const std::string body = "--b\r\ncontent-disposition: form-data; name=\"text\"\r\n\r\nhello\r\n--c\r\n"
                                 "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.pdf\"\r\n"
                                 "Content-Type: application/pdf\r\n\r\n%PDF\r\n--b--\r\n";
        std::string withNul = body;
        withNul.insert(withNul.find("%PDF") + 4, 1, '\0');
        const auto parts = readMultipart(withNul, "b");
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, parts.size());
        CPPUNIT_ASSERT_EQUAL(std::string("text"), parts[0].name);
        CPPUNIT_ASSERT(!parts[0].isFile);
        CPPUNIT_ASSERT_EQUAL(std::string("hello\r\n--c"), withNul.substr(parts[0].offset, parts[0].length));
        CPPUNIT_ASSERT(parts[1].isFile);
        CPPUNIT_ASSERT_EQUAL(std::string("a.pdf"), parts[1].filename);
        CPPUNIT_ASSERT_EQUAL(std::string("application/pdf"), parts[1].contentType);
        CPPUNIT_ASSERT_EQUAL(std::string("%PDF\0", 5), withNul.substr(parts[1].offset, parts[1].length));
    }

    void anEmptyPartAndAnEmptyFormAreAllowed() {
        const auto parts = readMultipart("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--b--", "b");
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, parts.at(0).length);
        CPPUNIT_ASSERT(readMultipart("--b--\r\n", "b").empty());
    }

    void aFileNameIsShownWithoutFolderAndInUtf8() {
        const std::pair<std::string, std::string> rows[] = {
            {R"(filename="daftar.xlsx")", "daftar.xlsx"},
            {R"(filename="C:\folder\a.txt")", "a.txt"},
            {R"(filename="../../etc/passwd")", "passwd"},
            {R"(filename="a\"b;c.txt")", "a\"b;c.txt"},
            {R"(filename="تقرير.pdf")", "تقرير.pdf"},
            {R"(filename="x.txt"; filename*=UTF-8''%E2%82%AC%20rates.txt)", "€ rates.txt"},
            {R"(filename*=utf-8'en'..%2fa.txt)", "a.txt"},
            {R"(filename="")", ""},
        };
        for (const auto& [parameter, expected] : rows) {
            const auto parts = readMultipart(disposition("name=\"f\"; " + parameter), "b");
            CPPUNIT_ASSERT_EQUAL(expected, parts.at(0).filename);
            CPPUNIT_ASSERT(parts.at(0).isFile);
        }
    }

    void malformedBodiesAreRefused() {
        const std::string rows[] = {
            "",
            "preamble\r\n" + disposition("name=a"),
            disposition("name=a") + "epilogue",
            "--b\nContent-Disposition: form-data; name=a\n\nx\n--b--\n",
            "--bb\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--bb--\r\n",
            file,
            "--b\r\n\r\nx\r\n--b--\r\n",
            partWith("X: y"),
            partWith("Content-Disposition: attachment; name=a"),
            partWith("Content-Disposition: form-data"),
            partWith("Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b"),
            partWith("Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64"),
            partWith("Content-Disposition: form-data;\r\n name=a"),
            partWith("Content-Disposition form-data; name=a"),
            partWith("Content-Disposition: form-data; name=a\r\nContent-Type: text/\x1bplain"),
            disposition("name=a; name=b"),
            disposition("name=\"a"),
            disposition("name=\"a\"b"),
            disposition("name=\"\xff\""),
            disposition("name=\"a\x01\""),
            disposition("name=a; filename*=ISO-8859-1''x"),
            disposition("name=a; filename*=UTF-8''%zz"),
            disposition("name=a; filename*=UTF-8''%00"),
            disposition("name=a; filename*=UTF-8''%ff"),
            disposition("name=a; filename*=UTF-8"),
        };
        for (const std::string& body : rows) {
            CPPUNIT_ASSERT_THROW_MESSAGE(body, readMultipart(body, "b"), Invalid);
        }
    }

    void everyTruncationIsRefused() {
        const std::string body = disposition("name=\"f\"; filename=\"a\"");
        for (std::size_t size = 0; size < body.size() - 2; ++size) {
            // An exact copy, so that a sanitizer sees a read behind the end.
            const std::vector<char> cut(body.begin(), body.begin() + static_cast<std::ptrdiff_t>(size));
            CPPUNIT_ASSERT_THROW(readMultipart({cut.data(), cut.size()}, "b"), Invalid);
        }
    }

    void limitsHold() {
        const std::string part = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n";
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, readMultipart(part + part + "--b--", "b", {.parts = 2}).size());
        CPPUNIT_ASSERT_THROW(readMultipart(part + part + part + "--b--", "b", {.parts = 2}), Invalid);
        CPPUNIT_ASSERT_THROW(readMultipart(part + "--b--", "b", {.headerBytes = 40}), Invalid);
    }

    void boundariesFollowTheirGrammar() {
        CPPUNIT_ASSERT_EQUAL(std::string("a b"), multipartBoundary("multipart/form-data; boundary=\"a b\""));
        CPPUNIT_ASSERT_EQUAL(
            std::string("Xy-1"), multipartBoundary("Multipart/Form-Data;charset=utf-8; BOUNDARY=Xy-1")
        );
        const std::string refused[] = {
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=\"\"",
            "multipart/form-data; boundary=\"a \"",
            "multipart/form-data; boundary=\"a\r\nb\"",
            "multipart/form-data; boundary=" + std::string(71, 'a'),
            "multipart/mixed; boundary=a",
            "text/plain; boundary=a",
        };
        for (const std::string& contentType : refused) {
            CPPUNIT_ASSERT_THROW_MESSAGE(contentType, multipartBoundary(contentType), Invalid);
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(MultipartTest);

} // namespace tenon::http::test
