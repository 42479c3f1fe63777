/// Parties by their routes: what is kept, what is refused, who sees them.

#include "support.h"

namespace parties::test {

template <On on>
class PartiesTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(PartiesTest);
    CPPUNIT_TEST(whatIsSentIsAnswered);
    CPPUNIT_TEST(aChangeLeavesTheRest);
    CPPUNIT_TEST(theNameFollowsItsParts);
    CPPUNIT_TEST(faultsAreAllToldAtOnce);
    CPPUNIT_TEST(aPassportIsUniqueWithItsNationality);
    CPPUNIT_TEST(aLikenessIsAWarningThatMayBeOverruled);
    CPPUNIT_TEST(aPartyThatIsAlikeInSeveralWaysIsToldOnce);
    CPPUNIT_TEST(aTelephoneIsTheSameHoweverItIsWritten);
    CPPUNIT_TEST(anotherCompanysPartyIsNoDuplicate);
    CPPUNIT_TEST(codesAreUniqueWithinTheCompany);
    CPPUNIT_TEST(listsAreNarrowedAndOrdered);
    CPPUNIT_TEST(aChangeMeetsTheVersionThatWasSeen);
    CPPUNIT_TEST(guardsAreThose);
    CPPUNIT_TEST(anotherCompanysPartyDoesNotExist);
    CPPUNIT_TEST(aSharedPartyIsEverybodysToReadAndNobodysToChange);
    CPPUNIT_TEST(everyChangeIsInTheTrail);
    CPPUNIT_TEST_SUITE_END();

public:
    PartiesTest() : KernelFixture(on) {}

    void whatIsSentIsAnswered() {
        const Json party = done(
            admin,
            "POST",
            "/parties/",
            {{"name", "Rashida Begum"},
             {"is_subscriber", true},
             {"passport_number", " a0123-4567 "},
             {"nationality", "bd"},
             {"birth_date", "1985-03-12"},
             {"phone", "+8801912778340"},
             {"addresses", {{{"street", "Lane 3"}, {"city", "Chattogram"}, {"country", "BD"}}}},
             {"contact_methods", {{{"kind", "whatsapp"}, {"value", "+8801912778340"}}}}}
        );
        CPPUNIT_ASSERT(party.at("kind") == Json("person"));
        CPPUNIT_ASSERT(party.at("passport_number") == Json("A01234567"));
        CPPUNIT_ASSERT(party.at("nationality") == Json("BD"));
        CPPUNIT_ASSERT(party.at("is_subscriber") == Json(true) && party.at("is_customer") == Json(false));
        CPPUNIT_ASSERT(party.at("company_id") == Json(own()));
        const Json read = done(admin, "GET", pathOf(party.at("id").as_int64()));
        CPPUNIT_ASSERT(read == party);
        CPPUNIT_ASSERT(read.at("addresses").at(0).at("city") == Json("Chattogram"));
        CPPUNIT_ASSERT(read.at("addresses").at(0).at("kind") == Json("main"));
        CPPUNIT_ASSERT(read.at("contact_methods").at(0).at("kind") == Json("whatsapp"));
    }

    void aChangeLeavesTheRest() {
        const std::int64_t id =
            addParty({{"name", "A"}, {"email", "a@example.com"}, {"addresses", {{{"city", "Dhaka"}}}}});
        expect({
            {admin, "PATCH", pathOf(id), R"({"notes": "Pays late"})", 200, "a@example.com"},
            {admin, "GET", pathOf(id), "", 200, "Dhaka"},
            {admin, "PATCH", pathOf(id), R"({"email": null, "addresses": []})", 200, R"("email":null)", "Dhaka"},
            {admin, "GET", pathOf(id), "", 200, "Pays late"},
        });
    }

    void theNameFollowsItsParts() {
        const std::int64_t id = addParty({{"first_name", "Dewi"}, {"last_name", "Kartikasari"}});
        expect({
            {admin, "GET", pathOf(id), "", 200, R"("name":"Dewi Kartikasari")"},
            {admin, "PATCH", pathOf(id), R"({"last_name": "Kartika"})", 200, R"("name":"Dewi Kartika")"},
            {admin, "PATCH", pathOf(id), R"({"name": "Ibu Dewi", "last_name": "K"})", 200, R"("name":"Ibu Dewi")"},
        });
    }

    void faultsAreAllToldAtOnce() {
        constexpr std::string_view bad =
            R"({"nationality": "B1", "birth_date": "2999-01-01", "passport_number": "A1"})";
        expect({
            {admin, "POST", "/parties/", bad, 400, "\"name\""},
            {admin, "POST", "/parties/", bad, 400, "\"nationality\""},
            {admin, "POST", "/parties/", bad, 400, "\"birth_date\""},
            {admin, "POST", "/parties/", R"({"name": "A", "passport_number": "A1"})", 400, "nationality"},
            {admin, "POST", "/parties/", R"({"name": "A", "kind": "company"})", 400, "kind"},
            {admin, "POST", "/parties/", R"({"name": "A", "email": "no"})", 400, "email"},
            {admin, "POST", "/parties/", R"({"name": "A", "created_by": 1})", 400, "created_by"},
            {admin, "POST", "/parties/", R"({"name": "A", "company_id": 999})", 400, "company_id"},
            {admin, "POST", "/parties/", R"({"name": "A", "addresses": [{"kind": "moon"}]})", 400, "addresses"},
        });
    }

    void aPassportIsUniqueWithItsNationality() {
        addParty({{"name", "A"}, {"passport_number", "A01234567"}, {"nationality", "BD"}});
        constexpr std::string_view again =
            R"({"name": "B", "passport_number": "a0123 4567", "nationality": "BD", "allow_duplicate": true})";
        expect({
            {admin, "POST", "/parties/", again, 409, "passport_number"},
            {admin, "POST", "/parties/", R"({"name": "B", "passport_number": "A01234567", "nationality": "ID"})", 201},
        });
    }

    void aLikenessIsAWarningThatMayBeOverruled() {
        const std::int64_t id = addParty({{"name", "A"}, {"tax_id", "T1"}, {"national_id", "3174051203850001"}});
        const std::string same = R"("duplicates":[{"id":)" + std::to_string(id);
        expect({
            {admin, "POST", "/parties/", R"({"name": "B", "tax_id": "T1"})", 409, same},
            {admin, "POST", "/parties/", R"({"name": "B", "national_id": "3174-0512-0385-0001"})", 409, "DUPLICATE"},
            {admin, "POST", "/parties/", R"({"name": "B", "tax_id": "T1", "allow_duplicate": true})", 201},
            {admin, "PATCH", pathOf(id), R"({"name": "A again"})", 409, "DUPLICATE"},
            {admin, "PATCH", pathOf(id), R"({"name": "A again", "allow_duplicate": true})", 200},
        });
    }

    void aPartyThatIsAlikeInSeveralWaysIsToldOnce() {
        addParty({{"name", "A"}, {"tax_id", "T1"}, {"phone", "01912 778340"}});
        const Answer refusal =
            kernel().call(admin, "POST", "/parties/", {{"name", "B"}, {"tax_id", "T1"}, {"phone", "01912 778340"}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(refusal.text, 409, refusal.status);
        const std::string told(R"("name":"A")");
        const auto first = refusal.text.find(told);
        CPPUNIT_ASSERT_MESSAGE(refusal.text, first != std::string::npos);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(refusal.text, std::string::npos, refusal.text.find(told, first + 1));
        for (const char* field : {R"("tax_id":)", R"("phone":)"}) {
            CPPUNIT_ASSERT_MESSAGE(refusal.text, refusal.text.find(field) != std::string::npos);
        }
    }

    void aTelephoneIsTheSameHoweverItIsWritten() {
        addParty({{"name", "A"}, {"phone", "+880 1912-778340"}});
        expect({
            {admin, "POST", "/parties/", R"({"name": "B", "phone": "01912 778340"})", 409, "phone"},
            {admin, "POST", "/parties/", R"({"name": "B", "phone": "008801912778340"})", 409, "phone"},
            {admin, "POST", "/parties/", R"({"name": "B", "phone": "01912 778341"})", 201},
            {admin, "POST", "/parties/", R"({"name": "C", "phone": "110"})", 201},
            {admin, "POST", "/parties/", R"({"name": "D", "phone": "110"})", 201},
        });
    }

    void anotherCompanysPartyIsNoDuplicate() {
        addParty({{"name", "A"}, {"tax_id", "T1"}, {"passport_number", "P1"}, {"nationality", "BD"}, {"code", "C1"}});
        const JsonObject same{
            {"name", "A"},
            {"tax_id", "T1"},
            {"passport_number", "P1"},
            {"nationality", "BD"},
            {"code", "C1"},
            {"company_id", foreign()}};
        CPPUNIT_ASSERT_EQUAL(foreign(), done(admin, "POST", "/parties/", same).at("company_id").as_int64());
    }

    void codesAreUniqueWithinTheCompany() {
        addParty({{"name", "A"}, {"code", "C1"}});
        expect({{admin, "POST", "/parties/", R"({"name": "B", "code": "C1", "allow_duplicate": true})", 409, "code"}});
    }

    void listsAreNarrowedAndOrdered() {
        addParty({{"name", "Beta"}, {"is_customer", true}, {"code", "C2"}});
        addParty({{"name", "Alpha_1"}, {"is_supplier", true}, {"kind", "organization"}, {"email", "x@alpha.example"}});
        addParty({{"name", "Gamma"}, {"is_active", false}, {"phone", "+8801912778340"}});
        expect({
            {admin, "GET", "/parties/?page_size=1", "", 200, "Alpha_1", "Beta"},
            {admin, "GET", "/parties/?ordering=-name&page_size=1", "", 200, "Gamma", "Beta"},
            {admin, "GET", "/parties/?ordering=phone", "", 400, "ordering"},
            {admin, "GET", "/parties/?role=customer", "", 200, R"("count":1)", "Alpha"},
            {admin, "GET", "/parties/?kind=organization", "", 200, R"("count":1)", "Beta"},
            {admin, "GET", "/parties/?is_active=true", "", 200, R"("count":2)", "Gamma"},
            {admin, "GET", "/parties/?search=778340", "", 200, "Gamma", "Beta"},
            {admin, "GET", "/parties/?search=X%40ALPHA", "", 200, "Alpha_1", "Beta"},
            {admin, "GET", "/parties/?search=a_1", "", 200, R"("count":1)", "Gamma"},
            {admin, "GET", "/parties/?search=%25", "", 200, R"("count":0)"},
            {admin, "GET", "/parties/?company_id=" + std::to_string(foreign()), "", 200, R"("count":0)"},
            {admin, "GET", "/parties/?role=king", "", 400, "role"},
        });
    }

    void aChangeMeetsTheVersionThatWasSeen() {
        const std::string path = pathOf(addParty({{"name", "A"}}));
        const auto changed = [&](const char* tag) {
            return kernel().call(admin, "PATCH", path, {{"notes", "x"}}, {{"if-match", tag}}).status;
        };
        CPPUNIT_ASSERT_EQUAL(std::string("\"1\""), kernel().call(admin, "GET", path).headers.at("etag"));
        CPPUNIT_ASSERT_EQUAL(200, changed("\"1\""));
        CPPUNIT_ASSERT_EQUAL(412, changed("\"1\""));
        CPPUNIT_ASSERT_EQUAL(200, changed("\"2\""));
    }

    void guardsAreThose() {
        const std::string path = pathOf(addParty({{"name", "A"}}));
        expect({
            {nobody, "GET", "/parties/", "", 401},
            {nobody, "POST", "/parties/", "{}", 401},
            {stranger, "GET", "/parties/", "", 403},
            {stranger, "GET", path, "", 403},
            {stranger, "POST", "/parties/", R"({"name": "B"})", 403},
            {stranger, "PATCH", path, R"({"name": "B"})", 403},
            {stranger, "DELETE", path, "", 403},
            {stranger, "POST", path + "/merge/", R"({"into": 1, "reason": "x"})", 403},
            {admin, "GET", "/parties/999/", "", 404},
            {admin, "GET", "/parties/nothing/", "", 404},
            {admin, "DELETE", path, "", 200},
            {admin, "GET", path, "", 404},
        });
    }

    void anotherCompanysPartyDoesNotExist() {
        const std::int64_t theirs = added("/parties/", {{"name", "Theirs"}, {"company_id", foreign()}});
        const std::string mine = std::to_string(addParty({{"name", "Mine"}}));
        const User clerk = clerkOf("clerk", own());
        expect({
            {clerk, "GET", "/parties/", "", 200, "Mine", "Theirs"},
            {clerk, "GET", pathOf(theirs), "", 404},
            {clerk, "PATCH", pathOf(theirs), R"({"name": "Mine"})", 404},
            {clerk, "DELETE", pathOf(theirs), "", 404},
            {clerk, "POST", pathOf(theirs) + "/merge/", R"({"into": )" + mine + R"(, "reason": "x"})", 404},
            {clerk,
             "POST",
             "/parties/" + mine + "/merge/",
             R"({"into": )" + std::to_string(theirs) + R"(, "reason": "x"})",
             400,
             "into"},
            {clerk, "GET", "/parties/?company_id=" + std::to_string(foreign()), "", 400, "company_id"},
            {clerk,
             "POST",
             "/parties/",
             R"({"name": "N", "company_id": )" + std::to_string(foreign()) + "}",
             400,
             "company_id"},
            {clerk, "POST", "/parties/", R"({"name": "N"})", 201, R"("company_id":)" + std::to_string(own())},
            {clerk, "POST", "/parties/", R"({"name": "N", "shared": true})", 400, "shared"},
        });
    }

    void aSharedPartyIsEverybodysToReadAndNobodysToChange() {
        const std::int64_t shared = added("/parties/", {{"name", "Everybody"}, {"shared", true}});
        const User clerk = clerkOf("clerk", own());
        expect({
            {clerk, "GET", pathOf(shared), "", 200, R"("company_id":null)"},
            {clerk, "GET", "/parties/", "", 200, "Everybody"},
            {clerk, "PATCH", pathOf(shared), R"({"name": "Mine"})", 403},
            {clerk, "DELETE", pathOf(shared), "", 403},
            {admin, "PATCH", pathOf(shared), R"({"name": "Anybody"})", 200, R"("shared":true)"},
        });
    }

    void everyChangeIsInTheTrail() {
        const std::string path = pathOf(addParty({{"name", "A"}}));
        expect({
            {admin, "POST", "/parties/", R"({"name": "B"})", 201, "", "", "parties.party.created"},
            {admin, "PATCH", path, R"({"name": "C"})", 200, "", "", "parties.party.changed"},
            {admin, "DELETE", path, "", 200, "", "", "parties.party.deleted"},
        });
    }
};

static const OnBothDatabases<PartiesTest> registered;

} // namespace parties::test
