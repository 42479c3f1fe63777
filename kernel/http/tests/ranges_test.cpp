#include <kernel/http/ranges.h>

#include <cppunit/extensions/HelperMacros.h>

#include <fcntl.h>
#include <vector>

namespace tenon::http::test {

namespace {

using Kind = RangeRequest::Kind;

RangeRequest ask(std::string_view range, std::uint64_t size, std::string_view method = "GET") {
    const Header headers[] = {{"range", range}};
    return requestedRange({.method = method, .headers = headers}, size, "\"v1\"");
}

FileReply tenBytes() { return {.file = Descriptor(::open("/dev/null", O_RDONLY)), .size = 10, .etag = "v1"}; }

Answer answerTo(const std::vector<Header>& headers) {
    Answer answer;
    answerFile({.method = "GET", .headers = headers}, tenBytes(), answer);
    return answer;
}

} // namespace

class RangesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RangesTest);
    CPPUNIT_TEST(oneRangeIsAPartOfTheFile);
    CPPUNIT_TEST(aRangeBehindTheEndCannotBeSatisfied);
    CPPUNIT_TEST(whatIsNotUnderstoodIsIgnored);
    CPPUNIT_TEST(ifRangeHoldsForTheSameStrongValidatorOnly);
    CPPUNIT_TEST(aPartIsAnsweredWith206AndItsPlace);
    CPPUNIT_TEST(anUnsatisfiableRangeIsAnsweredWith416AndTheSize);
    CPPUNIT_TEST(aFileThatTheClientHasIsNotSentInParts);
    CPPUNIT_TEST_SUITE_END();

public:
    void oneRangeIsAPartOfTheFile() {
        const std::tuple<std::string_view, std::uint64_t, std::uint64_t> rows[] = {
            {"bytes=0-0", 0, 1},
            {"bytes=2-5", 2, 4},
            {"bytes=5-", 5, 5},
            {"bytes=9-100", 9, 1},
            {"bytes=-3", 7, 3},
            {"bytes=-100", 0, 10},
            {"Bytes= 2-5 ", 2, 4},
            {"bytes=0-18446744073709551615", 0, 10},
        };
        for (const auto& [range, offset, length] : rows) {
            const RangeRequest read = ask(range, 10);
            CPPUNIT_ASSERT_MESSAGE(std::string(range), read.kind == Kind::Part);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(std::string(range), offset, read.offset);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(std::string(range), length, read.length);
        }
    }

    void aRangeBehindTheEndCannotBeSatisfied() {
        CPPUNIT_ASSERT(ask("bytes=10-", 10).kind == Kind::Unsatisfiable);
        CPPUNIT_ASSERT(ask("bytes=10-20", 10).kind == Kind::Unsatisfiable);
        CPPUNIT_ASSERT(ask("bytes=-0", 10).kind == Kind::Unsatisfiable);
        CPPUNIT_ASSERT(ask("bytes=0-", 0).kind == Kind::Unsatisfiable);
    }

    void whatIsNotUnderstoodIsIgnored() {
        for (const auto* range :
             {"bytes=",
              "bytes=-",
              "bytes=5-2",
              "bytes=a-b",
              "bytes=1-2,4-5",
              "bytes=1-x",
              "items=1-2",
              "bytes=+1-2",
              "bytes=1",
              "bytes=99999999999999999999-",
              "bytes=0-99999999999999999999"}) {
            CPPUNIT_ASSERT_MESSAGE(range, ask(range, 10).kind == Kind::Whole);
        }
        CPPUNIT_ASSERT(ask("bytes=1-2", 10, "POST").kind == Kind::Whole);
        CPPUNIT_ASSERT(ask("bytes=1-2", 10, "HEAD").kind == Kind::Whole);
    }

    void ifRangeHoldsForTheSameStrongValidatorOnly() {
        const auto kindWith = [](std::string_view validator, std::string_view etag) {
            const Header headers[] = {{"range", "bytes=1-2"}, {"if-range", validator}};
            return requestedRange({.method = "GET", .headers = headers}, 10, etag).kind;
        };
        CPPUNIT_ASSERT(kindWith("\"v1\"", "\"v1\"") == Kind::Part);
        CPPUNIT_ASSERT(kindWith("\"v2\"", "\"v1\"") == Kind::Whole);
        CPPUNIT_ASSERT(kindWith("W/\"v1\"", "\"v1\"") == Kind::Whole);
        CPPUNIT_ASSERT(kindWith("Wed, 21 Oct 2015 07:28:00 GMT", "\"v1\"") == Kind::Whole);
        CPPUNIT_ASSERT(kindWith("", "") == Kind::Whole);
    }

    void aPartIsAnsweredWith206AndItsPlace() {
        const Answer answer = answerTo({{"range", "bytes=2-5"}});
        CPPUNIT_ASSERT_EQUAL(206, answer.status);
        CPPUNIT_ASSERT(answer.field("content-range") == "bytes 2-5/10");
        CPPUNIT_ASSERT(answer.field("etag") == "\"v1\"");
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, std::get<FileBody>(answer.body).offset());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{4}, std::get<FileBody>(answer.body).length());
    }

    void anUnsatisfiableRangeIsAnsweredWith416AndTheSize() {
        const Answer answer = answerTo({{"range", "bytes=10-"}});
        CPPUNIT_ASSERT_EQUAL(416, answer.status);
        CPPUNIT_ASSERT(answer.field("content-range") == "bytes */10");
        CPPUNIT_ASSERT(std::holds_alternative<std::monostate>(answer.body));
    }

    void aFileThatTheClientHasIsNotSentInParts() {
        const Answer answer = answerTo({{"range", "bytes=2-5"}, {"if-none-match", "\"v1\""}});
        CPPUNIT_ASSERT_EQUAL(200, answer.status);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(RangesTest);

} // namespace tenon::http::test
