/// Leads: new, contacted, qualified, then converted into a party with an opportunity, or lost for a reason.

#include "routes.h"
#include "state.h"

#include <tenon/batch.h>
#include <tenon/random.h>

namespace contacts {

namespace {

using namespace tenon::fields;
using tenon::Json;
using tenon::JsonObject;
using tenon::Request;
using tenon::textAt;

constexpr std::string_view addOpportunitySql =
    "INSERT INTO contacts_opportunity (uuid, version, created_at, updated_at, company_id, owner_id, name, party_id, "
    "lead_id, campaign_id, stage, state, probability, expected_revenue) VALUES (:uuid, 1, :now, :now, :company, "
    ":owner, "
    ":name, :party, :lead, :campaign, 'qualification', 'open', :probability, :revenue) RETURNING id";
constexpr int moneyScale = 2;

tenon::Resource leads() {
    return {
        .name = "leads",
        .path = "/contacts/leads/",
        .table = "contacts_lead",
        .fields =
            {
                organisation::companyField(),
                ref("owner_id", "tenon_user").also("owner").also("assigned_to").nullable(),
                text("name", 200).required().example("Fibre for the new hotel"),
                text("company_name", 200).nullable(),
                email("email").nullable(),
                text("phone", 40).nullable(),
                text("source", 60).nullable().example("Trade fair"),
                choice("status", {"new", "contacted", "qualified", "converted", "lost"}).readOnly(),
                decimal("estimated_value", moneyScale).min("0").nullable(),
                text("notes", 4000).nullable(),
                text("lost_reason", 500).readOnly(),
                ref("campaign_id", "contacts_campaign").also("campaign").nullable().agreeingOn("company_id"),
                ref("party_id", "parties_party").readOnly(),
                integer("opportunity_id").readOnly(),
            },
        .search = {"name", "company_name", "email", "phone"},
        .filter = {"company_id", "owner_id", "status", "campaign_id", "party_id"},
        .order = {"name", "status", "created_at", "id"},
        .permission = "contacts.leads",
        .scope = {.owner = "owner_id", .places = {{"company", "company_id"}}},
    };
}

void lose(const Request& request, const JsonObject& before, JsonObject& after) {
    requireState(before, "status", {"new", "contacted", "qualified"});
    after["status"] = "lost";
    after["lost_reason"] = request.body().at("reason");
}

void reopen(const Request&, const JsonObject& before, JsonObject& after) {
    requireState(before, "status", {"lost"});
    after["status"] = "new";
    after["lost_reason"] = nullptr;
}

/// The party that the request names, or a new one of what the lead knows.
std::int64_t partyFor(Parts& parts, const Request& request, const JsonObject& lead) {
    const std::int64_t company = lead.at("company_id").as_int64();
    if (const Json* named = request.body().if_contains("party_id"); named != nullptr && !named->is_null()) {
        return parts.parties->referred(company, *named).id;
    }
    const bool isOrganisation = !textAt(lead, "company_name").empty();
    const JsonObject party = parts.parties->add(
        request.caller(),
        {{"company_id", company},
         {"kind", isOrganisation ? "organization" : "person"},
         {"name", lead.at(isOrganisation ? "company_name" : "name")},
         {"email", lead.at("email")},
         {"phone", lead.at("phone")},
         {"allow_duplicate", tenon::flagAt(request.body(), "allow_duplicate")}}
    );
    return party.at("id").as_int64();
}

tenon::Value valueAt(const JsonObject& record, std::string_view name) {
    const Json& value = record.at(name);
    return value.is_int64() ? tenon::Value(value.get_int64()) : tenon::Value(nullptr);
}

std::optional<tenon::Decimal> revenueOf(const Request& request, const JsonObject& lead) {
    const std::string_view sent = textAt(request.body(), "expected_revenue");
    return tenon::Decimal::parse(sent.empty() ? textAt(lead, "estimated_value") : sent, moneyScale);
}

std::int64_t addOpportunity(Parts& parts, const Request& request, const JsonObject& lead, std::int64_t party) {
    const std::string uuid = tenon::Random::uuid();
    const std::string name(textAt(request.body(), "opportunity_name", textAt(lead, "name")));
    const std::int64_t id = parts.app.database()
                                .value<std::int64_t>(
                                    addOpportunitySql,
                                    {{"uuid", uuid},
                                     {"now", tenon::Clock::now()},
                                     {"company", lead.at("company_id").as_int64()},
                                     {"owner", valueAt(lead, "owner_id")},
                                     {"name", name},
                                     {"party", party},
                                     {"lead", lead.at("id").as_int64()},
                                     {"campaign", valueAt(lead, "campaign_id")},
                                     {"probability", usualProbability("qualification")},
                                     {"revenue", revenueOf(request, lead)}}
                                )
                                .value();
    parts.app.audit().record(
        request.caller(),
        {.action = "contacts.opportunities.created",
         .model = "contacts_opportunity",
         .record = std::to_string(id),
         .before = nullptr,
         .after = JsonObject{{"id", id}, {"name", name}, {"party_id", party}, {"lead_id", lead.at("id")}},
         .reason = {}}
    );
    return id;
}

} // namespace

void declareLeads(tenon::App& app, Parts& parts) {
    tenon::ResourceRoutes& resource = app.resource(leads());
    tenon::declareBatch(app, tenon::batchOf(app, leads(), resource))
        .summary("Adds up to 1,000 leads: all or none of them, or as many as are right");
    resource
        .beforeSave([](const Request&, JsonObject& lead) {
            if (!lead.contains("id")) {
                lead["status"] = "new";
            }
        })
        .beforeChange([](const Request&, const JsonObject& before, JsonObject&) {
            refuseEnded(before, "status", {"converted", "lost"});
        })
        .beforeDelete([](const Request&, const JsonObject& lead) { refuseEnded(lead, "status", {"converted"}); })
        .action("contact", {}, moving("status", {"new"}, "contacted"))
        .action("qualify", {}, moving("status", {"new", "contacted"}, "qualified"))
        .action("lose", {text("reason", 500).required()}, lose)
        .action("reopen", {}, reopen)
        .action(
            "convert",
            {
                json("party_id").nullable().help("The party that the lead is; without it a new one"),
                text("opportunity_name", 200),
                decimal("expected_revenue", moneyScale).min("0"),
                boolean("allow_duplicate"),
            },
            [&parts](const Request& request, const JsonObject& before, JsonObject& after) {
                requireState(before, "status", {"qualified"});
                const std::int64_t party = partyFor(parts, request, before);
                after["party_id"] = party;
                after["opportunity_id"] = addOpportunity(parts, request, before, party);
                after["status"] = "converted";
            }
        );
    parts.companies->govern(resource, "contacts.leads");
}

} // namespace contacts
