/// Opportunities: open at some stage, then won with a quote or lost for a reason.

#include "routes.h"
#include "state.h"

#include <tenon/arithmetic.h>
#include <tenon/batch.h>

#include <array>
#include <utility>

namespace contacts {

namespace {

using namespace tenon::fields;
using tenon::Decimal;
using tenon::Json;
using tenon::JsonObject;
using tenon::Request;
using tenon::textAt;

constexpr int moneyScale = 2;
constexpr std::array<std::pair<std::string_view, int>, 4> probabilities{{
    {"prospecting", 10},
    {"qualification", 25},
    {"proposal", 50},
    {"negotiation", 75},
}};

tenon::Resource opportunities() {
    return {
        .name = "opportunities",
        .path = "/contacts/opportunities/",
        .table = "contacts_opportunity",
        .fields =
            {
                organisation::companyField(),
                ref("owner_id", "tenon_user").also("owner").also("assigned_to").nullable(),
                text("name", 200).required().example("200 Mbit/s for Meghna Garments"),
                ref("party_id", "parties_party").also("contact").also("customer").required().agreeingOn("company_id"),
                ref("lead_id", "contacts_lead").readOnly(),
                ref("campaign_id", "contacts_campaign").also("campaign").nullable().agreeingOn("company_id"),
                choice("stage", {"prospecting", "qualification", "proposal", "negotiation"}).initial("prospecting"),
                choice("state", {"open", "won", "lost"}).readOnly(),
                integer("probability").min(0).max(100).help("Percent; that of the stage when none is sent"),
                decimal("expected_revenue", moneyScale).min("0").nullable(),
                date("expected_close").nullable(),
                timestamp("closed_at").readOnly(),
                text("lost_reason", 500).readOnly(),
                text("quote", 60).readOnly().help("The quote by which it was won"),
                text("notes", 4000).nullable(),
            },
        .search = {"name", "notes"},
        .filter = {"company_id", "owner_id", "party_id", "campaign_id", "stage", "state"},
        .order = {"name", "stage", "state", "expected_revenue", "expected_close", "created_at", "id"},
        .permission = "contacts.opportunities",
        .scope = {.owner = "owner_id", .places = {{"company", "company_id"}}},
    };
}

/// Expected revenue times probability, rounded once.
Json weightedRevenue(const JsonObject& opportunity) {
    const auto expected = Decimal::parse(textAt(opportunity, "expected_revenue"), moneyScale);
    if (!expected) {
        return nullptr;
    }
    return Json(product(*expected, Decimal(opportunity.at("probability").as_int64(), 2), moneyScale).text());
}

void win(const Request& request, const JsonObject& before, JsonObject& after) {
    requireState(before, "state", {"open"});
    after["state"] = "won";
    after["probability"] = 100;
    after["closed_at"] = tenon::Clock::now().text();
    const std::string_view quote = textAt(request.body(), "quote");
    after["quote"] = quote.empty() ? Json(nullptr) : Json(quote);
}

void lose(const Request& request, const JsonObject& before, JsonObject& after) {
    requireState(before, "state", {"open"});
    after["state"] = "lost";
    after["probability"] = 0;
    after["closed_at"] = tenon::Clock::now().text();
    after["lost_reason"] = request.body().at("reason");
}

void reopen(const Request&, const JsonObject& before, JsonObject& after) {
    requireState(before, "state", {"won", "lost"});
    after["state"] = "open";
    after["probability"] = usualProbability(textAt(before, "stage"));
    after["closed_at"] = nullptr;
    after["lost_reason"] = nullptr;
    after["quote"] = nullptr;
}

} // namespace

int usualProbability(std::string_view stage) {
    for (const auto& [known, percent] : probabilities) {
        if (known == stage) {
            return percent;
        }
    }
    return 0;
}

void declareOpportunities(tenon::App& app, Parts& parts) {
    tenon::ResourceRoutes& resource = app.resource(opportunities());
    tenon::declareBatch(app, tenon::batchOf(app, opportunities(), resource))
        .summary("Adds up to 1,000 opportunities: all or none of them, or as many as are right");
    parts.companies->govern(resource, "contacts.opportunities");
    resource
        .beforeSave([&parts](const Request&, JsonObject& opportunity) {
            if (opportunity.contains("id")) {
                return;
            }
            opportunity["state"] = "open";
            const std::int64_t company = opportunity.at("company_id").as_int64();
            const std::int64_t party = parts.parties->referred(company, opportunity.at("party_id")).id;
            opportunity["party_id"] = party;
            if (!opportunity.contains("probability")) {
                const int usual = usualProbability(textAt(opportunity, "stage"));
                opportunity["probability"] = usual;
            }
        })
        .beforeChange([](const Request& request, const JsonObject& before, JsonObject& after) {
            refuseEnded(before, "state", {"won", "lost"});
            if (before.at("stage") != after.at("stage") && !request.body().contains("probability")) {
                const int usual = usualProbability(textAt(after, "stage"));
                after["probability"] = usual;
            }
        })
        .beforeDelete([](const Request&, const JsonObject& opportunity) { refuseEnded(opportunity, "state", {"won"}); })
        .computed(decimal("weighted_revenue", moneyScale).nullable(), weightedRevenue)
        .action("win", {text("quote", 60)}, win)
        .action("lose", {text("reason", 500).required()}, lose)
        .action("reopen", {text("reason", 500)}, reopen);
}

} // namespace contacts
