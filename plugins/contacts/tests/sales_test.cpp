/// Leads, opportunities and campaigns: their states, what comes of them, who sees them.

#include "support.h"

#include <chrono>
#include <thread>

namespace contacts::test {

constexpr std::string_view leads = "/contacts/leads/";
constexpr std::string_view opportunities = "/contacts/opportunities/";
constexpr std::string_view campaigns = "/contacts/campaigns/";

template <On on>
class SalesTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(SalesTest);
    CPPUNIT_TEST(aLeadGoesItsWay);
    CPPUNIT_TEST(aLeadIsConvertedOnceIntoAPartyWithAnOpportunity);
    CPPUNIT_TEST(aConversionThatFailsLeavesNothing);
    CPPUNIT_TEST(aLeadIsConvertedIntoAKnownParty);
    CPPUNIT_TEST(aLostLeadHasAReasonAndCanBeReopened);
    CPPUNIT_TEST(anOpportunityIsWeighedByItsStage);
    CPPUNIT_TEST(anOpportunityIsWonOrLostAndReopened);
    CPPUNIT_TEST(anOpportunityIsWithAPartyOfItsCompany);
    CPPUNIT_TEST(aCampaignCountsWhatCameOfIt);
    CPPUNIT_TEST(aCampaignRunsInOrder);
    CPPUNIT_TEST(guardsAreThose);
    CPPUNIT_TEST(anotherCompanysLeadDoesNotExist);
    CPPUNIT_TEST(whoSeesHisOwnSeesHisOwn);
    CPPUNIT_TEST(leadsComeInBatches);
    CPPUNIT_TEST(aMergedPartyTakesItsOpportunitiesAlong);
    CPPUNIT_TEST_SUITE_END();

public:
    SalesTest() : KernelFixture(on) {}

    void leadsComeInBatches() {
        const JsonArray rows{
            {{"name", "A"}},
            {{"name", "B"}, {"email", "no"}, {"estimated_value", "-1"}},
            {{"name", "C"}, {"status", "lost"}}};
        const Json nothing = done(admin, "POST", "/contacts/leads/batch/", {{"leads", rows}});
        CPPUNIT_ASSERT(nothing.at("stored") == Json(0) && nothing.at("failed") == Json(3));
        const Json some = done(admin, "POST", "/contacts/leads/batch/", {{"leads", rows}, {"mode", "best_effort"}});
        CPPUNIT_ASSERT(some.at("stored") == Json(1));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, some.at("results").at(1).at("errors").as_array().size());
        CPPUNIT_ASSERT(some.at("results").at(2).at("field") == Json("status"));
        const std::int64_t id = some.at("results").at(0).at("id").as_int64();
        expect({
            {admin, "GET", path(leads, id), "", 200, R"("status":"new")"},
            {stranger, "POST", "/contacts/leads/batch/", R"({"leads": [{"name": "A"}]})", 403},
            {admin,
             "POST",
             "/contacts/batch/",
             R"({"contacts": [{"name": "A", "company": "B"}]})",
             200,
             R"("stored":1)"},
            {admin, "POST", "/contacts/campaigns/batch/", R"({"campaigns": [{}]})", 200, R"("failed":1)"},
            {nobody, "POST", "/contacts/opportunities/batch/", R"({"opportunities": []})", 401},
        });
    }

    void aLeadGoesItsWay() {
        const std::int64_t id = addLead({{"name", "A"}});
        const std::string one = path(leads, id);
        expect({
            {admin, "PATCH", one, R"({"status": "qualified"})", 400, "status"},
            {admin, "POST", path(leads, id, "convert/"), "{}", 409, R"("allowed":["qualified"])"},
            {admin, "POST", path(leads, id, "contact/"), "{}", 200, "contacted", "", "contacts.leads.contact"},
            {admin, "POST", path(leads, id, "contact/"), "{}", 409, "INVALID_STATE"},
            {admin, "POST", path(leads, id, "qualify/"), "{}", 200, "qualified"},
            {admin, "GET", "/contacts/leads/?status=qualified", "", 200, R"("count":1)"},
        });
    }

    void aLeadIsConvertedOnceIntoAPartyWithAnOpportunity() {
        const std::int64_t id = qualifiedLead({
            {"name", "Wi-Fi for a hotel"},
            {"company_name", "Hotel Inani Bay"},
            {"email", "manager@inani-bay.example"},
            {"estimated_value", "265000"},
        });
        const Json lead = done(admin, "POST", path(leads, id, "convert/"), JsonObject{});
        CPPUNIT_ASSERT(lead.at("status") == Json("converted"));
        const Json party = done(admin, "GET", path("/contacts/", lead.at("party_id").as_int64()));
        CPPUNIT_ASSERT(party.at("name") == Json("Hotel Inani Bay") && party.at("kind") == Json("organization"));
        const Json sale = done(admin, "GET", path(opportunities, lead.at("opportunity_id").as_int64()));
        CPPUNIT_ASSERT(sale.at("name") == Json("Wi-Fi for a hotel"));
        CPPUNIT_ASSERT(sale.at("expected_revenue") == Json("265000.00"));
        CPPUNIT_ASSERT(sale.at("weighted_revenue") == Json("66250.00"));
        CPPUNIT_ASSERT(sale.at("lead_id") == Json(id) && sale.at("party_id") == lead.at("party_id"));
        expect({
            {admin, "POST", path(leads, id, "convert/"), "{}", 409, "INVALID_STATE"},
            {admin, "PATCH", path(leads, id), R"({"notes": "x"})", 409, "INVALID_STATE"},
            {admin, "DELETE", path(leads, id), "", 409, "INVALID_STATE"},
        });
    }

    void aConversionThatFailsLeavesNothing() {
        added("/contacts/", {{"name", "Known"}, {"phone", "+8801733450912"}});
        const std::int64_t id = qualifiedLead({{"name", "A"}, {"phone", "01733-450912"}});
        expect({
            {admin, "POST", path(leads, id, "convert/"), "{}", 409, "DUPLICATE"},
            {admin, "GET", path(leads, id), "", 200, R"("status":"qualified")"},
            {admin, "GET", "/contacts/opportunities/", "", 200, R"("count":0)"},
            {admin, "GET", "/contacts/", "", 200, R"("count":1)"},
            {admin, "POST", path(leads, id, "convert/"), R"({"allow_duplicate": true})", 200, "converted"},
        });
    }

    void aLeadIsConvertedIntoAKnownParty() {
        const std::int64_t known = added("/contacts/", {{"name", "Known"}, {"company_id", own()}});
        const std::int64_t theirs = added("/contacts/", {{"name", "Theirs"}, {"company_id", foreign()}});
        const std::int64_t id = qualifiedLead({{"name", "A"}});
        const std::string convert = path(leads, id, "convert/");
        expect({
            {admin, "POST", convert, R"({"party_id": )" + std::to_string(theirs) + "}", 400, "COMPANY_MISMATCH"},
            {admin, "POST", convert, R"({"party_id": 999})", 400, "party_id"},
            {admin,
             "POST",
             convert,
             R"({"party_id": )" + std::to_string(known) + R"(, "expected_revenue": "10.50"})",
             200,
             R"("party_id":)" + std::to_string(known)},
            {admin, "GET", "/contacts/opportunities/", "", 200, R"("expected_revenue":"10.50")"},
        });
    }

    void aLostLeadHasAReasonAndCanBeReopened() {
        const std::int64_t id = addLead({{"name", "A"}});
        expect({
            {admin, "POST", path(leads, id, "lose/"), "{}", 400, "reason"},
            {admin, "POST", path(leads, id, "lose/"), R"({"reason": "Too dear"})", 200, "Too dear"},
            {admin, "PATCH", path(leads, id), R"({"notes": "x"})", 409, "INVALID_STATE"},
            {admin, "POST", path(leads, id, "qualify/"), "{}", 409, R"("current":"lost")"},
            {admin, "POST", path(leads, id, "reopen/"), "{}", 200, R"("lost_reason":null)"},
            {admin, "GET", path(leads, id), "", 200, R"("status":"new")"},
        });
    }

    void anOpportunityIsWeighedByItsStage() {
        const std::int64_t id = addOpportunity({{"expected_revenue", "1000.05"}});
        const std::string one = path(opportunities, id);
        expect({
            {admin, "GET", one, "", 200, R"("weighted_revenue":"100.01")"},
            {admin, "PATCH", one, R"({"stage": "negotiation"})", 200, R"("probability":75)"},
            {admin, "PATCH", one, R"({"stage": "proposal", "probability": 60})", 200, R"("probability":60)"},
            {admin, "PATCH", one, R"({"notes": "x"})", 200, R"("probability":60)"},
            {admin, "PATCH", one, R"({"probability": 101})", 400, "probability"},
            {admin, "PATCH", one, R"({"expected_revenue": "1.005"})", 400, "expected_revenue"},
            {admin, "PATCH", one, R"({"expected_revenue": null})", 200, R"("weighted_revenue":null)"},
        });
    }

    void anOpportunityIsWonOrLostAndReopened() {
        const std::int64_t id = addOpportunity({});
        const std::string one = path(opportunities, id);
        expect({
            {admin, "POST", one + "reopen/", "{}", 409, "INVALID_STATE"},
            {admin, "POST", one + "win/", R"({"quote": "Q-17"})", 200, R"("quote":"Q-17")"},
            {admin, "GET", one, "", 200, R"("probability":100)"},
            {admin, "PATCH", one, R"({"name": "B"})", 409, "INVALID_STATE"},
            {admin, "POST", one + "lose/", R"({"reason": "x"})", 409, "INVALID_STATE"},
            {admin, "POST", one + "reopen/", R"({"reason": "Cancelled"})", 200, R"("quote":null)"},
            {admin, "POST", one + "lose/", R"({"reason": "No budget"})", 200, "No budget"},
            {admin, "POST", one + "reopen/", "{}", 200, R"("lost_reason":null)"},
            {admin, "GET", one, "", 200, R"("probability":10)"},
        });
    }

    void anOpportunityIsWithAPartyOfItsCompany() {
        const std::string theirs = std::to_string(added("/contacts/", {{"name", "T"}, {"company_id", foreign()}}));
        expect({
            {admin, "POST", opportunities, R"({"name": "A", "party_id": )" + theirs + "}", 400, "COMPANY_MISMATCH"},
            {admin, "POST", opportunities, R"({"name": "A", "party_id": 999})", 400, "party_id"},
            {admin, "POST", opportunities, R"({"name": "A"})", 400, "party_id"},
            {admin,
             "PATCH",
             path(opportunities, addOpportunity({})),
             R"({"party_id": )" + theirs + "}",
             400,
             "COMPANY_MISMATCH"},
        });
    }

    void aCampaignCountsWhatCameOfIt() {
        const std::int64_t id = added(campaigns, {{"name", "Fair"}});
        addLead({{"name", "A"}, {"campaign", id}});
        const std::int64_t lead = qualifiedLead({{"name", "B"}, {"campaign", id}, {"estimated_value", "99.50"}});
        const Json converted = done(admin, "POST", path(leads, lead, "convert/"), JsonObject{});
        done(admin, "POST", path(opportunities, converted.at("opportunity_id").as_int64(), "win/"), JsonObject{});
        const Json results = done(admin, "GET", path(campaigns, id)).at("results");
        const JsonObject expected{
            {"leads", 2}, {"converted", 1}, {"opportunities", 1}, {"won", 1}, {"revenue", "99.50"}};
        CPPUNIT_ASSERT_EQUAL(boost::json::serialize(expected), boost::json::serialize(results));
    }

    void aCampaignRunsInOrder() {
        const std::int64_t id = added(campaigns, {{"name", "Fair"}, {"starts_on", "2026-03-01"}});
        const std::string one = path(campaigns, id);
        expect({
            {admin, "PATCH", one, R"({"ends_on": "2026-02-28"})", 400, "ends_on"},
            {admin, "POST", one + "finish/", "{}", 409, R"("allowed":["running"])"},
            {admin, "POST", one + "start/", "{}", 200, "running"},
            {admin, "DELETE", one, "", 409, "INVALID_STATE"},
            {admin, "POST", one + "cancel/", "{}", 400, "reason"},
            {admin, "POST", one + "finish/", "{}", 200, "finished"},
            {admin, "POST", one + "cancel/", R"({"reason": "x"})", 409, "INVALID_STATE"},
            {admin, "PATCH", one, R"({"name": "B"})", 409, "INVALID_STATE"},
        });
    }

    void guardsAreThose() {
        const std::int64_t id = addLead({{"name", "A"}});
        const User reader{"reader", {"contacts.leads.view"}, false, {}};
        for (const std::string_view collection : {leads, opportunities, campaigns, std::string_view("/contacts/")}) {
            expect({
                {nobody, "GET", collection, "", 401},
                {stranger, "GET", collection, "", 403},
                {stranger, "POST", collection, R"({"name": "A"})", 403},
            });
        }
        expect({
            {reader, "GET", leads, "", 200, "\"count\":1"},
            {reader, "POST", path(leads, id, "contact/"), "{}", 403},
            {reader, "PATCH", path(leads, id), R"({"name": "B"})", 403},
            {admin, "POST", "/contacts/leads/999/contact/", "{}", 404},
            {admin, "GET", "/contacts/999/", "", 404},
            {admin, "POST", leads, R"({"name": "A", "email": "no"})", 400, "email"},
            {admin, "POST", "/contacts/", R"({"email": "no"})", 400, "email"},
        });
    }

    void anotherCompanysLeadDoesNotExist() {
        const std::int64_t theirs = addLead({{"name", "Theirs"}, {"company_id", foreign()}});
        addLead({{"name", "Ours"}});
        const User clerk = seller("clerk", within(own()));
        expect({
            {clerk, "GET", leads, "", 200, "Ours", "Theirs"},
            {clerk, "GET", path(leads, theirs), "", 404},
            {clerk, "PATCH", path(leads, theirs), R"({"name": "Ours"})", 404},
            {clerk, "POST", path(leads, theirs, "contact/"), "{}", 404},
            {clerk, "DELETE", path(leads, theirs), "", 404},
            {clerk,
             "POST",
             leads,
             R"({"name": "A", "company_id": )" + std::to_string(foreign()) + "}",
             400,
             "company_id"},
            {clerk, "POST", leads, R"({"name": "A"})", 201, R"("company_id":)" + std::to_string(own())},
        });
    }

    void whoSeesHisOwnSeesHisOwn() {
        const std::int64_t others = addLead({{"name", "Others"}});
        const User agent = seller("agent", {{"scope", "own"}});
        const std::string body = R"({"name": "Mine", "company_id": )" + std::to_string(own()) + "}";
        expect({
            {agent, "GET", leads, "", 200, R"("count":0)"},
            {agent, "GET", path(leads, others), "", 404},
            {agent, "POST", path(leads, others, "contact/"), "{}", 404},
            {agent, "POST", leads, body, 400, "company_id"},
        });
    }

    void aMergedPartyTakesItsOpportunitiesAlong() {
        const std::int64_t id = addOpportunity({});
        const std::int64_t from = done(admin, "GET", path(opportunities, id)).at("party_id").as_int64();
        const std::int64_t into = added("/contacts/", {{"name", "Stays"}});
        done(admin, "POST", path("/parties/", from, "merge/"), {{"into", into}, {"reason", "The same"}});
        const auto hasFollowed = [&] {
            return done(admin, "GET", path(opportunities, id)).at("party_id").as_int64() == into;
        };
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!hasFollowed() && std::chrono::steady_clock::now() < deadline) {
            std::this_thread::yield();
        }
        CPPUNIT_ASSERT(hasFollowed());
    }

private:
    std::int64_t addLead(JsonObject lead) {
        lead.emplace("company_id", own());
        return added(leads, lead);
    }

    std::int64_t qualifiedLead(const JsonObject& lead) {
        const std::int64_t id = addLead(lead);
        done(admin, "POST", path(leads, id, "qualify/"), JsonObject{});
        return id;
    }

    std::int64_t addOpportunity(JsonObject opportunity) {
        opportunity["name"] = "Opportunity";
        opportunity["company_id"] = own();
        opportunity["party_id"] = added("/contacts/", {{"name", "Customer"}, {"company_id", own()}});
        return added(opportunities, opportunity);
    }
};

static const OnBothDatabases<SalesTest> registered;

} // namespace contacts::test
