#include "settings_fixture.h"

#include <kernel/secrets/resealing.h>

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <stdexcept>
#include <thread>
#include <vector>

namespace tenon::settings {

namespace {

using namespace std::chrono_literals;

/// "section.field: message" of every fault, one a line.
std::string faultsOf(const std::function<void()>& action) {
    try {
        action();
    } catch (const Invalid& fault) {
        std::string lines;
        for (const FieldError& field : fault.fields()) {
            lines.append(field.field).append(": ").append(field.message.english()).append("\n");
        }
        return lines;
    }
    return "no fault";
}

} // namespace

template <Backend backend>
class SettingsTest : public SettingsFixture {
    CPPUNIT_TEST_SUITE(SettingsTest);
    CPPUNIT_TEST(withoutAChangeTheInitialValuesHold);
    CPPUNIT_TEST(aChangeHoldsAtOnceAndLeavesOtherMembersAlone);
    CPPUNIT_TEST(allFaultsAreToldAtOnceAndNothingIsWritten);
    CPPUNIT_TEST(valuesThatDoNotGoTogetherAreRefusedAsAWhole);
    CPPUNIT_TEST(whoLacksThePermissionNeitherReadsNorChanges);
    CPPUNIT_TEST(whatWasChangedMeanwhileIsNotOverwritten);
    CPPUNIT_TEST(sendingBackWhatWasReadChangesNothing);
    CPPUNIT_TEST(aSecretIsSealedMaskedAndRotated);
    CPPUNIT_TEST(aSecretIsTakenAwayByNull);
    CPPUNIT_TEST(anUnreadableSecretIsNullAndTheRestGoesOn);
    CPPUNIT_TEST(aChangeOfTheFutureTakesEffectWhenItsTimeComes);
    CPPUNIT_TEST(aChangeOfTheFutureKeepsWhatIsChangedBeforeIt);
    CPPUNIT_TEST(aChangeIsCheckedAgainstWhatComesLater);
    CPPUNIT_TEST(aChangeOfThePastIsRefused);
    CPPUNIT_TEST(aChangeHoldsAlsoWhenTheClockWasSetBack);
    CPPUNIT_TEST(anOldVersionAnswersTheValuesItHad);
    CPPUNIT_TEST(theHistoryTellsWhoChangedWhatAndWhy);
    CPPUNIT_TEST(aChangeLeavesARowInTheAuditTrailWithoutItsSecrets);
    CPPUNIT_TEST(changesAtTheSameTimeAllCount);
    CPPUNIT_TEST(anotherNodeSeesAChange);
    CPPUNIT_TEST(listenersAreToldAtTheStartAndAfterAChange);
    CPPUNIT_TEST(aListenerThatThrowsIsLoggedAndTheOthersAreTold);
    CPPUNIT_TEST(newInitialValuesHoldUnlessSomebodyChoseOthers);
    CPPUNIT_TEST(aStoredValueThatIsNotAllowedAnyMoreGivesWayToTheInitialOne);
    CPPUNIT_TEST(declarationsThatMakeNoSenseAreRefused);
    CPPUNIT_TEST(aWithdrawnSectionIsUnknown);
    CPPUNIT_TEST_SUITE_END();

public:
    SettingsTest() : SettingsFixture(backend) {}

    void withoutAChangeTheInitialValuesHold() {
        CPPUNIT_ASSERT_EQUAL(std::string(R"("0.85")"), inForce("screening", "possible"));
        CPPUNIT_ASSERT_EQUAL(std::string("30000"), inForce("mail", "pause"));
        CPPUNIT_ASSERT_EQUAL(std::string("null"), inForce("mail", "footer"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(1), section("screening").current()->version);
        CPPUNIT_ASSERT_EQUAL(std::int64_t(1), service->read(admin, {}).version);
    }

    void aChangeHoldsAtOnceAndLeavesOtherMembersAlone() {
        const auto answer = change(R"({"screening": {"possible": "0.9"}, "mail": {"pause": "2m"}})");
        CPPUNIT_ASSERT_EQUAL(std::int64_t(2), answer.version);
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"({"mail":{"sender":"tenon@example.com","password":null,"pause":120000,"footer":null},)"
                        R"("screening":{"possible":"0.90","confirmed":"0.95","top":10}})"),
            boost::json::serialize(answer.sections)
        );
        CPPUNIT_ASSERT_EQUAL(std::string(R"("0.90")"), inForce("screening", "possible"));
        CPPUNIT_ASSERT_EQUAL(std::string("10"), inForce("screening", "top"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(2), section("screening").current()->version);
    }

    void allFaultsAreToldAtOnceAndNothingIsWritten() {
        const std::string faults = faultsOf([&] {
            change(R"({"screening": {"top": 0, "depth": 3}, "mail": {"pause": "soon", "sender": "a@example.com"},
                       "weather": {"rain": true}, "possible": "0.9"})");
        });
        CPPUNIT_ASSERT_EQUAL(
            std::string("screening.top: Must be at least 1.\n"
                        "screening.depth: Unknown field.\n"
                        "mail.pause: Must be a length of time with its unit (ms, s, m, h or d), such as 30s.\n"
                        "weather: Unknown field.\n"
                        "possible: Unknown field.\n"),
            faults
        );
        CPPUNIT_ASSERT_EQUAL(std::string("screening: Must be an object.\n"), faultsOf([&] {
                                 change(R"({"screening": 7})");
                             }));
        CPPUNIT_ASSERT_EQUAL(std::string(R"("tenon@example.com")"), inForce("mail", "sender"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(1), service->read(admin, {}).version);
        CPPUNIT_ASSERT_EQUAL(std::int64_t(0), db().value<std::int64_t>("SELECT COUNT(*) FROM tenon_audit").value());
    }

    void valuesThatDoNotGoTogetherAreRefusedAsAWhole() {
        CPPUNIT_ASSERT_EQUAL(std::string("screening.possible: Must not be above `confirmed`.\n"), faultsOf([&] {
                                 change(R"({"screening": {"possible": "0.99"}, "mail": {"sender": "a@example.com"}})");
                             }));
        CPPUNIT_ASSERT_EQUAL(std::string(R"("tenon@example.com")"), inForce("mail", "sender"));
        change(R"({"screening": {"possible": "0.99", "confirmed": "0.99"}})");
        CPPUNIT_ASSERT_EQUAL(std::string(R"("0.99")"), inForce("screening", "possible"));
    }

    void whoLacksThePermissionNeitherReadsNorChanges() {
        CPPUNIT_ASSERT_THROW(static_cast<void>(service->read(clerk, {})), Forbidden);
        CPPUNIT_ASSERT_THROW(static_cast<void>(service->versions(clerk, {})), Forbidden);
        CPPUNIT_ASSERT_THROW(static_cast<void>(service->version(clerk, 1)), Forbidden);
        CPPUNIT_ASSERT_THROW(static_cast<void>(service->sections(clerk)), Forbidden);
        CPPUNIT_ASSERT_THROW(service->change(auditor, {{"mail", JsonObject{{"footer", "x"}}}}, {}), Forbidden);
        CPPUNIT_ASSERT_EQUAL(std::int64_t(1), service->read(auditor, {}).version);
    }

    void whatWasChangedMeanwhileIsNotOverwritten() {
        change(R"({"screening": {"top": 20}})");
        try {
            change(R"({"screening": {"top": 30}})", {.effectiveFrom = {}, .reason = {}, .seen = "\"1\""});
            CPPUNIT_FAIL("an old version was overwritten");
        } catch (const Error& error) {
            CPPUNIT_ASSERT_EQUAL(412, error.status());
            CPPUNIT_ASSERT_EQUAL(std::string("VERSION_CONFLICT"), error.code());
        }
        CPPUNIT_ASSERT_EQUAL(std::string("20"), inForce("screening", "top"));
        change(R"({"screening": {"top": 30}})", {.effectiveFrom = {}, .reason = {}, .seen = "\"2\""});
        CPPUNIT_ASSERT_EQUAL(std::string("30"), inForce("screening", "top"));
    }

    void sendingBackWhatWasReadChangesNothing() {
        change(R"({"mail": {"password": "canary-7"}})");
        const auto read = service->read(admin, {});
        const auto answer = service->change(admin, read.sections, {});
        CPPUNIT_ASSERT_EQUAL(read.version, answer.version);
        CPPUNIT_ASSERT_EQUAL(boost::json::serialize(read.sections), boost::json::serialize(answer.sections));
        CPPUNIT_ASSERT_EQUAL(std::string(R"("canary-7")"), inForce("mail", "password"));
    }

    void aSecretIsSealedMaskedAndRotated() {
        const auto answer = change(R"({"mail": {"password": "canary-7"}})");
        CPPUNIT_ASSERT(boost::json::serialize(answer.sections).find(R"("password":"********")") != std::string::npos);
        const auto stored = [&] {
            return db().value<std::string>("SELECT sealed FROM tenon_setting WHERE sealed IS NOT NULL").value();
        };
        const std::string before = stored();
        CPPUNIT_ASSERT(secrets::Vault::isSealed(before));
        CPPUNIT_ASSERT_EQUAL(
            std::int64_t(0),
            db().value<std::int64_t>("SELECT COUNT(*) FROM tenon_setting WHERE value LIKE '%canary%'").value()
        );
        vault().rotate();
        CPPUNIT_ASSERT_EQUAL(std::int64_t(1), secrets::resealAll(db(), vault()).texts);
        CPPUNIT_ASSERT(stored() != before);
        CPPUNIT_ASSERT_EQUAL(std::string(R"("canary-7")"), valueOn(*node(), "mail", "password"));
    }

    void aSecretIsTakenAwayByNull() {
        change(R"({"mail": {"password": "canary-7"}})");
        change(R"({"mail": {"password": null}})");
        CPPUNIT_ASSERT_EQUAL(std::string("null"), inForce("mail", "password"));
    }

    void anUnreadableSecretIsNullAndTheRestGoesOn() {
        change(R"({"mail": {"password": "canary-7", "footer": "Regards"}})");
        db().execute("UPDATE tenon_setting SET sealed = 'sealed:x:AAAA' WHERE sealed IS NOT NULL");
        const auto other = node();
        CPPUNIT_ASSERT_EQUAL(std::string("null"), valueOn(*other, "mail", "password"));
        CPPUNIT_ASSERT_EQUAL(std::string(R"("Regards")"), valueOn(*other, "mail", "footer"));
        CPPUNIT_ASSERT(logged().find("settings.secret.unreadable") != std::string::npos);
    }

    void aChangeOfTheFutureTakesEffectWhenItsTimeComes() {
        const auto answer = change(R"({"screening": {"top": 50}})", tomorrow());
        CPPUNIT_ASSERT(boost::json::serialize(answer.sections).find(R"("top":50)") != std::string::npos);
        CPPUNIT_ASSERT_EQUAL(std::string("10"), inForce("screening", "top"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(10), topAt({}));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(50), topAt(now + 24h));
        const auto other = node();
        now = now + 24h - 1us;
        CPPUNIT_ASSERT_EQUAL(std::string("10"), inForce("screening", "top"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(1), section("screening").current()->version);
        now = now + 1us;
        CPPUNIT_ASSERT_EQUAL(std::string("50"), inForce("screening", "top"));
        CPPUNIT_ASSERT_EQUAL(std::string("50"), valueOn(*other, "screening", "top"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(2), section("screening").current()->version);
        CPPUNIT_ASSERT_EQUAL(std::int64_t(10), topAt(now - 1h));
    }

    void aChangeOfTheFutureKeepsWhatIsChangedBeforeIt() {
        change(R"({"screening": {"top": 50}})", tomorrow());
        change(R"({"screening": {"confirmed": "0.97"}})");
        now = now + 24h;
        CPPUNIT_ASSERT_EQUAL(std::string("50"), inForce("screening", "top"));
        CPPUNIT_ASSERT_EQUAL(std::string(R"("0.97")"), inForce("screening", "confirmed"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(2), section("screening").current()->version);
        CPPUNIT_ASSERT_EQUAL(
            boost::json::serialize(section("screening").current()->values),
            boost::json::serialize(section("screening").valuesAt(2)->values)
        );
    }

    void aChangeIsCheckedAgainstWhatComesLater() {
        change(R"({"screening": {"confirmed": "0.88"}})", tomorrow());
        CPPUNIT_ASSERT_EQUAL(std::string("screening.possible: Must not be above `confirmed`.\n"), faultsOf([&] {
                                 change(R"({"screening": {"possible": "0.90"}})");
                             }));
    }

    void aChangeOfThePastIsRefused() {
        SettingsService::Terms terms;
        terms.effectiveFrom = now - 1s;
        CPPUNIT_ASSERT_EQUAL(std::string("effective_from: Must not lie in the past.\n"), faultsOf([&] {
                                 change(R"({"screening": {"top": 50}})", terms);
                             }));
    }

    void aChangeHoldsAlsoWhenTheClockWasSetBack() {
        change(R"({"screening": {"top": 20}})");
        now = now - 1h;
        change(R"({"screening": {"top": 30}})");
        CPPUNIT_ASSERT_EQUAL(std::string("30"), inForce("screening", "top"));
        CPPUNIT_ASSERT_EQUAL(std::string("30"), valueOn(*node(), "screening", "top"));
    }

    void anOldVersionAnswersTheValuesItHad() {
        change(R"({"screening": {"possible": "0.90"}})");
        change(R"({"mail": {"footer": "x"}})");
        change(R"({"screening": {"possible": "0.70", "top": 5}})");
        const auto values = [&](std::int64_t version) {
            return boost::json::serialize(section("screening").valuesAt(version)->values);
        };
        CPPUNIT_ASSERT_EQUAL(std::string(R"({"possible":"0.85","confirmed":"0.95","top":10})"), values(1));
        CPPUNIT_ASSERT_EQUAL(std::string(R"({"possible":"0.90","confirmed":"0.95","top":10})"), values(2));
        CPPUNIT_ASSERT_EQUAL(values(2), values(3));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(2), section("screening").valuesAt(3)->version);
        CPPUNIT_ASSERT_EQUAL(std::string(R"({"possible":"0.70","confirmed":"0.95","top":5})"), values(4));
        CPPUNIT_ASSERT_THROW(static_cast<void>(section("screening").valuesAt(5)), NotFound);
        CPPUNIT_ASSERT_THROW(static_cast<void>(section("screening").valuesAt(0)), NotFound);
    }

    void theHistoryTellsWhoChangedWhatAndWhy() {
        change(
            R"({"mail": {"password": "canary-7", "footer": "x"}})",
            {.effectiveFrom = {}, .reason = "New host", .seen = {}}
        );
        const Page page = service->versions(auditor, {.size = 1, .offset = 0});
        CPPUNIT_ASSERT_EQUAL(std::int64_t(2), page.total);
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"([{"version":2,"effective_from":"2026-03-01T08:00:00.000000Z",)"
                        R"("changed_at":"2026-03-01T08:00:00.000000Z","changed_by":7,"changed_by_name":"olga",)"
                        R"("reason":"New host","changes":{"mail":{"footer":"x","password":"********"}}}])"),
            boost::json::serialize(page.items)
        );
        change(R"({"mail": {"footer": "y"}})");
        const JsonObject second = service->version(auditor, 2);
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"({"sender":"tenon@example.com","password":"********","pause":30000,"footer":"x"})"),
            boost::json::serialize(second.at("settings").at("mail"))
        );
        CPPUNIT_ASSERT_THROW(static_cast<void>(service->version(auditor, 4)), NotFound);
    }

    void aChangeLeavesARowInTheAuditTrailWithoutItsSecrets() {
        change(
            R"({"mail": {"password": "canary-7", "footer": "x"}})",
            {.effectiveFrom = {}, .reason = "Why not", .seen = {}}
        );
        change(R"({"mail": {"password": "canary-8"}})");
        const auto rows = db().rows(
            "SELECT action || ' ' || record_id || ' ' || before || ' ' || after || ' ' || reason FROM tenon_audit "
            "ORDER BY seq",
            {},
            [](const Row& row) { return row.get<std::string>(0); }
        );
        CPPUNIT_ASSERT_EQUAL(std::size_t(2), rows.size());
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"(settings.changed 2 {"mail":{"password":null,"footer":null}} )"
                        R"({"mail":{"password":"********","footer":"x"}} Why not)"),
            rows.at(0)
        );
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"(settings.changed 3 {"mail":{"password":"********"}} {"mail":{"password":"********"}} )"),
            rows.at(1)
        );
    }

    void changesAtTheSameTimeAllCount() {
        std::vector<std::thread> people;
        std::atomic<int> failures = 0;
        for (const char* member : {"sender", "footer", "password"}) {
            people.emplace_back([&, member] {
                for (int i = 0; i < 5; ++i) {
                    try {
                        service->change(admin, {{"mail", JsonObject{{member, "text " + std::to_string(i)}}}}, {});
                    } catch (...) {
                        ++failures;
                    }
                }
            });
        }
        std::ranges::for_each(people, &std::thread::join);
        CPPUNIT_ASSERT_EQUAL(0, failures.load());
        CPPUNIT_ASSERT_EQUAL(std::int64_t(16), service->read(admin, {}).version);
        for (const char* member : {"sender", "footer", "password"}) {
            CPPUNIT_ASSERT_EQUAL(std::string(R"("text 4")"), inForce("mail", member));
        }
    }

    void anotherNodeSeesAChange() {
        auto other = unstarted();
        Told told;
        declareSections(*other, "0.85");
        other->find("screening")->onChange([&](const SettingsSnapshot& snapshot) {
            told.note(boost::json::serialize(snapshot.values.at("top")));
        });
        other->start();
        CPPUNIT_ASSERT(told.is("10"));
        change(R"({"screening": {"top": 33}})");
        CPPUNIT_ASSERT(told.is("33"));
        CPPUNIT_ASSERT_EQUAL(std::string("33"), valueOn(*other, "screening", "top"));
        other->stop();
    }

    void listenersAreToldAtTheStartAndAfterAChange() {
        change(R"({"screening": {"top": 12}})");
        auto other = unstarted();
        Told told;
        declareSections(*other, "0.85");
        other->find("screening")->onChange([&](const SettingsSnapshot& snapshot) {
            told.note(std::to_string(snapshot.version) + " " + boost::json::serialize(snapshot.values.at("top")));
        });
        other->start();
        CPPUNIT_ASSERT(told.is("2 12"));
        other->change(admin, {{"screening", JsonObject{{"top", 13}}}}, {});
        CPPUNIT_ASSERT(told.is("3 13"));
        other->stop();
    }

    void aListenerThatThrowsIsLoggedAndTheOthersAreTold() {
        auto other = unstarted();
        Told told;
        declareSections(*other, "0.85");
        other->find("screening")
            ->onChange([](const SettingsSnapshot&) { throw std::runtime_error("no"); })
            .onChange([&](const SettingsSnapshot&) { told.note("told"); });
        other->start();
        CPPUNIT_ASSERT(told.is("told"));
        CPPUNIT_ASSERT(logged().find("settings.listener.failed") != std::string::npos);
        other->stop();
    }

    void newInitialValuesHoldUnlessSomebodyChoseOthers() {
        const auto later = node("0.80");
        CPPUNIT_ASSERT_EQUAL(std::string(R"("0.80")"), valueOn(*later, "screening", "possible"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(2), later->find("screening")->current()->version);
        later->change(admin, {{"screening", JsonObject{{"possible", "0.60"}}}}, {});
        const auto latest = node("0.75");
        CPPUNIT_ASSERT_EQUAL(std::string(R"("0.60")"), valueOn(*latest, "screening", "possible"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t(3), latest->find("screening")->current()->version);
    }

    void aStoredValueThatIsNotAllowedAnyMoreGivesWayToTheInitialOne() {
        change(R"({"screening": {"top": 100, "confirmed": "0.99"}})");
        auto later = unstarted();
        later->declare(
            "dttot",
            "screening",
            {fields::integer("top").initial(7).max(50), fields::decimal("confirmed", 2).initial("0.95")}
        );
        later->start();
        CPPUNIT_ASSERT_EQUAL(std::string("7"), valueOn(*later, "screening", "top"));
        CPPUNIT_ASSERT_EQUAL(std::string(R"("0.99")"), valueOn(*later, "screening", "confirmed"));
    }

    void declarationsThatMakeNoSenseAreRefused() {
        using namespace fields;
        const auto refuses = [&](std::string name, const Fields& declared) {
            CPPUNIT_ASSERT_THROW(unstarted()->declare("m", std::move(name), declared), std::invalid_argument);
        };
        refuses("s", {text("a").required()});
        refuses("s", {text("a").initial("x"), text("a").initial("y")});
        refuses("s", {list("keys", secret("key")).initial(JsonArray())});
        refuses("s", {list("keys", object("key", {secret("value")})).initial(JsonArray())});
        refuses("", {text("a")});
        refuses("reason", {text("a")});
        refuses("No name", {text("a")});
        CPPUNIT_ASSERT_THROW(service->declare("other", "mail", {text("a")}), std::invalid_argument);
    }

    void aWithdrawnSectionIsUnknown() {
        RuntimeSettings& held = section("mail");
        service->withdraw("notifications");
        CPPUNIT_ASSERT_EQUAL(std::string("mail: Unknown field.\n"), faultsOf([&] {
                                 change(R"({"mail": {"footer": "x"}})");
                             }));
        CPPUNIT_ASSERT(!service->read(admin, {}).sections.contains("mail"));
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"("tenon@example.com")"), boost::json::serialize(held.current()->values.at("sender"))
        );
    }

private:
    static std::string valueOn(SettingsService& of, std::string_view sectionName, std::string_view member) {
        return boost::json::serialize(section(of, sectionName).current()->values.at(member));
    }

    static SettingsService::Terms tomorrow() {
        SettingsService::Terms terms;
        terms.effectiveFrom = now + 24h;
        return terms;
    }

    std::int64_t topAt(std::optional<Timestamp> at) {
        return service->read(admin, at).sections.at("screening").at("top").as_int64();
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SettingsTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(SettingsTest<Backend::PostgreSql>);

} // namespace tenon::settings
