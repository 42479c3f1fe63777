/// What other modules ask, and parties that are merged.

#include "support.h"

namespace parties::test {

namespace {

/// Blocks whoever is called so.
class NameScreening : public Screening {
public:
    [[nodiscard]] std::optional<Block> blocked(const Party& party) override {
        return party.name == "Blocked" ? std::optional(Block{"COUNTERPARTY_BLOCKED", "The party is blocked."})
                                       : std::nullopt;
    }
};

} // namespace

template <On on>
class ServiceTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(ServiceTest);
    CPPUNIT_TEST(aDocumentRefersToPartiesOfItsCompanyAndSharedOnes);
    CPPUNIT_TEST(aRoleIsGivenOnce);
    CPPUNIT_TEST(whoScreensMayBlock);
    CPPUNIT_TEST(aMergedPartyLeadsToTheOneThatTookItsPlace);
    CPPUNIT_TEST(aMergeKeepsWhatEitherHad);
    CPPUNIT_TEST(aMergeTakesAPassportWithItsNationality);
    CPPUNIT_TEST(partiesOfDifferentCompaniesAreNotMerged);
    CPPUNIT_TEST(changesAreEvents);
    CPPUNIT_TEST(eventsTellWhoDidIt);
    CPPUNIT_TEST_SUITE_END();

public:
    ServiceTest() : KernelFixture(on) {}

    void aDocumentRefersToPartiesOfItsCompanyAndSharedOnes() {
        const std::int64_t mine = addParty({{"name", "Mine"}});
        const std::int64_t theirs = added("/parties/", {{"name", "Theirs"}, {"company_id", foreign()}});
        const std::int64_t shared = added("/parties/", {{"name", "Shared"}, {"shared", true}});
        const std::int64_t gone = addParty({{"name", "Gone"}, {"is_active", false}});
        CPPUNIT_ASSERT_EQUAL(std::string("Mine"), service()->referred(own(), mine).name);
        CPPUNIT_ASSERT_EQUAL(mine, service()->referred(own(), Json(service()->find(mine)->uuid)).id);
        CPPUNIT_ASSERT(!service()->referred(own(), shared).companyId);
        CPPUNIT_ASSERT_EQUAL(std::string("COMPANY_MISMATCH"), refusalOf(theirs));
        CPPUNIT_ASSERT_EQUAL(std::string("VALIDATION"), refusalOf(gone));
        CPPUNIT_ASSERT_EQUAL(std::string("VALIDATION"), refusalOf(999));
        CPPUNIT_ASSERT_EQUAL(std::string("VALIDATION"), refusalOf(nullptr));
        CPPUNIT_ASSERT_THROW(service()->lock(999), tenon::NotFound);
    }

    void aRoleIsGivenOnce() {
        const std::int64_t id = addParty({{"name", "A"}});
        service()->give(id, PartyRole::Supplier);
        service()->give(id, PartyRole::Supplier);
        const Party party = service()->find(id).value();
        CPPUNIT_ASSERT(party.isSupplier && !party.isCustomer);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, party.version);
    }

    void whoScreensMayBlock() {
        const Party party = service()->find(addParty({{"name", "Blocked"}})).value();
        CPPUNIT_ASSERT(!service()->blocked(party));
        kernel().app().template provide<Screening>(std::make_shared<NameScreening>());
        CPPUNIT_ASSERT(service()->blocked(party));
        try {
            service()->requireUnblocked(party);
            CPPUNIT_FAIL("it was let through");
        } catch (const tenon::Forbidden& refusal) {
            CPPUNIT_ASSERT_EQUAL(std::string("COUNTERPARTY_BLOCKED"), refusal.code());
        }
        service()->requireUnblocked(service()->find(addParty({{"name", "Other"}})).value());
    }

    void aMergedPartyLeadsToTheOneThatTookItsPlace() {
        const std::int64_t first = addParty({{"name", "First"}});
        const std::int64_t second = addParty({{"name", "Second"}});
        const std::int64_t third = addParty({{"name", "Third"}});
        merge(first, second);
        merge(second, third);
        expect({
            {admin, "GET", pathOf(first), "", 200, R"("name":"Third")"},
            {admin, "GET", pathOf(second), "", 200, R"("name":"Third")"},
            {admin, "GET", "/parties/", "", 200, R"("count":1)", "Second"},
            {admin,
             "POST",
             pathOf(first) + "/merge/",
             R"({"into": )" + std::to_string(third) + R"(, "reason": "x"})",
             409,
             "INVALID_STATE"},
            {admin, "POST", pathOf(third) + "/merge/", R"({"into": 999, "reason": "x"})", 400, "into"},
            {admin, "POST", pathOf(third) + "/merge/", R"({"into": 1})", 400, "reason"},
        });
        CPPUNIT_ASSERT_EQUAL(third, service()->find(first)->id);
        CPPUNIT_ASSERT_EQUAL(third, service()->referred(own(), first).id);
    }

    void aMergeKeepsWhatEitherHad() {
        const std::int64_t from = addParty(
            {{"name", "A"},
             {"is_supplier", true},
             {"email", "a@example.com"},
             {"code", "C1"},
             {"addresses", {{{"city", "Dhaka"}}}}}
        );
        const std::int64_t into =
            addParty({{"name", "B"}, {"is_customer", true}, {"addresses", {{{"city", "Khulna"}}}}});
        const Json party = merge(from, into);
        CPPUNIT_ASSERT(party.at("name") == Json("B") && party.at("email") == Json("a@example.com"));
        CPPUNIT_ASSERT(party.at("is_supplier") == Json(true) && party.at("is_customer") == Json(true));
        CPPUNIT_ASSERT(party.at("code") == Json("C1"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, party.at("addresses").as_array().size());
        const auto actions = kernel().auditedActions();
        CPPUNIT_ASSERT_EQUAL(std::string("parties.party.merged"), actions.back());
    }

    void aMergeTakesAPassportWithItsNationality() {
        const auto party = [&](JsonObject more) {
            more["name"] = "A";
            return addParty(std::move(more));
        };
        const JsonObject passport{{"passport_number", "A1"}, {"nationality", "ID"}};
        const std::int64_t indonesian = party(passport);
        const std::int64_t other = party({{"nationality", "BD"}});
        const Json kept = merge(indonesian, other);
        CPPUNIT_ASSERT(kept.at("nationality") == Json("BD") && kept.at("passport_number").is_null());
        const Json taken = merge(party(passport), party({}));
        CPPUNIT_ASSERT(taken.at("nationality") == Json("ID") && taken.at("passport_number") == Json("A1"));
    }

    void partiesOfDifferentCompaniesAreNotMerged() {
        const std::int64_t mine = addParty({{"name", "Mine"}});
        const std::int64_t theirs = added("/parties/", {{"name", "Theirs"}, {"company_id", foreign()}});
        const std::string body = R"({"into": )" + std::to_string(theirs) + R"(, "reason": "x"})";
        expect({{admin, "POST", pathOf(mine) + "/merge/", body, 400, "COMPANY_MISMATCH"}});
    }

    void eventsTellWhoDidIt() {
        const std::int64_t id = addParty({{"name", "A"}});
        const tenon::test::User other{.name = "other", .permissions = {}, .superuser = true};
        done(other, "PATCH", pathOf(id), {{"name", "B"}});
        const auto by = kernel().database().rows(
            "SELECT data FROM tenon_event WHERE name LIKE 'party.%' ORDER BY id",
            {},
            [](const tenon::Row& row) {
                return boost::json::parse(row.get<std::string>(0)).at("by").to_number<std::int64_t>();
            }
        );
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, by.size());
        CPPUNIT_ASSERT(by[0] > 0 && by[1] > 0 && by[0] != by[1]);
    }

    void changesAreEvents() {
        const std::int64_t id = addParty({{"name", "A"}});
        done(admin, "PATCH", pathOf(id), {{"name", "B"}});
        const auto names = kernel().database().rows(
            "SELECT name FROM tenon_event WHERE name LIKE 'party.%' ORDER BY id",
            {},
            [](const tenon::Row& row) { return row.get<std::string>(0); }
        );
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, names.size());
        CPPUNIT_ASSERT_EQUAL(std::string("party.created"), names[0]);
        CPPUNIT_ASSERT_EQUAL(std::string("party.changed"), names[1]);
    }

private:
    std::shared_ptr<Parties> service() { return kernel().app().template find<Parties>(); }

    std::string refusalOf(const Json& key) {
        try {
            static_cast<void>(service()->referred(own(), key));
        } catch (const tenon::Invalid& refusal) {
            return refusal.code();
        }
        return {};
    }

    Json merge(std::int64_t from, std::int64_t into) {
        return done(admin, "POST", pathOf(from) + "/merge/", {{"into", into}, {"reason", "The same person"}});
    }
};

static const OnBothDatabases<ServiceTest> registered;

} // namespace parties::test
