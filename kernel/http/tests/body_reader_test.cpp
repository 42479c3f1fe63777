#include <kernel/http/body_reader.h>

#include <cppunit/extensions/HelperMacros.h>

#include <array>
#include <fcntl.h>
#include <memory>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace tenon::http::test {

namespace {

std::string part(const std::string& disposition, const std::string& content) {
    return "--b\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
}

const std::string longText(100'000, 'x');
const std::string end = "--b--\r\n";
const std::string field = part(R"(name="title")", "a title");
const std::string smallFile = part(R"(name="small"; filename="s")", "small");
const std::string longFile = part(R"(name="long"; filename="l")", longText);

} // namespace

/// Forms with files, as the transport gives them: the beginning in memory, the rest in a file without a name.
class BodyReaderTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(BodyReaderTest);
    CPPUNIT_TEST(aLongFileIsAFileOfItsOwnThatNobodyWrites);
    CPPUNIT_TEST(whatComesBeforeAndBehindALongFileIsRead);
    CPPUNIT_TEST(aFileBesideAnotherInTheSpoolIsAPartOfIt);
    CPPUNIT_TEST(theBodyOfARequestThatMayBeRepeatedStaysWhole);
    CPPUNIT_TEST(aBodyInMemoryHasFilesToo);
    CPPUNIT_TEST(onlyFormsAreSplit);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _route = std::make_unique<RouteEntry>("test", "POST", "/files", nullptr);
        _route->body({fields::text("title", 40), fields::file("small"), fields::file("long"), fields::file("other")});
        _headers = {{"content-type", "multipart/form-data; boundary=b"}};
    }

    void aLongFileIsAFileOfItsOwnThatNobodyWrites() {
        const ReadBody body = readSpooled(longFile + end);
        const Upload& upload = body.uploads.at(0);
        CPPUNIT_ASSERT(contentOf(upload) == longText);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, upload.offset);

        struct stat facts {};

        CPPUNIT_ASSERT_EQUAL(0, ::fstat(upload.fd, &facts));
        CPPUNIT_ASSERT_EQUAL(longText.size(), static_cast<std::size_t>(facts.st_size));
        CPPUNIT_ASSERT_EQUAL(O_RDONLY, ::fcntl(upload.fd, F_GETFL) & O_ACCMODE);
    }

    void whatComesBeforeAndBehindALongFileIsRead() {
        const std::string late = part(R"(name="title")", "late");
        const ReadBody body = readSpooled(smallFile + longFile + late + end);
        CPPUNIT_ASSERT_EQUAL(std::string("late"), std::string(textAt(body.values, "title")));
        CPPUNIT_ASSERT_EQUAL(std::string("small"), contentOf(body.uploads.at(0)));
        CPPUNIT_ASSERT(contentOf(body.uploads.at(1)) == longText);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, body.uploads.at(1).offset);
    }

    void aFileBesideAnotherInTheSpoolIsAPartOfIt() {
        const std::string other = part(R"(name="other"; filename="o")", "other");
        const ReadBody body = readSpooled(field + longFile + other + end);
        CPPUNIT_ASSERT_EQUAL(std::string("a title"), std::string(textAt(body.values, "title")));
        CPPUNIT_ASSERT(contentOf(body.uploads.at(0)) == longText);
        CPPUNIT_ASSERT_EQUAL(std::string("other"), contentOf(body.uploads.at(1)));
    }

    void theBodyOfARequestThatMayBeRepeatedStaysWhole() {
        _headers.push_back({"idempotency-key", "7"});
        const std::string text = longFile + end;
        const ReadBody body = readSpooled(text);
        CPPUNIT_ASSERT(contentOf(body.uploads.at(0)) == longText);

        struct stat facts {};

        CPPUNIT_ASSERT_EQUAL(0, ::fstat(_spool.get(), &facts));
        CPPUNIT_ASSERT_EQUAL(text.size(), _message.body.size() + static_cast<std::size_t>(facts.st_size));
    }

    void aBodyInMemoryHasFilesToo() {
        _beginning = field + smallFile + end;
        const ReadBody body = readBody(message(), *_route);
        CPPUNIT_ASSERT_EQUAL(std::string("a title"), std::string(textAt(body.values, "title")));
        CPPUNIT_ASSERT_EQUAL(std::string("small"), contentOf(body.uploads.at(0)));
    }

    void onlyFormsAreSplit() {
        CPPUNIT_ASSERT(splitOf(message()));
        for (const char* type : {"application/json", "multipart/form-data", "multipart/form-data; boundary=\"\""}) {
            _headers = {{"content-type", type}};
            CPPUNIT_ASSERT_MESSAGE(type, !splitOf(message()));
        }
        _headers.clear();
        CPPUNIT_ASSERT(!splitOf(message()));
    }

private:
    Message& message() {
        _message.headers = _headers;
        _message.body = _beginning;
        _message.spoolFd = _spool ? _spool.get() : -1;
        return _message;
    }

    /// As the transport spools a body of which it has had this much in memory.
    ReadBody readSpooled(const std::string& body) {
        constexpr std::size_t inMemory = 1000;
        const std::size_t kept = splitOf(message())(std::string_view(body).substr(0, inMemory));
        CPPUNIT_ASSERT(kept > 0);
        _beginning = body.substr(0, kept);
        _spool = Descriptor(::open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
        const auto rest = static_cast<ssize_t>(body.size() - kept);
        CPPUNIT_ASSERT_EQUAL(rest, ::write(_spool.get(), body.data() + kept, body.size() - kept));
        message().bodySize = body.size();
        return readBody(_message, *_route);
    }

    static std::string contentOf(const Upload& upload) {
        std::string content(upload.size, '\0');
        const auto at = static_cast<off_t>(upload.offset);
        CPPUNIT_ASSERT_EQUAL(static_cast<ssize_t>(upload.size), ::pread(upload.fd, content.data(), upload.size, at));
        return content;
    }

    std::unique_ptr<RouteEntry> _route;
    std::vector<Header> _headers;
    std::string _beginning;
    Descriptor _spool;
    Message _message;
};

CPPUNIT_TEST_SUITE_REGISTRATION(BodyReaderTest);

} // namespace tenon::http::test
