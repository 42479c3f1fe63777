/// Every statement of the module on both databases.

#include "support.h"

namespace notifications::test {

template <On on>
class DatabasesTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(DatabasesTest);
    CPPUNIT_TEST(whatIsSentIsListedReadAndArchived);
    CPPUNIT_TEST(theHistoryIsFiltered);
    CPPUNIT_TEST(nobodyIsToldTwice);
    CPPUNIT_TEST(webhooksComeAndGo);
    CPPUNIT_TEST_SUITE_END();

public:
    DatabasesTest() : KernelFixture(on) {}

    void whatIsSentIsListedReadAndArchived() {
        send("One");
        send("Two");
        const std::string two = "/notifications/" + std::to_string(inboxOf(ann).at(0).at("id").as_int64()) + "/";
        expect({
            {ann, "GET", two, "", 200, "Two"},
            {bob, "GET", two, "", 404},
            {ann, "GET", "/notifications/?is_read=false&kind=message&search=tw", "", 200, "\"count\":1"},
            {ann, "PUT", two + "read/", "", 200, "\"is_read\":true"},
            {ann, "PUT", two + "read/", "", 200, "\"is_read\":true"},
            {ann, "GET", "/notifications/unread-count/", "", 200, "\"unread\":1"},
            {ann, "PUT", "/notifications/read-all/", "", 200, "\"marked\":1"},
            {ann, "DELETE", two, "", 200},
            {ann, "DELETE", two, "", 404},
            {ann, "GET", "/notifications/?is_read=true", "", 200, "\"count\":1"},
            {ann, "GET", "/notifications/?archived=true", "", 200, "Two"},
        });
    }

    void theHistoryIsFiltered() {
        send("100% of it");
        const auto found = [&](const User& user, std::string_view query) {
            return done(user, "GET", "/notifications/history/" + std::string(query)).as_array().size();
        };
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found(auditor, "?user=ann&channel=in_app&state=sent&kind=message"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found(auditor, "?search=0%25%20OF&from=2020-01-01T00:00:00Z"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, found(auditor, "?to=2020-01-01T00:00:00Z"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found(sender, ""));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found(ann, ""));
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, found(bob, ""));
    }

    void nobodyIsToldTwice() {
        const Notice due{
            .kind = "sales.due",
            .title = "Invoice 7 is due",
            .body = "",
            .to = {.roles = {"role of ann", "role of bob"}},
            .dedupeKey = "invoice-7"};
        notifier()->notify(due);
        Notice toAll = due;
        toAll.to = {.everybody = true};
        notifier()->notify(toAll);
        for (const User* user : {&ann, &bob, &sender}) {
            CPPUNIT_ASSERT_EQUAL(std::size_t{1}, inboxOf(*user).size());
        }
    }

    void webhooksComeAndGo() {
        const Json added = done(ann, "POST", "/notifications/webhooks/", {{"url", "https://hooks.example/"}});
        const std::string path = "/notifications/webhooks/" + textOf(added, "uuid") + "/";
        expect({
            {ann, "POST", "/notifications/webhooks/", R"({"url": "https://hooks.example/"})", 409, "DUPLICATE"},
            {ann, "GET", "/notifications/webhooks/", "", 200, "hooks.example"},
            {bob, "DELETE", path, "", 404},
            {ann, "DELETE", path, "", 200},
            {ann, "GET", "/notifications/webhooks/", "", 200, "", "hooks.example"},
        });
    }

private:
    void send(const char* title) {
        done(sender, "POST", "/notifications/send/", {{"user_ids", JsonArray{"ann"}}, {"message", title}});
    }
};

static const OnBothDatabases<DatabasesTest> registered;

} // namespace notifications::test
