/// Users who may be on a list: how cases come, who decides, and how long a decision holds. On both databases.

#include "compliance_fixture.h"

#include <tenon/notifications.h>

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <mutex>

using namespace dttot::test;

namespace {

using tenon::JsonObject;
using tenon::test::Answer;

std::string textIn(const JsonObject& object, std::string_view key) { return std::string(tenon::textAt(object, key)); }

bool isPending(const JsonObject& about) { return textIn(about, "status") == "pending"; }

/// Remembers what it is to tell.
class SomeNotifier : public notifications::Notifier {
public:
    void notify(const notifications::Notice& notice) override {
        const std::lock_guard lock(_mutex);
        _told.push_back(notice);
    }

    std::vector<notifications::Notice> told() {
        const std::lock_guard lock(_mutex);
        return _told;
    }

private:
    std::mutex _mutex;
    std::vector<notifications::Notice> _told; ///< guarded by _mutex
};

std::int64_t numberIn(const JsonObject& object, std::string_view key) {
    return object.at(key).to_number<std::int64_t>();
}

} // namespace

template <tenon::test::On on>
class CasesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CasesTest);
    CPPUNIT_TEST(aNewRowFindsWhoIsThereAlready);
    CPPUNIT_TEST(aRowThatIsGoneEndsItsCases);
    CPPUNIT_TEST(aClearedHitComesBackWhenTheRowChanges);
    CPPUNIT_TEST(aConfirmedUserIsNotFreedByAnotherSpelling);
    CPPUNIT_TEST(otherWeightsScreenEverybodyAgain);
    CPPUNIT_TEST(affiliationIsDecidedOnceWhereThereAreMatches);
    CPPUNIT_TEST(usersWithSomethingToDecideComeFirst);
    // PostgreSQL takes a second for a database of its own: there, the tests of the statements are enough.
    if constexpr (on == tenon::test::On::Sqlite) {
        CPPUNIT_TEST(aNewUserWhoIsListedBecomesACase);
        CPPUNIT_TEST(aChangeScreensOnlyThoseWhomItConcerns);
        CPPUNIT_TEST(aUserWhoIsNotListedBecomesNone);
        CPPUNIT_TEST(aUserWhoChangesIsScreenedAgain);
        CPPUNIT_TEST(aRemovedUserHasNoCases);
        CPPUNIT_TEST(aCaseIsDecidedOnceWithAReason);
        CPPUNIT_TEST(whoEnteredTheUserDoesNotDecide);
        CPPUNIT_TEST(whoChangedTheFactsLastIsAnswerableHoweverLateTheEventsAre);
        CPPUNIT_TEST(aClearedHitStaysClearedWhileBothSidesStay);
        CPPUNIT_TEST(aClearedHitStaysClearedInAnotherDocument);
        CPPUNIT_TEST(aClearedHitComesBackWhenTheUserChanges);
        CPPUNIT_TEST(aCaseIsReproduced);
        CPPUNIT_TEST(affiliationWithoutMatchesIsAStatement);
        CPPUNIT_TEST(officersAreToldOfNewCasesOnce);
        CPPUNIT_TEST(everyEndpointAsksForItsPermission);
        CPPUNIT_TEST(whatIsMissingOrWrongIsRefused);
    }
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override { _all = std::make_unique<ComplianceFixture>(on); }

    void tearDown() override { _all.reset(); }

    void aNewUserWhoIsListedBecomesACase() {
        const std::int64_t user = _all->addUser("slamet", "Slamet Kalimbasa");
        const JsonObject about = _all->caseOf(user);
        CPPUNIT_ASSERT_EQUAL(std::string("IDD-002"), textIn(about, "kode_densus"));
        CPPUNIT_ASSERT_EQUAL(std::string("pending"), textIn(about, "status"));
        CPPUNIT_ASSERT_EQUAL(std::string("possible"), textIn(about, "certainty"));
        CPPUNIT_ASSERT_EQUAL(std::string("user"), textIn(about, "subject"));
        CPPUNIT_ASSERT_EQUAL(std::string("dttot"), textIn(about, "list"));
        CPPUNIT_ASSERT(!about.at("reasons").as_array().empty());
        CPPUNIT_ASSERT(audited("dttot.case.opened"));
    }

    void aUserWhoIsNotListedBecomesNone() {
        const std::int64_t user = _all->addUser("hartono", "Hartono Wijayakusuma");
        _all->settled();
        CPPUNIT_ASSERT(_all->cases(user).empty());
        CPPUNIT_ASSERT_EQUAL(std::string("pending"), affiliation(user));
    }

    void aUserWhoChangesIsScreenedAgain() {
        const std::int64_t user = _all->addUser("hartono", "Hartono Wijayakusuma");
        _all->settled();
        _all->rename(user, "Yusuf Wendrayana");
        CPPUNIT_ASSERT_EQUAL(std::string("IDD-001"), textIn(_all->caseOf(user), "kode_densus"));
        _all->rename(user, "Hartono Wijayakusuma");
        ComplianceFixture::eventually([&] { return _all->cases(user).empty(); });
    }

    void aNewRowFindsWhoIsThereAlready() {
        const std::int64_t user = _all->addUser("hartono", "Hartono Wijayakusuma");
        _all->settled();
        const std::int64_t row = _all->addRow("Hartono Widjajakoesoema");
        const JsonObject about = _all->caseOf(user);
        CPPUNIT_ASSERT_EQUAL(row, numberIn(about, "row_id"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, numberIn(about, "list_version"));
    }

    void aChangeScreensOnlyThoseWhomItConcerns() {
        for (int i = 0; i < 10; ++i) {
            (void)_all->addUser("other" + std::to_string(i), "Gunadi Wesiputra");
        }
        const std::int64_t user = _all->addUser("hartono", "Hartono Wijayakusuma");
        _all->settled();
        _all->addRow("Hartono Widjajakoesoema");
        (void)_all->caseOf(user);
        _all->settled();
        const auto screened = _all->kernel().database().value<std::string>(
            "SELECT result FROM tenon_job WHERE kind = 'dttot.rescreening' ORDER BY id DESC LIMIT 1"
        );
        CPPUNIT_ASSERT_EQUAL(std::string(R"({"screened":1})"), screened.value());
    }

    void aRowThatIsGoneEndsItsCases() {
        const std::int64_t user = _all->addUser("slamet", "Slamet Kalimbasa");
        const std::string row = std::to_string(numberIn(_all->caseOf(user), "row_id"));
        CPPUNIT_ASSERT_EQUAL(200, _all->kernel().call(officerUser(), "DELETE", "/dttot/" + row + "/data").status);
        ComplianceFixture::eventually([&] { return _all->cases(user).empty(); });
        const Answer past = _all->asReviewer("GET", "/dttot/cases/?past=true");
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, itemsOf(past).size());
    }

    void aRemovedUserHasNoCases() {
        const std::int64_t user = _all->addUser("slamet", "Slamet Kalimbasa");
        (void)_all->caseOf(user);
        _all->kernel().app().accounts().remove(Administrator(0), std::to_string(user));
        ComplianceFixture::eventually([&] { return _all->cases(user).empty(); });
        CPPUNIT_ASSERT_EQUAL(404, _all->asReviewer("PATCH", path(user, "approve")).status);
    }

    void aCaseIsDecidedOnceWithAReason() {
        const JsonObject about = _all->caseOf(_all->addUser("slamet", "Slamet Kalimbasa"));
        CPPUNIT_ASSERT_EQUAL(400, _all->decide(about, "approve", "").status);
        const Answer decided = _all->decide(about, "approve", "Photo and birth date agree.");
        CPPUNIT_ASSERT_EQUAL_MESSAGE(decided.text, 200, decided.status);
        CPPUNIT_ASSERT_EQUAL(std::string("approved"), textIn(decided.json.as_object(), "status"));
        CPPUNIT_ASSERT_EQUAL(_all->reviewer(), numberIn(decided.json.as_object(), "decided_by"));
        CPPUNIT_ASSERT(audited("dttot.case.approved"));
        for (const std::string_view verb : {"approve", "reject"}) {
            const Answer again = _all->decide(about, verb, "On second thoughts");
            CPPUNIT_ASSERT_EQUAL(409, again.status);
            CPPUNIT_ASSERT(again.text.find("INVALID_STATE") != std::string::npos);
        }
    }

    void whoEnteredTheUserDoesNotDecide() {
        const std::int64_t user = _all->addUser("slamet", "Slamet Kalimbasa", _all->reviewer());
        const JsonObject about = _all->caseOf(user);
        _all->settled();
        const Answer refused = _all->decide(about, "reject", "It is not he.");
        CPPUNIT_ASSERT_EQUAL(403, refused.status);
        CPPUNIT_ASSERT(refused.text.find("SELF_APPROVAL") != std::string::npos);
        CPPUNIT_ASSERT_EQUAL(403, _all->asReviewer("PATCH", path(user, "reject"), {{"reason", "No."}}).status);
        const tenon::test::User other{.name = "other", .permissions = {"dttot.review"}};
        const std::string id = std::to_string(numberIn(about, "id"));
        CPPUNIT_ASSERT_EQUAL(
            200, _all->kernel().call(other, "POST", "/dttot/cases/" + id + "/reject", {{"reason", "Not he."}}).status
        );
    }

    /// The events of changes that are committed together are delivered after all of them.
    void whoChangedTheFactsLastIsAnswerableHoweverLateTheEventsAre() {
        const std::int64_t first = _all->addUser("first", "Gunadi");
        const std::int64_t second = _all->addUser("second", "Rustam");
        const std::int64_t third = _all->addUser("third", "Bambang");
        const std::int64_t user = _all->addUser("slamet", "Gunadi Wesiputra", first);
        _all->settled();
        const auto change = [&](std::int64_t by, const tenon::JsonObject& changes) {
            _all->kernel().app().accounts().change(Administrator(by), std::to_string(user), changes);
        };
        const auto enteredBy = [&] {
            _all->settled();
            constexpr std::string_view sql =
                "SELECT entered_by FROM dttot_subject WHERE kind = 'user' AND record_id = :id";
            return _all->kernel().database().value<std::int64_t>(sql, {{"id", user}}).value_or(-1);
        };
        CPPUNIT_ASSERT_EQUAL(first, enteredBy());
        _all->kernel().database().transaction([&] {
            change(second, {{"name", "Bambang Tirtokusumo"}});
            change(third, {{"name", "Slamet Kalimbasa"}});
        });
        CPPUNIT_ASSERT_EQUAL(third, enteredBy());
        _all->kernel().database().transaction([&] {
            change(second, {{"name", "Hartono Wijayakusuma"}});
            change(third, {{"email", "slamet@example.com"}});
        });
        CPPUNIT_ASSERT_EQUAL(second, enteredBy());
    }

    void aClearedHitStaysClearedWhileBothSidesStay() {
        const std::int64_t user = _all->addUser("slamet", "Slamet Kalimbasa");
        CPPUNIT_ASSERT_EQUAL(200, _all->decide(_all->caseOf(user), "reject", "Another birth date.").status);
        _all->addRow("Bambang Tirtokusumo");
        processed(_all->kernel(), _all->document());
        _all->settled();
        const auto cases = _all->cases(user);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cases.size());
        CPPUNIT_ASSERT_EQUAL(std::string("rejected"), textIn(cases[0].as_object(), "status"));
        CPPUNIT_ASSERT_EQUAL(std::string("rejected"), affiliation(user));
    }

    void aClearedHitStaysClearedInAnotherDocument() {
        const std::int64_t user = _all->addUser("slamet", "Slamet Kalimbasa");
        const JsonObject about = _all->caseOf(user);
        CPPUNIT_ASSERT_EQUAL(200, _all->decide(about, "reject", "Another birth date.").status);
        // The same row elsewhere in a document of its own, then without the one in which it was.
        const std::string reissued =
            std::string(header) + "Bambang Tirtokusumo;-;Orang;IDD-009;;;;\n"
            + "Slamet Kalimbasa alias Pak De;DOB: sekitar 1967;Orang;IDD-002;Boyolali;00/00/0000;Indonesia;-\n";
        processed(_all->kernel(), uploaded(_all->kernel(), reissued));
        const std::string old = "/dttot/documents/" + std::to_string(_all->document());
        CPPUNIT_ASSERT_EQUAL(200, _all->kernel().call(officerUser(), "DELETE", old).status);
        _all->settled();
        const auto cases = _all->cases(user);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, cases.size());
        CPPUNIT_ASSERT_EQUAL(numberIn(about, "id"), idOf(cases[0]));
        CPPUNIT_ASSERT_EQUAL(std::string("rejected"), textIn(cases[0].as_object(), "status"));
        CPPUNIT_ASSERT(numberIn(cases[0].as_object(), "row_id") != numberIn(about, "row_id"));
    }

    void aClearedHitComesBackWhenTheRowChanges() {
        const std::int64_t user = _all->addUser("slamet", "Slamet Kalimbasa");
        const JsonObject about = _all->caseOf(user);
        CPPUNIT_ASSERT_EQUAL(200, _all->decide(about, "reject", "Another birth date.").status);
        const std::string row = "/dttot/" + std::to_string(numberIn(about, "row_id")) + "/data";
        CPPUNIT_ASSERT_EQUAL(200, _all->kernel().call(officerUser(), "PATCH", row, {{"birth_place", "Klaten"}}).status);
        const JsonObject next = _all->caseOf(user, isPending);
        CPPUNIT_ASSERT(numberIn(next, "id") != numberIn(about, "id"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, _all->cases(user).size());
        CPPUNIT_ASSERT_EQUAL(409, _all->decide(about, "approve", "Too late.").status);
    }

    void aClearedHitComesBackWhenTheUserChanges() {
        const std::int64_t user = _all->addUser("slamet", "Slamet Kalimbasa");
        CPPUNIT_ASSERT_EQUAL(200, _all->decide(_all->caseOf(user), "reject", "Another birth date.").status);
        _all->rename(user, "Slamet Kalimbassa");
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, numberIn(_all->caseOf(user, isPending), "subject_version"));
    }

    void aConfirmedUserIsNotFreedByAnotherSpelling() {
        const std::int64_t user = _all->addUser("slamet", "Slamet Kalimbasa");
        CPPUNIT_ASSERT_EQUAL(200, _all->decide(_all->caseOf(user), "approve", "It is he.").status);
        _all->rename(user, "Hartono Wijayakusuma");
        _all->settled();
        CPPUNIT_ASSERT_EQUAL(std::string("approved"), affiliation(user));
        _all->rename(user, "Slamet Kalimbassa");
        (void)_all->caseOf(user, isPending);
        CPPUNIT_ASSERT_EQUAL(std::string("approved"), affiliation(user));
        CPPUNIT_ASSERT_EQUAL(200, _all->decide(_all->caseOf(user, isPending), "reject", "A mistake.").status);
        CPPUNIT_ASSERT_EQUAL(std::string("rejected"), affiliation(user));
    }

    void aCaseIsReproduced() {
        const JsonObject about = _all->caseOf(_all->addUser("slamet", "Slamet Kalimbassa"));
        changeThreshold(0.9);
        const Answer read = _all->asReviewer("GET", "/dttot/cases/" + std::to_string(numberIn(about, "id")));
        CPPUNIT_ASSERT_EQUAL_MESSAGE(read.text, 200, read.status);
        CPPUNIT_ASSERT(read.json.at("is_reproduced").as_bool());
        CPPUNIT_ASSERT_EQUAL(std::string("Slamet Kalimbassa"), textIn(read.json.at("facts").as_object(), "name"));
        _all->kernel().database().execute("UPDATE dttot_case SET facts = REPLACE(facts, 'Kalimbassa', 'Kalimbassu')");
        const Answer forged = _all->asReviewer("GET", "/dttot/cases/" + std::to_string(numberIn(about, "id")));
        CPPUNIT_ASSERT(!forged.json.at("is_reproduced").as_bool());
    }

    void otherWeightsScreenEverybodyAgain() {
        const std::int64_t user = _all->addUser("slamet", "Slamet Kalimbassu");
        const JsonObject about = _all->caseOf(user);
        const double score = about.at("score").to_number<double>();
        CPPUNIT_ASSERT(score < 1);
        changeThreshold((1 + score) / 2);
        ComplianceFixture::eventually([&] { return _all->cases(user).empty(); });
        changeThreshold(0.75);
        CPPUNIT_ASSERT_EQUAL(numberIn(about, "id"), numberIn(_all->caseOf(user), "id"));
    }

    void affiliationIsDecidedOnceWhereThereAreMatches() {
        const std::int64_t user = _all->addUser("slamet", "Slamet Kalimbasa");
        (void)_all->caseOf(user);
        CPPUNIT_ASSERT_EQUAL(400, _all->asReviewer("PATCH", path(user, "approve")).status);
        const Answer decided = _all->asReviewer("PATCH", path(user, "approve"), {{"reason", "It is he."}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(decided.text, 200, decided.status);
        CPPUNIT_ASSERT_EQUAL(std::string("approved"), textIn(decided.json.as_object(), "affiliation_status"));
        CPPUNIT_ASSERT_EQUAL(409, _all->asReviewer("PATCH", path(user, "reject"), {{"reason", "No."}}).status);
    }

    void affiliationWithoutMatchesIsAStatement() {
        const std::int64_t user = _all->addUser("hartono", "Hartono Wijayakusuma", _all->reviewer());
        CPPUNIT_ASSERT_EQUAL(200, _all->asReviewer("PATCH", path(user, "approve")).status);
        CPPUNIT_ASSERT_EQUAL(std::string("approved"), affiliation(user));
        CPPUNIT_ASSERT_EQUAL(200, _all->asReviewer("PATCH", path(user, "reject")).status);
        CPPUNIT_ASSERT_EQUAL(std::string("rejected"), affiliation(user));
        CPPUNIT_ASSERT(audited("dttot.affiliation.rejected"));
        _all->rename(user, "Hartono Wijaya");
        ComplianceFixture::eventually([&] { return affiliation(user) == "pending"; });
    }

    void usersWithSomethingToDecideComeFirst() {
        (void)_all->addUser("hartono", "Hartono Wijayakusuma");
        const std::int64_t user = _all->addUser("slamet", "Slamet Kalimbasa");
        (void)_all->caseOf(user);
        _all->settled();
        const auto users = itemsOf(_all->asReviewer("GET", "/dttot/affiliated-users/"));
        CPPUNIT_ASSERT(users.size() >= 3);
        CPPUNIT_ASSERT_EQUAL(user, idOf(users[0]));
        CPPUNIT_ASSERT_EQUAL(
            std::size_t{1}, itemsOf(_all->asReviewer("GET", "/dttot/affiliated-users/?matched=true")).size()
        );
        CPPUNIT_ASSERT(itemsOf(_all->asReviewer("GET", "/dttot/affiliated-users/?status=approved")).empty());
    }

    void officersAreToldOfNewCasesOnce() {
        const auto notifier = std::make_shared<SomeNotifier>();
        _all->kernel().app().provide<notifications::Notifier>(notifier);
        const std::int64_t user = _all->addUser("slamet", "Slamet Kalimbasa");
        (void)_all->caseOf(user);
        _all->addRow("Bambang Tirtokusumo");
        _all->settled();
        const auto told = notifier->told();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, told.size());
        CPPUNIT_ASSERT_EQUAL(std::string("dttot.match"), told[0].kind);
        CPPUNIT_ASSERT_EQUAL(std::string("slamet may be on a list"), told[0].title.english());
        const std::string role = std::to_string(
            _all->kernel().app().accounts().roles().read(Administrator(0), "role of reviewer").at("id").as_int64()
        );
        CPPUNIT_ASSERT(std::ranges::find(told[0].to.roles, role) != told[0].to.roles.end());
    }

    void everyEndpointAsksForItsPermission() {
        const std::pair<std::string_view, std::string> endpoints[] = {
            {"GET", "/dttot/cases/"},
            {"GET", "/dttot/cases/1"},
            {"POST", "/dttot/cases/1/approve"},
            {"POST", "/dttot/cases/1/reject"},
            {"GET", "/dttot/affiliated-users/"},
            {"PATCH", "/dttot/affiliated-users/1/approve"},
            {"PATCH", "/dttot/affiliated-users/1/reject"},
        };
        for (const auto& [method, path] : endpoints) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 401, _all->kernel().call({}, method, path).status);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 403, _all->kernel().call(officerUser(), method, path).status);
        }
    }

    void whatIsMissingOrWrongIsRefused() {
        const auto failures = tenon::test::run(
            _all->kernel(),
            {
                {reviewerUser(), "GET", "/dttot/cases/999999", "", 404},
                {reviewerUser(), "GET", "/dttot/cases/x", "", 404},
                {reviewerUser(), "POST", "/dttot/cases/999999/approve", R"({"reason": "It is he."})", 404},
                {reviewerUser(), "POST", "/dttot/cases/999999/approve", "{}", 400, "reason"},
                {reviewerUser(), "GET", "/dttot/cases/?status=open", "", 400, "status"},
                {reviewerUser(), "PATCH", "/dttot/affiliated-users/999999/approve", "", 404},
                {reviewerUser(), "PATCH", "/dttot/affiliated-users/nobody/reject", "", 404},
                {reviewerUser(), "PATCH", "/dttot/affiliated-users/1/reject", R"({"status": "x"})", 400, "status"},
                {reviewerUser(), "GET", "/dttot/affiliated-users/?status=open", "", 400, "status"},
            }
        );
        CPPUNIT_ASSERT_MESSAGE(failures.empty() ? "" : failures.front(), failures.empty());
    }

private:
    static std::string path(std::int64_t user, std::string_view verb) {
        return "/dttot/affiliated-users/" + std::to_string(user) + "/" + std::string(verb);
    }

    std::string affiliation(std::int64_t user) {
        for (const tenon::Json& each : itemsOf(_all->asReviewer("GET", "/dttot/affiliated-users/"))) {
            if (idOf(each) == user) {
                return textIn(each.as_object(), "status");
            }
        }
        return {};
    }

    bool audited(std::string_view action) { return std::ranges::count(_all->kernel().auditedActions(), action) > 0; }

    void changeThreshold(double threshold) {
        const tenon::test::User admin{.name = "admin", .permissions = {}, .superuser = true};
        const Answer changed =
            _all->kernel().call(admin, "PUT", "/settings/", {{"screening", JsonObject{{"threshold", threshold}}}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(changed.text, 200, changed.status);
    }

    std::unique_ptr<ComplianceFixture> _all;
};

namespace {

using OnSqlite = CasesTest<tenon::test::On::Sqlite>;
using OnPostgres = CasesTest<tenon::test::On::PostgreSql>;
CPPUNIT_TEST_SUITE_REGISTRATION(OnSqlite);
const RegisteredWithPostgres<OnPostgres> onPostgres;

} // namespace
