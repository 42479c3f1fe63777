#include <kernel/http/conditional.h>
#include <kernel/http/content_disposition.h>

#include <cppunit/extensions/HelperMacros.h>

#include <array>

namespace {

using namespace tenon::http;

class ConditionalTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ConditionalTest);
    CPPUNIT_TEST(aListOfTagsIsComparedWeakly);
    CPPUNIT_TEST(aGetOfWhatTheClientHasIsNotModified);
    CPPUNIT_TEST(aWriteIsNeverNotModified);
    CPPUNIT_TEST(aFilenameIsOfferedPlainAndInUtf8);
    CPPUNIT_TEST_SUITE_END();

public:
    void aListOfTagsIsComparedWeakly() {
        CPPUNIT_ASSERT(holdsTag(R"("1", W/"2")", R"("2")"));
        CPPUNIT_ASSERT(holdsTag("*", R"("2")"));
        CPPUNIT_ASSERT(!holdsTag(R"("1")", R"("2")"));
        CPPUNIT_ASSERT(!holdsTag("", R"("2")"));
    }

    void aGetOfWhatTheClientHasIsNotModified() { CPPUNIT_ASSERT_EQUAL(304, statusOfConditional("GET")); }

    void aWriteIsNeverNotModified() { CPPUNIT_ASSERT_EQUAL(200, statusOfConditional("PUT")); }

    void aFilenameIsOfferedPlainAndInUtf8() {
        CPPUNIT_ASSERT_EQUAL(std::string("attachment; filename=\"list.csv\""), attachment("list.csv"));
        CPPUNIT_ASSERT_EQUAL(
            std::string("attachment; filename=\"a__b__.csv\"; filename*=UTF-8''a%22%0Db%C3%A9.csv"),
            attachment("a\"\rb\xC3\xA9.csv")
        );
    }

private:
    static int statusOfConditional(std::string_view method) {
        const std::array headers{Header{"if-none-match", R"("7")"}};
        Message message;
        message.method = method;
        message.headers = headers;
        Answer answer;
        answer.add("ETag", R"("7")");
        answer.body = std::string("text");
        answerUnchanged(message, answer);
        return answer.status;
    }
};

} // namespace

CPPUNIT_TEST_SUITE_REGISTRATION(ConditionalTest);
