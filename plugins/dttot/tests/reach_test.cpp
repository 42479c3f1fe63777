/// Officers whose permissions do not reach everybody: what they see and decide about. On both databases.

#include "compliance_fixture.h"

#include <cppunit/extensions/HelperMacros.h>

#include <set>

using namespace dttot::test;

namespace {

using tenon::JsonObject;
using tenon::test::Answer;
using tenon::test::User;

/// Sees and reviews whom he made himself.
User manager() {
    return {.name = "manager", .permissions = {"dttot.review", "users.view_user"}, .terms = {{"scope", "subtree"}}};
}

std::int64_t numberIn(const JsonObject& object, std::string_view key) {
    return object.at(key).to_number<std::int64_t>();
}

} // namespace

template <tenon::test::On on>
class ReachTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ReachTest);
    CPPUNIT_TEST(affiliatedUsersAreThoseInReach);
    // PostgreSQL takes a second for a database of its own: there, the test of the statements is enough.
    if constexpr (on == tenon::test::On::Sqlite) {
        CPPUNIT_TEST(pagesAreOfThoseInReach);
        CPPUNIT_TEST(nobodyDecidesAboutUsersOutOfReach);
        CPPUNIT_TEST(casesAreThoseOfUsersInReach);
        CPPUNIT_TEST(whoSeesFewerUsersThanHeReviewsSeesThoseOnly);
    }
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _all = std::make_unique<ComplianceFixture>(on);
        (void)_all->kernel().call(manager(), "GET", "/dttot/cases/"); // so that the account is there
        const std::int64_t id = _all->kernel().app().accounts().idOf(Administrator(0), "manager");
        _own = _all->addUser("slamet", "Slamet Kalimbasa", id);
        _foreign = _all->addUser("yusuf", "Yusuf Wendrayana");
        (void)_all->caseOf(_own);
        (void)_all->caseOf(_foreign);
        _all->settled();
    }

    void tearDown() override { _all.reset(); }

    void affiliatedUsersAreThoseInReach() {
        CPPUNIT_ASSERT((affiliated(manager()) == std::set{_own, managersId()}));
        CPPUNIT_ASSERT((affiliated(manager(), "?matched=true") == std::set{_own}));
        CPPUNIT_ASSERT(affiliated(reviewerUser()).contains(_foreign));
        const Answer all = _all->kernel().call(manager(), "GET", "/dttot/cases/?past=true");
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, itemsOf(all).size());
    }

    void pagesAreOfThoseInReach() {
        for (int i = 0; i < 3; ++i) {
            (void)_all->addUser("other" + std::to_string(i), "Hartono Wijayakusuma");
        }
        _all->settled();
        const std::string path = "/dttot/affiliated-users/?page_size=1&page=";
        for (const auto& [page, user] : {std::pair("1", _own), {"2", managersId()}}) {
            const Answer answer = _all->kernel().call(manager(), "GET", path + page, nullptr, gaara());
            CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
            CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, answer.json.at("count").to_number<std::int64_t>());
            CPPUNIT_ASSERT_EQUAL(user, idOf(answer.json.at("results").at(0)));
        }
    }

    void nobodyDecidesAboutUsersOutOfReach() {
        const JsonObject reason{{"reason", "It is not he."}};
        const auto path = [](std::int64_t user) {
            return "/dttot/affiliated-users/" + std::to_string(user) + "/reject";
        };
        CPPUNIT_ASSERT_EQUAL(404, _all->kernel().call(manager(), "PATCH", path(_foreign), reason).status);
        CPPUNIT_ASSERT_EQUAL(
            404, _all->kernel().call(manager(), "PATCH", "/dttot/affiliated-users/yusuf/reject", reason).status
        );
        CPPUNIT_ASSERT(isPending(_foreign));
        // He made this one himself, so somebody else must decide.
        CPPUNIT_ASSERT_EQUAL(403, _all->kernel().call(manager(), "PATCH", path(_own), reason).status);
    }

    void casesAreThoseOfUsersInReach() {
        const auto seen = itemsOf(_all->kernel().call(manager(), "GET", "/dttot/cases/"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, seen.size());
        CPPUNIT_ASSERT_EQUAL(_own, numberIn(seen[0].as_object(), "record_id"));
        const std::string foreign = "/dttot/cases/" + std::to_string(numberIn(_all->caseOf(_foreign), "id"));
        CPPUNIT_ASSERT_EQUAL(404, _all->kernel().call(manager(), "GET", foreign).status);
        CPPUNIT_ASSERT_EQUAL(
            404, _all->kernel().call(manager(), "POST", foreign + "/approve", {{"reason", "It is he."}}).status
        );
        CPPUNIT_ASSERT(isPending(_foreign));
        const std::string own = "/dttot/cases/" + std::to_string(idOf(seen[0]));
        CPPUNIT_ASSERT_EQUAL(200, _all->kernel().call(manager(), "GET", own).status);
    }

    void whoSeesFewerUsersThanHeReviewsSeesThoseOnly() {
        tenon::Roles& roles = _all->kernel().app().accounts().roles();
        const auto role = roles.add(
            Administrator(0),
            {{"name", "self"},
             {"display_name", "Sees himself"},
             {"role_level", 90},
             {"permissions", tenon::JsonArray{"users.view_user"}}}
        );
        (void)roles.assign(Administrator(0), "reviewer", std::to_string(numberIn(role, "id")), {{"scope", "own"}});
        CPPUNIT_ASSERT((affiliated(reviewerUser()) == std::set{_all->reviewer()}));
        CPPUNIT_ASSERT(itemsOf(_all->asReviewer("GET", "/dttot/cases/")).empty());
    }

private:
    static std::map<std::string, std::string> gaara() { return {{"x-api-dialect", "gaara"}}; }

    std::int64_t managersId() { return _all->kernel().app().accounts().idOf(Administrator(0), "manager"); }

    std::set<std::int64_t> affiliated(const User& officer, const std::string& query = {}) {
        std::set<std::int64_t> ids;
        for (const tenon::Json& each :
             itemsOf(_all->kernel().call(officer, "GET", "/dttot/affiliated-users/" + query))) {
            ids.insert(idOf(each));
        }
        return ids;
    }

    bool isPending(std::int64_t user) { return tenon::textAt(_all->caseOf(user), "status") == "pending"; }

    std::unique_ptr<ComplianceFixture> _all;
    std::int64_t _own = 0;
    std::int64_t _foreign = 0;
};

namespace {

using OnSqlite = ReachTest<tenon::test::On::Sqlite>;
using OnPostgres = ReachTest<tenon::test::On::PostgreSql>;
CPPUNIT_TEST_SUITE_REGISTRATION(OnSqlite);
const RegisteredWithPostgres<OnPostgres> onPostgres;

} // namespace
