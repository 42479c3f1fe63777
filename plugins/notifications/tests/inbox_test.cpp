/// One's own notifications: list, read marks, archive.

#include "support.h"

namespace notifications::test {

class InboxTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(InboxTest);
    CPPUNIT_TEST(everybodySeesHisOwn);
    CPPUNIT_TEST(readingTwiceChangesNothing);
    CPPUNIT_TEST(everythingIsReadAtOnce);
    CPPUNIT_TEST(whatIsArchivedLeavesTheListAndNotTheHistory);
    CPPUNIT_TEST(theListIsFilteredAndPaged);
    CPPUNIT_TEST(everySystemAnswersInItsOwnForm);
    CPPUNIT_TEST_SUITE_END();

public:
    void everybodySeesHisOwn() {
        const std::string one = told(ann, "One");
        expect({
            {nobody, "GET", "/notifications/", "", 401},
            {nobody, "GET", one, "", 401},
            {ann, "GET", one, "", 200, "One"},
            {bob, "GET", one, "", 404},
            {auditor, "GET", one, "", 404},
            {bob, "PUT", one + "read/", "", 404},
            {bob, "DELETE", one, "", 404},
            {nobody, "PUT", one + "read/", "", 401},
            {nobody, "DELETE", one, "", 401},
            {ann, "GET", "/notifications/999999/", "", 404},
            {ann, "PUT", "/notifications/999999/read/", "", 404},
            {ann, "PUT", "/notifications/nothing/read/", "", 404},
            {ann, "GET", "/notifications/unread-count/", "", 200, "\"unread\":1"},
            {bob, "GET", "/notifications/unread-count/", "", 200, "\"unread\":0"},
            {nobody, "GET", "/notifications/unread-count/", "", 401},
            {nobody, "PUT", "/notifications/read-all/", "", 401},
        });
    }

    void readingTwiceChangesNothing() {
        const std::string one = told(ann, "One");
        const Json first = done(ann, "PUT", one + "read/");
        CPPUNIT_ASSERT_EQUAL(std::string("read"), textOf(first, "state"));
        CPPUNIT_ASSERT(first.at("is_read").as_bool());
        const Json again = done(ann, "PUT", one + "read/");
        CPPUNIT_ASSERT_EQUAL(textOf(first, "read_at"), textOf(again, "read_at"));
        const std::string byUuid = "/notifications/" + textOf(first, "uuid") + "/read/";
        CPPUNIT_ASSERT_EQUAL(textOf(first, "read_at"), textOf(done(ann, "PUT", byUuid), "read_at"));
    }

    void everythingIsReadAtOnce() {
        told(ann, "One");
        told(ann, "Two");
        told(bob, "Three");
        expect({
            {ann, "PUT", "/notifications/read-all/", "", 200, "\"marked\":2"},
            {ann, "PUT", "/notifications/read-all/", "", 200, "\"marked\":0"},
            {ann, "GET", "/notifications/unread-count/", "", 200, "\"unread\":0"},
            {bob, "GET", "/notifications/unread-count/", "", 200, "\"unread\":1"},
        });
    }

    void whatIsArchivedLeavesTheListAndNotTheHistory() {
        const std::string one = told(ann, "One");
        expect({
            {ann, "DELETE", one, "", 200, "archived"},
            {ann, "DELETE", one, "", 404},
            {ann, "GET", "/notifications/", "", 200, "", "One"},
            {ann, "GET", "/notifications/?archived=true", "", 200, "One"},
            {ann, "GET", "/notifications/unread-count/", "", 200, "\"unread\":0"},
            {ann, "GET", "/notifications/history/", "", 200, "One"},
        });
    }

    void theListIsFilteredAndPaged() {
        told(ann, "One");
        done(ann, "PUT", told(ann, "Two") + "read/");
        told(ann, "Three");
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, inboxOf(ann, "?is_read=false").size());
        CPPUNIT_ASSERT_EQUAL(std::string("Two"), textOf(inboxOf(ann, "?is_read=true").at(0), "title"));
        CPPUNIT_ASSERT_EQUAL(std::string("One"), textOf(inboxOf(ann, "?search=one").at(0), "title"));
        CPPUNIT_ASSERT_EQUAL(std::string("One"), textOf(inboxOf(ann, "?page=2&page_size=2").at(0), "title"));
        CPPUNIT_ASSERT(inboxOf(ann, "?kind=other").empty());
        expect({{ann, "GET", "/notifications/?is_read=perhaps", "", 400, "is_read"}});
    }

    void everySystemAnswersInItsOwnForm() {
        told(ann, "One");
        const auto asked = [&](const char* path, const char* dialect) {
            return kernel().call(ann, "GET", path, nullptr, {{"x-api-dialect", dialect}}).json;
        };
        CPPUNIT_ASSERT(asked("/notifications/history/", "danasaham").is_array());
        CPPUNIT_ASSERT(asked("/notifications/", "danasaham").is_array());
        CPPUNIT_ASSERT(asked("/notifications/", "gaara").as_object().contains("results"));
    }

private:
    /// Tells `user`; returns the path of what he was told.
    std::string told(const User& user, const char* title) {
        done(admin, "POST", "/notifications/send/", {{"user_ids", JsonArray{user.name}}, {"message", title}});
        return "/notifications/" + std::to_string(inboxOf(user).at(0).at("id").as_int64()) + "/";
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(InboxTest);

} // namespace notifications::test
