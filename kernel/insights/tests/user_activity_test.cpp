#include <kernel/audit/audit_trail.h>
#include <kernel/audit/migrations.h>
#include <kernel/auth/callers.h>
#include <kernel/auth/migrations.h>
#include <kernel/data/migration/migrator.h>
#include <kernel/insights/user_activity.h>
#include <tests/support/database_fixture.h>

#include <tenon/error.h>

#include <cppunit/extensions/HelperMacros.h>

#include <optional>
#include <string>

namespace tenon::insights {

namespace {

/// An account, or nobody for id 0.
class Somebody : public Caller {
public:
    explicit Somebody(std::int64_t id) : _id(id), _name(id == 0 ? "" : "user" + std::to_string(id)) {}

    [[nodiscard]] std::int64_t id() const override { return _id; }

    [[nodiscard]] std::string_view name() const override { return _name; }

    [[nodiscard]] bool isSuperuser() const override { return false; }

    [[nodiscard]] bool has(std::string_view) const override { return false; }

    [[nodiscard]] std::string_view address() const override { return "192.0.2.1"; }

    [[nodiscard]] std::string_view requestId() const override { return "r-1"; }

private:
    std::int64_t _id;
    std::string _name;
};

} // namespace

template <Backend backend>
class UserActivityTest : public tests::DatabaseFixture {
    CPPUNIT_TEST_SUITE(UserActivityTest);
    CPPUNIT_TEST(everyDayOfThePeriodHasItsCounts);
    CPPUNIT_TEST(usersComeByHowMuchTheyDid);
    CPPUNIT_TEST(whatTheServerDoesIsNobodysAction);
    CPPUNIT_TEST(daysBeginAndEndAtMidnight);
    CPPUNIT_TEST(openSessionsAreThoseThatCanGoOn);
    CPPUNIT_TEST(aPeriodIsNeitherTurnedRoundNorEndless);
    CPPUNIT_TEST(onlyAuditorsMayAsk);
    CPPUNIT_TEST_SUITE_END();

public:
    UserActivityTest() : DatabaseFixture(backend) {}

    void setUp() override {
        DatabaseFixture::setUp();
        data::Migrator migrator(db());
        migrator.apply("audit", {audit::migrations().begin(), audit::migrations().end()});
        migrator.apply("auth", {auth::migrations().begin(), auth::migrations().end()});
        _trail.emplace(db(), [] {});
        for (const int id : {1, 2}) {
            db().execute(
                "INSERT INTO tenon_user (id, uuid, username, username_key, name, password_hash, role, is_superuser, "
                "is_active, is_locked, failed_attempts, perm_epoch, must_change_password, created_at, updated_at, "
                "version) "
                "VALUES (:id, :name, :name, :name, '', '', '', FALSE, TRUE, FALSE, 0, 0, FALSE, :now, :now, 1)",
                {{"id", id}, {"name", "user" + std::to_string(id)}, {"now", Timestamp()}}
            );
        }
    }

    void tearDown() override {
        Clock::set(nullptr);
        _trail.reset();
        DatabaseFixture::tearDown();
    }

    void everyDayOfThePeriodHasItsCounts() {
        happens("2026-03-01T08:00:00Z", 0, "auth.session.opened", "1");
        happens("2026-03-01T08:01:00Z", 1, "dttot.row.added", "5");
        happens("2026-03-01T08:02:00Z", 2, "dttot.row.added", "6");
        happens("2026-03-03T08:00:00Z", 0, "auth.login.failed", "2");
        happens("2026-03-03T08:01:00Z", 0, "auth.login.failed", "");
        happens("2026-03-03T08:02:00Z", 0, "auth.account.locked_out", "2");
        const JsonObject activity = of("2026-03-01", "2026-03-03");
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"([{"date":"2026-03-01","active_users":2,"logins":1,"failed_logins":0,"actions":2},)"
                        R"({"date":"2026-03-02","active_users":0,"logins":0,"failed_logins":0,"actions":0},)"
                        R"({"date":"2026-03-03","active_users":0,"logins":0,"failed_logins":3,"actions":0}])"),
            boost::json::serialize(activity.at("days"))
        );
        CPPUNIT_ASSERT_EQUAL(std::int64_t(1), activity.at("logins").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::int64_t(3), activity.at("failed_logins").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::int64_t(2), activity.at("actions").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::int64_t(2), activity.at("active_users").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::int64_t(2), activity.at("total_users").as_int64());
    }

    void usersComeByHowMuchTheyDid() {
        happens("2026-03-01T08:00:00Z", 1, "dttot.row.added", "5");
        happens("2026-03-01T08:00:00Z", 0, "auth.session.opened", "2");
        happens("2026-03-02T08:00:00Z", 2, "dttot.row.added", "6");
        happens("2026-03-02T09:00:00Z", 0, "auth.login.failed", "2");
        happens("2026-03-02T07:00:00Z", 3, "dttot.row.added", "7"); // An account that is gone
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"([{"id":2,"username":"user2","logins":1,"failed_logins":1,"actions":1,)"
                        R"("last_activity":"2026-03-02T09:00:00.000000Z"},)"
                        R"({"id":1,"username":"user1","logins":0,"failed_logins":0,"actions":1,)"
                        R"("last_activity":"2026-03-01T08:00:00.000000Z"},)"
                        R"({"id":3,"username":"user3","logins":0,"failed_logins":0,"actions":1,)"
                        R"("last_activity":"2026-03-02T07:00:00.000000Z"}])"),
            boost::json::serialize(of("2026-03-01", "2026-03-03").at("users"))
        );
        CPPUNIT_ASSERT_EQUAL(std::size_t(1), of("2026-03-01", "2026-03-03", 1).at("users").as_array().size());
    }

    void whatTheServerDoesIsNobodysAction() {
        happens("2026-03-01T08:00:00Z", 0, "dttot.list.changed", "5");
        const JsonObject activity = of("2026-03-01", "2026-03-01");
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), activity.at("actions").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), activity.at("active_users").as_int64());
        CPPUNIT_ASSERT(activity.at("users").as_array().empty());
    }

    void daysBeginAndEndAtMidnight() {
        for (const char* at :
             {"2026-02-28T23:59:59.999999Z",
              "2026-03-01T00:00:00Z",
              "2026-03-01T23:59:59.999999Z",
              "2026-03-02T00:00:00Z"}) {
            happens(at, 1, "dttot.row.added", "5");
        }
        CPPUNIT_ASSERT_EQUAL(std::int64_t(2), of("2026-03-01", "2026-03-01").at("actions").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), of("9999-12-31", "9999-12-31").at("actions").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), of("0001-01-01", "0001-01-01").at("actions").as_int64());
    }

    void openSessionsAreThoseThatCanGoOn() {
        at("2026-03-01T08:00:00Z");
        session("a", "2026-03-02T00:00:00Z", {}, {});
        session("b", "2026-03-02T00:00:00Z", "2026-03-01T07:00:00Z", {});
        session("b", "2026-03-02T00:00:00Z", {}, {});
        session("c", "2026-03-01T07:00:00Z", {}, {});
        session("d", "2026-03-02T00:00:00Z", {}, "2026-03-01T07:00:00Z");
        CPPUNIT_ASSERT_EQUAL(std::int64_t(2), of("2026-03-01", "2026-03-01").at("open_sessions").as_int64());
    }

    void aPeriodIsNeitherTurnedRoundNorEndless() {
        CPPUNIT_ASSERT_THROW(of("2026-03-02", "2026-03-01"), Invalid);
        CPPUNIT_ASSERT_THROW(of("2025-03-01", "2026-03-02"), Invalid);
        CPPUNIT_ASSERT_EQUAL(std::size_t(366), of("2025-03-01", "2026-03-01").at("days").as_array().size());
    }

    void onlyAuditorsMayAsk() {
        const Period day{*Date::parse("2026-03-01"), *Date::parse("2026-03-01")};
        CPPUNIT_ASSERT_THROW(static_cast<void>(UserActivity(db()).of(Somebody(1), day, 10)), Forbidden);
        CPPUNIT_ASSERT_THROW(static_cast<void>(UserActivity(db()).of(Somebody(0), day, 10)), Unauthenticated);
    }

private:
    static inline Timestamp _now;

    static void at(const char* time) {
        _now = *Timestamp::parse(time);
        Clock::set([] { return _now; });
    }

    void happens(const char* time, std::int64_t actor, std::string_view action, std::string record) {
        at(time);
        _trail->record(Somebody(actor), {.action = action, .model = "m", .record = std::move(record)});
    }

    void session(
        const char* family,
        const char* expires,
        std::optional<std::string_view> used,
        std::optional<std::string_view> revoked
    ) {
        db().execute(
            "INSERT INTO tenon_refresh_token (user_id, family, token_hash, dialect, issued_at, expires_at, used_at, "
            "revoked_at) VALUES (1, :family, :hash, 'ktl', :issued, :expires, :used, :revoked)",
            {{"family", family},
             {"hash", std::to_string(++_tokens)},
             {"issued", Timestamp()},
             {"expires", *Timestamp::parse(expires)},
             {"used", used ? Timestamp::parse(*used) : std::nullopt},
             {"revoked", revoked ? Timestamp::parse(*revoked) : std::nullopt}}
        );
    }

    JsonObject of(const char* first, const char* last, std::int64_t most = 10) {
        return UserActivity(db()).of(SystemCaller(), {*Date::parse(first), *Date::parse(last)}, most);
    }

    std::optional<audit::AuditTrail> _trail;
    int _tokens = 0;
};

CPPUNIT_TEST_SUITE_REGISTRATION(UserActivityTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(UserActivityTest<Backend::PostgreSql>);

} // namespace tenon::insights
