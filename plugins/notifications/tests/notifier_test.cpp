/// What other modules may rely on: transactions, languages, wishes, quiet hours; on both databases.

#include "../demo_notifications.h"
#include "../quiet_hours.h"
#include "support.h"

#include <stdexcept>

namespace notifications::test {

template <On on>
class NotifierTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(NotifierTest);
    CPPUNIT_TEST(whatIsUndoneIsNotTold);
    CPPUNIT_TEST(everybodyReadsHisOwnLanguage);
    CPPUNIT_TEST(noticesThatSayNothingAreRefused);
    CPPUNIT_TEST(emailIsRefusedWhereThereIsNone);
    CPPUNIT_TEST(whatIsNotWantedIsNotTold);
    CPPUNIT_TEST(quietHoursPutOffWhatDisturbs);
    CPPUNIT_TEST(deliveriesFailAndAreMadeAgain);
    CPPUNIT_TEST(preferencesAreOnesOwn);
    CPPUNIT_TEST(demoDataAreForEverybody);
    CPPUNIT_TEST_SUITE_END();

public:
    NotifierTest() : KernelFixture(on) {}

    void whatIsUndoneIsNotTold() {
        const auto fail = [&] {
            kernel().database().transaction([&] {
                notifier()->notify(noticeTo(ann));
                throw std::runtime_error("undone");
            });
        };
        CPPUNIT_ASSERT_THROW(fail(), std::runtime_error);
        CPPUNIT_ASSERT(kernel().finishJobs());
        CPPUNIT_ASSERT(history().empty());
        kernel().database().transaction([&] { notifier()->notify(noticeTo(ann)); });
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, history().size());
    }

    /// The sentence is one of this module's catalogue.
    void everybodyReadsHisOwnLanguage() {
        describe(idOf(ann), {{"language_preference", "ar-SA"}});
        describe(idOf(bob), {{"language_preference", "xx"}});
        notifier()->notify(
            {.kind = "test",
             .title = "Preferences saved",
             .body = {"Number {number}", {{"number", 7}}},
             .to = {.accounts = {idOf(ann), idOf(bob)}}}
        );
        CPPUNIT_ASSERT_EQUAL(std::string("حُفظت التفضيلات"), textOf(inboxOf(ann).at(0), "title"));
        CPPUNIT_ASSERT_EQUAL(std::string("Preferences saved"), textOf(inboxOf(bob).at(0), "title"));
        CPPUNIT_ASSERT_EQUAL(std::string("Number 7"), textOf(inboxOf(ann).at(0), "body"));
        const Json typed{{"user_ids", JsonArray{"ann"}}, {"title", "Preferences saved"}, {"message", "{number}"}};
        done(admin, "POST", "/notifications/send/", typed);
        CPPUNIT_ASSERT_EQUAL(std::string("Preferences saved"), textOf(inboxOf(ann).at(0), "title"));
        CPPUNIT_ASSERT_EQUAL(std::string("{number}"), textOf(inboxOf(ann).at(0), "body"));
    }

    void noticesThatSayNothingAreRefused() {
        Notice kindless = noticeTo(ann);
        kindless.kind.clear();
        CPPUNIT_ASSERT_THROW(notifier()->notify(kindless), tenon::Invalid);
        Notice toNobody = noticeTo(ann);
        toNobody.to = {};
        CPPUNIT_ASSERT_THROW(notifier()->notify(toNobody), tenon::Invalid);
        Notice untitled{.kind = "test", .title = "", .body = "Hello", .to = {.accounts = {idOf(ann)}}};
        CPPUNIT_ASSERT_THROW(notifier()->notify(untitled), tenon::Invalid);
    }

    void emailIsRefusedWhereThereIsNone() {
        Notice notice = noticeTo(ann);
        notice.channels = {Channel::email};
        try {
            notifier()->notify(notice);
            CPPUNIT_FAIL("was taken");
        } catch (const tenon::Invalid& refused) {
            CPPUNIT_ASSERT_EQUAL(std::string("channels"), refused.fields().at(0).field);
        }
        CPPUNIT_ASSERT(history().empty());
    }

    void whatIsNotWantedIsNotTold() {
        prefer(ann, {{"channels", {{"in_app", false}}}});
        notifier()->notify(noticeTo(ann));
        CPPUNIT_ASSERT(inboxOf(ann).empty());
        prefer(ann, {{"kinds", {{"test", {{"in_app", true}}}, {"test.other", {{"in_app", false}}}}}});
        notifier()->notify(noticeTo(ann));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, inboxOf(ann).size());
        Notice other = noticeTo(ann);
        other.kind = "test.other";
        notifier()->notify(other);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, inboxOf(ann).size());
    }

    void quietHoursPutOffWhatDisturbs() {
        start({{"webhooks", {{"allow_networks", JsonArray{"127.0.0.1"}}}}, {"time_zone", "Asia/Dhaka"}});
        done(ann, "POST", "/notifications/webhooks/", {{"url", "http://127.0.0.1:1/"}});
        // An hour of quiet around now, by the clock in Dhaka, six hours ahead.
        const auto shown = [](std::chrono::hours ahead) {
            return (tenon::Clock::now() + std::chrono::hours(6) + ahead).text().substr(11, 5);
        };
        const std::string to = shown(std::chrono::hours(1));
        prefer(ann, {{"quiet_hours", {{"from", shown(std::chrono::hours(-1))}, {"to", to}}}});
        notifier()->notify(noticeTo(ann));
        CPPUNIT_ASSERT(kernel().finishJobs());
        const JsonArray put = history("?channel=webhook");
        CPPUNIT_ASSERT_EQUAL(std::string("queued"), textOf(put.at(0), "state"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, put.at(0).at("attempts").as_int64());
        const auto due = tenon::Timestamp::parse(textOf(put.at(0), "due_at")).value();
        CPPUNIT_ASSERT_EQUAL(to, (due + std::chrono::hours(6)).text().substr(11, 5));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, inboxOf(ann).size());

        Notice urgent = noticeTo(ann);
        urgent.isUrgent = true;
        notifier()->notify(urgent);
        CPPUNIT_ASSERT(kernel().finishJobs());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, history("?channel=webhook").at(0).at("attempts").as_int64());
    }

    void deliveriesFailAndAreMadeAgain() {
        start({{"webhooks", {{"allow_networks", JsonArray{"127.0.0.1"}}}}, {"attempts", 2}});
        done(ann, "POST", "/notifications/webhooks/", {{"url", "http://127.0.0.1:1/"}});
        notifier()->notify(noticeTo(ann));
        comeBack();
        const Json failed = history("?channel=webhook").at(0);
        CPPUNIT_ASSERT_EQUAL(std::string("failed"), textOf(failed, "state"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, failed.at("attempts").as_int64());
        done(ann, "POST", "/notifications/" + std::to_string(failed.at("id").as_int64()) + "/replay/");
        CPPUNIT_ASSERT(kernel().finishJobs());
        const JsonArray both = history("?channel=webhook");
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, both.size());
        CPPUNIT_ASSERT_EQUAL(failed.at("id").as_int64(), both.at(0).at("replay_of").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, both.at(0).at("attempts").as_int64());
    }

    void demoDataAreForEverybody() {
        loadDemoNotifications(kernel().app());
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, inboxOf(bob).size());
        expect({{bob, "GET", "/notifications/unread-count/", "", 200, "\"unread\":3"}});
    }

    void preferencesAreOnesOwn() {
        expect({
            {nobody, "GET", "/notifications/preferences/", "", 401},
            {nobody, "PUT", "/notifications/preferences/", "{}", 401},
            {ann, "GET", "/notifications/preferences/", "", 200, R"("email":true)"},
            {ann,
             "PUT",
             "/notifications/preferences/",
             R"({"channels": {"email": false}, "quiet_hours": {"from": "22:00", "to": "07:00"}})",
             200,
             R"("email":false)",
             "",
             "notifications.preferences.changed"},
            {ann, "PUT", "/notifications/preferences/", R"({"channels": {"webhook": false}})", 200, R"("email":false)"},
            {ann, "GET", "/notifications/preferences/", "", 200, "22:00"},
            {ann, "PUT", "/notifications/preferences/", R"({"quiet_hours": null})", 200, R"("quiet_hours":null)"},
            {bob, "GET", "/notifications/preferences/", "", 200, R"("email":true)"},
            {ann, "PUT", "/notifications/preferences/", R"({"channels": {"sms": true}})", 400, "sms"},
            {ann, "PUT", "/notifications/preferences/", R"({"kinds": {"a": {"sms": true}}})", 400, "kinds.a.sms"},
            {ann, "PUT", "/notifications/preferences/", R"({"kinds": {"a": true}})", 400, "kinds.a"},
            {ann,
             "PUT",
             "/notifications/preferences/",
             R"({"quiet_hours": {"from": "25:00", "to": "7:00", "timezone": "Mars/Olympus"}})",
             400,
             "quiet_hours.timezone"},
            {ann,
             "PUT",
             "/notifications/preferences/",
             R"({"quiet_hours": {"from": "07:00", "to": "07:00"}})",
             400,
             "quiet_hours.to"},
        });
    }

private:
    Notice noticeTo(const User& user) {
        return {.kind = "test.something", .title = "Something happened", .body = "", .to = {.accounts = {idOf(user)}}};
    }

    void prefer(const User& user, const Json& wishes) { done(user, "PUT", "/notifications/preferences/", wishes); }
};

static const OnBothDatabases<NotifierTest> registered;

class QuietHoursTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(QuietHoursTest);
    CPPUNIT_TEST(whatFallsIntoThemWaitsForTheirEnd);
    CPPUNIT_TEST(theySpanMidnight);
    CPPUNIT_TEST(clocksThatAreChangedAreHeeded);
    CPPUNIT_TEST(timesOfDayHaveOneForm);
    CPPUNIT_TEST_SUITE_END();

public:
    void whatFallsIntoThemWaitsForTheirEnd() {
        CPPUNIT_ASSERT_EQUAL(
            at("2026-03-02T07:30:00Z"), earliest("13:00", "14:30", "Asia/Jakarta", "2026-03-02T06:10:00Z")
        );
        CPPUNIT_ASSERT_EQUAL(
            at("2026-03-02T05:59:00Z"), earliest("13:00", "14:30", "Asia/Jakarta", "2026-03-02T05:59:00Z")
        );
        CPPUNIT_ASSERT_EQUAL(
            at("2026-03-02T07:30:00Z"), earliest("13:00", "14:30", "Asia/Jakarta", "2026-03-02T07:30:00Z")
        );
    }

    void theySpanMidnight() {
        CPPUNIT_ASSERT_EQUAL(
            at("2026-01-01T01:00:00Z"), earliest("22:00", "07:00", "Asia/Dhaka", "2025-12-31T17:00:00Z")
        );
        CPPUNIT_ASSERT_EQUAL(
            at("2026-01-01T01:00:00Z"), earliest("22:00", "07:00", "Asia/Dhaka", "2025-12-31T23:00:00Z")
        );
        CPPUNIT_ASSERT_EQUAL(
            at("2026-01-01T03:00:00Z"), earliest("22:00", "07:00", "Asia/Dhaka", "2026-01-01T03:00:00Z")
        );
    }

    /// Berlin: 29 March 2026, 2:00 becomes 3:00; 25 October 2026, 3:00 becomes 2:00.
    void clocksThatAreChangedAreHeeded() {
        CPPUNIT_ASSERT_EQUAL(
            at("2026-03-29T05:00:00Z"), earliest("22:00", "07:00", "Europe/Berlin", "2026-03-28T22:30:00Z")
        );
        CPPUNIT_ASSERT_EQUAL(
            at("2026-10-25T06:00:00Z"), earliest("22:00", "07:00", "Europe/Berlin", "2026-10-24T22:30:00Z")
        );
        CPPUNIT_ASSERT_EQUAL(
            at("2026-03-29T01:00:00Z"), earliest("22:00", "02:30", "Europe/Berlin", "2026-03-29T00:30:00Z")
        );
        CPPUNIT_ASSERT_EQUAL(
            at("2026-10-25T00:30:00Z"), earliest("22:00", "02:30", "Europe/Berlin", "2026-10-25T00:10:00Z")
        );
    }

    void timesOfDayHaveOneForm() {
        CPPUNIT_ASSERT(timeOfDay("00:00") == std::chrono::minutes(0));
        CPPUNIT_ASSERT(timeOfDay("23:59") == std::chrono::minutes(1439));
        for (const char* text : {"", "7:00", "24:00", "12:60", "12.00", "1200", "12:00:00", "-1:00", "ab:cd"}) {
            CPPUNIT_ASSERT_MESSAGE(text, !timeOfDay(text));
        }
    }

private:
    static std::string at(const char* text) { return tenon::Timestamp::parse(text).value().text(); }

    static std::string earliest(const char* from, const char* to, const char* zone, const char* instant) {
        const QuietHours quiet{.from = timeOfDay(from).value(), .to = timeOfDay(to).value(), .timeZone = zone};
        return quiet.earliest(tenon::Timestamp::parse(instant).value()).text();
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(QuietHoursTest);

} // namespace notifications::test
