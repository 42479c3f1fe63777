/// With whom one must not deal: parties, whose module is played here, on both databases.

#include "compliance_fixture.h"

#include <tenon/dttot.h>
#include <tenon/parties.h>

#include <cppunit/extensions/HelperMacros.h>

#include <map>
#include <mutex>
#include <stdexcept>

using namespace dttot::test;

namespace {

using dttot::Standing;
using tenon::JsonObject;

/// As much of the module `parties` as screening needs.
class SomeParties : public parties::Parties {
public:
    void put(parties::Party party) {
        const std::lock_guard lock(_mutex);
        _all.insert_or_assign(party.id, std::move(party));
    }

    [[nodiscard]] std::optional<parties::Party> find(std::int64_t id) override {
        const std::lock_guard lock(_mutex);
        const auto found = _all.find(id);
        return found == _all.end() ? std::nullopt : std::optional(found->second);
    }

    [[nodiscard]] JsonObject read(const tenon::Caller&, std::string_view key) override {
        const auto party = find(std::stoll(std::string(key)));
        if (!party) {
            throw tenon::NotFound();
        }
        return {
            {"id", party->id},
            {"kind", "person"},
            {"name", party->name},
            {"national_id", party->nationalId},
            {"passport_number", nullptr},
            {"company_id", party->companyId ? tenon::Json(*party->companyId) : tenon::Json(nullptr)},
            {"created_by", 0},
        };
    }

    [[nodiscard]] tenon::Page list(const tenon::Caller&, const JsonObject&, const tenon::Paging& paging) override {
        return {.items = {}, .total = 0, .size = paging.size, .offset = paging.offset};
    }

    [[nodiscard]] parties::Party referred(std::int64_t, const tenon::Json&, std::string_view) override { unused(); }

    void lock(std::int64_t) override { unused(); }

    void give(std::int64_t, parties::PartyRole) override { unused(); }

    [[nodiscard]] std::optional<parties::Block> blocked(const parties::Party&) override { unused(); }

    void requireUnblocked(const parties::Party&) override { unused(); }

    JsonObject add(const tenon::Caller&, const JsonObject&) override { unused(); }

    JsonObject change(const tenon::Caller&, std::string_view, const JsonObject&) override { unused(); }

    void remove(const tenon::Caller&, std::string_view) override { unused(); }

    [[nodiscard]] std::optional<parties::Party> coded(std::int64_t, std::string_view) override { unused(); }

private:
    [[noreturn]] static void unused() { throw std::logic_error("screening does not do this"); }

    std::mutex _mutex;
    std::map<std::int64_t, parties::Party> _all; ///< guarded by _mutex
};

constexpr std::string_view listedNik = "9912041407810003";

} // namespace

template <tenon::test::On on>
class BlocksTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(BlocksTest);
    CPPUNIT_TEST(anotherPersonsNumberDoesNotBlock);
    CPPUNIT_TEST(aListedNumberBlocksUntilItIsCleared);
    CPPUNIT_TEST(aClearedPartyIsBlockedAgainWhenTheRowChanges);
    // PostgreSQL takes a second for a database of its own: there, the tests of the statements are enough.
    if constexpr (on == tenon::test::On::Sqlite) {
        CPPUNIT_TEST(nobodyIsBlockedForNothing);
        CPPUNIT_TEST(aListedNumberBlocksBeforeAnythingIsScreened);
        CPPUNIT_TEST(aLikeNameWarns);
        CPPUNIT_TEST(whoIsConfirmedIsBlocked);
        CPPUNIT_TEST(whoChangedThePartyDoesNotDecide);
        CPPUNIT_TEST(officersOfSomeCompaniesSeeTheirPartiesAndSharedOnes);
        CPPUNIT_TEST(aDeletedPartyHasNoCases);
    }
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _all = std::make_unique<ComplianceFixture>(on);
        _parties = std::make_shared<SomeParties>();
        _all->kernel().app().provide<parties::Parties>(_parties);
    }

    void tearDown() override { _all.reset(); }

    void nobodyIsBlockedForNothing() {
        add(party(1, "Hartono Wijayakusuma"));
        _all->settled();
        CPPUNIT_ASSERT(standing(1) == Standing::State::clear);
    }

    void aListedNumberBlocksBeforeAnythingIsScreened() {
        _parties->put(party(1, "Hartono Wijayakusuma", "99.1204.140781.0003"));
        CPPUNIT_ASSERT(standing(1) == Standing::State::blocked);
        const auto block = _all->kernel().app().find<parties::Screening>()->blocked(_parties->find(1).value());
        CPPUNIT_ASSERT(block);
        CPPUNIT_ASSERT_EQUAL(std::string("COUNTERPARTY_BLOCKED"), block->code);
    }

    void anotherPersonsNumberDoesNotBlock() {
        const auto answer = _all->kernel().call(
            officerUser(),
            "POST",
            "/dttot/" + std::to_string(_all->document()) + "/data",
            {{"name", "Gunadi Wesiputra"}, {"phones", "081234567890"}}
        );
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 201, answer.status);
        _parties->put(party(1, "Hartono Wijayakusuma", "081234567890"));
        CPPUNIT_ASSERT(standing(1) == Standing::State::clear);
    }

    void aListedNumberBlocksUntilItIsCleared() {
        add(party(1, "Hartono Wijayakusuma", listedNik));
        const JsonObject about = _all->caseOf(1);
        CPPUNIT_ASSERT_EQUAL(std::string_view("confirmed_candidate"), tenon::textAt(about, "certainty"));
        CPPUNIT_ASSERT(standing(1) == Standing::State::blocked);
        CPPUNIT_ASSERT_EQUAL(200, _all->decide(about, "reject", "A typing error of the bank.").status);
        CPPUNIT_ASSERT(standing(1) == Standing::State::clear);
    }

    void aLikeNameWarns() {
        add(party(1, "Slamet Kalimbasa"));
        (void)_all->caseOf(1);
        CPPUNIT_ASSERT(standing(1) == Standing::State::possible);
        CPPUNIT_ASSERT(!_all->kernel().app().find<parties::Screening>()->blocked(_parties->find(1).value()));
    }

    void whoIsConfirmedIsBlocked() {
        add(party(1, "Slamet Kalimbasa"));
        CPPUNIT_ASSERT_EQUAL(200, _all->decide(_all->caseOf(1), "approve", "It is he.").status);
        CPPUNIT_ASSERT(standing(1) == Standing::State::blocked);
    }

    void aClearedPartyIsBlockedAgainWhenTheRowChanges() {
        add(party(1, "Hartono Wijayakusuma", listedNik));
        const JsonObject about = _all->caseOf(1);
        CPPUNIT_ASSERT_EQUAL(200, _all->decide(about, "reject", "A typing error of the bank.").status);
        const std::string row = std::to_string(about.at("row_id").to_number<std::int64_t>());
        const auto changed =
            _all->kernel().call(officerUser(), "PATCH", "/dttot/" + row + "/data", {{"birth_place", "Klaten"}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(changed.text, 200, changed.status);
        CPPUNIT_ASSERT(standing(1) == Standing::State::blocked);
    }

    void whoChangedThePartyDoesNotDecide() {
        add(party(1, "Hartono Wijayakusuma"), _all->reviewer() + 1);
        _all->settled();
        _parties->put(party(1, "Slamet Kalimbasa"));
        publish("party.changed", 1, _all->reviewer());
        const JsonObject about = _all->caseOf(1);
        const auto refused = _all->decide(about, "reject", "It is not he.");
        CPPUNIT_ASSERT_EQUAL(403, refused.status);
        CPPUNIT_ASSERT(refused.text.find("SELF_APPROVAL") != std::string::npos);
        const tenon::test::User other{.name = "other", .permissions = {"dttot.review"}};
        const std::string path = "/dttot/cases/" + std::to_string(about.at("id").to_number<std::int64_t>());
        CPPUNIT_ASSERT_EQUAL(
            200, _all->kernel().call(other, "POST", path + "/reject", {{"reason", "It is not he."}}).status
        );
    }

    void officersOfSomeCompaniesSeeTheirPartiesAndSharedOnes() {
        parties::Party ofACompany = party(1, "Slamet Kalimbasa");
        ofACompany.companyId = 7;
        add(std::move(ofACompany));
        add(party(2, "Yusuf Wendrayana"));
        const std::string foreign = "/dttot/cases/" + std::to_string(idOf(tenon::Json(_all->caseOf(1))));
        const std::string shared = "/dttot/cases/" + std::to_string(idOf(tenon::Json(_all->caseOf(2))));
        const tenon::test::User some{.name = "some", .permissions = {"dttot.review"}, .terms = {{"scope", "own"}}};
        const auto seen = itemsOf(_all->kernel().call(some, "GET", "/dttot/cases/"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, seen.size());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, seen[0].at("record_id").to_number<std::int64_t>());
        CPPUNIT_ASSERT_EQUAL(404, _all->kernel().call(some, "GET", foreign).status);
        CPPUNIT_ASSERT_EQUAL(
            404, _all->kernel().call(some, "POST", foreign + "/reject", {{"reason", "Not he."}}).status
        );
        CPPUNIT_ASSERT_EQUAL(
            200, _all->kernel().call(some, "POST", shared + "/reject", {{"reason", "Not he."}}).status
        );
    }

    void aDeletedPartyHasNoCases() {
        add(party(1, "Slamet Kalimbasa"));
        (void)_all->caseOf(1);
        publish("party.deleted", 1, 0);
        ComplianceFixture::eventually([&] { return _all->cases(1).empty(); });
    }

private:
    static parties::Party party(std::int64_t id, std::string_view name, std::string_view nik = {}) {
        parties::Party made;
        made.id = id;
        made.kind = parties::Kind::Person;
        made.name = name;
        made.nationalId = nik;
        return made;
    }

    void add(parties::Party party, std::int64_t by = 0) {
        const std::int64_t id = party.id;
        _parties->put(std::move(party));
        publish("party.created", id, by);
    }

    void publish(std::string_view event, std::int64_t party, std::int64_t by) {
        _all->kernel().database().transaction([&] {
            _all->kernel().app().publish(event, {{"id", party}, {"version", 1}, {"company_id", nullptr}, {"by", by}});
        });
    }

    Standing::State standing(std::int64_t id) {
        const auto party = _parties->find(id).value();
        return _all->kernel()
            .app()
            .find<dttot::Screening>()
            ->standingOf({.kind = "party", .id = id, .nik = party.nationalId, .passport = party.passportNumber})
            .state;
    }

    std::unique_ptr<ComplianceFixture> _all;
    std::shared_ptr<SomeParties> _parties; // shared, as services are
};

namespace {

using OnSqlite = BlocksTest<tenon::test::On::Sqlite>;
using OnPostgres = BlocksTest<tenon::test::On::PostgreSql>;
CPPUNIT_TEST_SUITE_REGISTRATION(OnSqlite);
const RegisteredWithPostgres<OnPostgres> onPostgres;

} // namespace
