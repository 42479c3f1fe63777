/// Who may send to whom, how often, and what is recorded of it.

#include "support.h"

#include <tenon/system_caller.h>

namespace notifications::test {

class SendingTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(SendingTest);
    CPPUNIT_TEST(sendingIsForThoseWhoMay);
    CPPUNIT_TEST(everyFaultIsToldAtItsField);
    CPPUNIT_TEST(everySpellingOfTheMembersIsTaken);
    CPPUNIT_TEST(holdersOfARoleAreToldOnce);
    CPPUNIT_TEST(everybodyIsTold);
    CPPUNIT_TEST(manyAreToldByAJob);
    CPPUNIT_TEST(whoIsGoneIsPassedOver);
    CPPUNIT_TEST(nobodyIsToldTwiceOfTheSameKey);
    CPPUNIT_TEST(nobodySendsWithoutLimit);
    CPPUNIT_TEST(theHistoryShowsWhatOneMaySee);
    CPPUNIT_TEST(theHistoryIsFilteredAndPaged);
    CPPUNIT_TEST_SUITE_END();

public:
    void sendingIsForThoseWhoMay() {
        constexpr std::string_view toAnn = R"({"user_ids": ["ann"], "title": "Lunch", "message": "At noon."})";
        expect({
            {nobody, "POST", "/notifications/send/", toAnn, 401},
            {bob, "POST", "/notifications/send/", toAnn, 403},
            {auditor, "POST", "/notifications/send/", toAnn, 403},
            {sender, "POST", "/notifications/send/", toAnn, 201, "\"recipients\":1", "", "notifications.notice.sent"},
        });
        const JsonArray told = inboxOf(ann);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, told.size());
        CPPUNIT_ASSERT_EQUAL(std::string("Lunch"), textOf(told[0], "title"));
        CPPUNIT_ASSERT_EQUAL(std::string("sent"), textOf(told[0], "state"));
        CPPUNIT_ASSERT(inboxOf(bob).empty());
    }

    void everyFaultIsToldAtItsField() {
        expect({
            {sender, "POST", "/notifications/send/", R"({"user_ids": ["ann"]})", 400, "message"},
            {sender, "POST", "/notifications/send/", R"({"message": "Hello"})", 400, "user_ids"},
            {sender,
             "POST",
             "/notifications/send/",
             R"({"message": "Hello", "user_ids": ["ann", "nobody-of-this-name"]})",
             400,
             "user_ids.1"},
            {sender, "POST", "/notifications/send/", R"({"message": "Hello", "roles": ["no-role"]})", 400, "roles.0"},
            {sender,
             "POST",
             "/notifications/send/",
             R"({"message": "Hello", "user_ids": ["ann"], "channels": ["email"]})",
             400,
             "E-mail is not configured"},
            {sender,
             "POST",
             "/notifications/send/",
             R"({"message": "Hello", "user_ids": ["ann"], "channels": ["sms"]})",
             400,
             "channels"},
            {sender,
             "POST",
             "/notifications/send/",
             R"({"message": "Hello", "user_ids": ["ann"], "sender_id": 1})",
             400,
             "sender_id"},
        });
        CPPUNIT_ASSERT(inboxOf(ann).empty());
    }

    void everySpellingOfTheMembersIsTaken() {
        const std::string id = std::to_string(idOf(ann));
        done(sender, "POST", "/notifications/send/", {{"users", JsonArray{idOf(ann)}}, {"message", "One"}});
        done(sender, "POST", "/notifications/send/", {{"recipients", JsonArray{id}}, {"body", "Two"}});
        done(
            sender,
            "POST",
            "/notifications/send/",
            {{"user_ids", JsonArray{id}},
             {"users", JsonArray{id}},
             {"title", "T"},
             {"subject", "T"},
             {"message", "Three"}}
        );
        const JsonArray told = inboxOf(ann);
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, told.size());
        CPPUNIT_ASSERT_EQUAL(std::string("T"), textOf(told[0], "title"));
        CPPUNIT_ASSERT_EQUAL(std::string("Two"), textOf(told[1], "title"));
    }

    void holdersOfARoleAreToldOnce() {
        const JsonArray roles{"role of ann", "role of bob"};
        const Json sent = done(
            sender,
            "POST",
            "/notifications/send/",
            {{"roles", roles}, {"user_ids", JsonArray{"ann"}}, {"message", "Hello"}}
        );
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, sent.at("recipients").to_number<std::int64_t>());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, inboxOf(ann).size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, inboxOf(bob).size());
        CPPUNIT_ASSERT(inboxOf(sender).empty());
    }

    void everybodyIsTold() {
        done(sender, "POST", "/notifications/send/", {{"all", true}, {"message", "Hello"}});
        for (const User* user : {&admin, &sender, &auditor, &ann, &bob}) {
            CPPUNIT_ASSERT_EQUAL(std::size_t{1}, inboxOf(*user).size());
        }
    }

    void manyAreToldByAJob() {
        Notice notice{.kind = "test.many", .title = "Hello", .body = "", .to = {}};
        for (int i = 0; i < 120; ++i) {
            const std::string name = "many" + std::to_string(i);
            notice.to.accounts.push_back(addAccount(name, name + "@example.com"));
        }
        notice.to.accounts.push_back(idOf(ann));
        notifier()->notify(notice);
        CPPUNIT_ASSERT(kernel().finishJobs());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, inboxOf(ann).size());
        const auto made = kernel().database().value<std::int64_t>("SELECT COUNT(*) FROM notifications_delivery");
        CPPUNIT_ASSERT_EQUAL(std::int64_t{121}, made.value());
    }

    void whoIsGoneIsPassedOver() {
        const std::int64_t gone = addAccount("gone", "gone@example.com");
        kernel().app().accounts().remove(tenon::SystemCaller("notifications"), std::to_string(gone));
        const std::int64_t closed = addAccount("closed", "closed@example.com");
        static_cast<void>(kernel().app().accounts().change(
            tenon::SystemCaller("notifications"), std::to_string(closed), {{"is_active", false}}
        ));
        notifier()->notify({.kind = "test", .title = "Hello", .body = "", .to = {.accounts = {gone, closed, idOf(ann)}}}
        );
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, history().size());
    }

    void nobodyIsToldTwiceOfTheSameKey() {
        const Notice due{
            .kind = "sales.due",
            .title = "Invoice 7 is due",
            .body = "",
            .to = {.accounts = {idOf(ann)}},
            .dedupeKey = "invoice-7"};
        notifier()->notify(due);
        notifier()->notify(due);
        Notice toBoth = due;
        toBoth.to.accounts.push_back(idOf(bob));
        notifier()->notify(toBoth);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, inboxOf(ann).size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, inboxOf(bob).size());
        Notice another = due;
        another.dedupeKey = "invoice-8";
        notifier()->notify(another);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, inboxOf(ann).size());
    }

    void nobodySendsWithoutLimit() {
        start({{"send_limit", 2}});
        const Json message{{"user_ids", JsonArray{"ann"}}, {"message", "Hello"}};
        done(sender, "POST", "/notifications/send/", message);
        done(sender, "POST", "/notifications/send/", message);
        const Answer refused = kernel().call(sender, "POST", "/notifications/send/", message);
        CPPUNIT_ASSERT_EQUAL(429, refused.status);
        CPPUNIT_ASSERT(refused.text.find("TOO_MANY_NOTICES") != std::string::npos);
        CPPUNIT_ASSERT(std::stoi(refused.headers.at("retry-after")) > 3500);
        done(admin, "POST", "/notifications/send/", message);
        kernel().database().execute("UPDATE notifications_notice SET created_at = '2020-01-01T00:00:00.000000Z'");
        done(sender, "POST", "/notifications/send/", message);
    }

    void theHistoryShowsWhatOneMaySee() {
        done(sender, "POST", "/notifications/send/", {{"user_ids", JsonArray{"ann"}}, {"message", "For Ann"}});
        done(admin, "POST", "/notifications/send/", {{"user_ids", JsonArray{"bob"}}, {"message", "For Bob"}});
        expect({
            {nobody, "GET", "/notifications/history/", "", 401},
            {ann, "GET", "/notifications/history/", "", 200, "For Ann", "For Bob"},
            {bob, "GET", "/notifications/history/", "", 200, "For Bob", "For Ann"},
            {sender, "GET", "/notifications/history/", "", 200, "For Ann", "For Bob"},
            {auditor, "GET", "/notifications/history/", "", 200, "For Ann"},
            {auditor, "GET", "/notifications/history/", "", 200, "For Bob"},
        });
    }

    void theHistoryIsFilteredAndPaged() {
        for (const char* name : {"ann", "bob"}) {
            for (const char* kind : {"one", "two"}) {
                const Json message{{"user_ids", JsonArray{name}}, {"message", "100% of it"}, {"kind", kind}};
                done(sender, "POST", "/notifications/send/", message);
            }
        }
        const auto found = [&](std::string_view query) { return history(query).size(); };
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, found("?user=ann"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("?user=ann&kind=two"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, found("?state=sent&channel=in_app"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, found("?state=failed"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, found("?search=100%25%20OF"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, found("?search=100_"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("?page=2&page_size=3"));
        const std::string now = tenon::Clock::now().text();
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, found("?from=2020-01-01T00:00:00Z&to=" + now));
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, found("?from=" + now));
        expect({{auditor, "GET", "/notifications/history/?state=lost", "", 400, "state"}});
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SendingTest);

} // namespace notifications::test
