/// Campaigns: a draft, running, then finished or cancelled; what came of them is counted, never stored.

#include "routes.h"
#include "state.h"

#include <tenon/batch.h>

namespace contacts {

namespace {

using namespace tenon::fields;
using tenon::Json;
using tenon::JsonObject;
using tenon::Request;
using tenon::textAt;

constexpr int moneyScale = 2;
constexpr std::string_view leadsSql =
    "SELECT COUNT(*), COUNT(CASE WHEN status = 'converted' THEN 1 END) FROM contacts_lead WHERE campaign_id = :id";
constexpr std::string_view salesSql =
    "SELECT COUNT(*), COUNT(CASE WHEN state = 'won' THEN 1 END), CAST(coalesce(SUM(CASE WHEN state = 'won' THEN "
    "expected_revenue END), 0) AS BIGINT) FROM contacts_opportunity WHERE campaign_id = :id";

tenon::Resource campaigns() {
    return {
        .name = "campaigns",
        .path = "/contacts/campaigns/",
        .table = "contacts_campaign",
        .fields =
            {
                organisation::companyField(),
                ref("owner_id", "tenon_user").also("owner").nullable(),
                text("name", 200).required().example("Ramadan offer 2026"),
                choice("kind", {"email", "sms", "telephone", "event", "social", "other"}).initial("email"),
                choice("state", {"draft", "running", "finished", "cancelled"}).readOnly(),
                date("starts_on").also("start_date").nullable(),
                date("ends_on").also("end_date").nullable(),
                decimal("budget", moneyScale).min("0").nullable(),
                text("notes", 4000).nullable(),
            },
        .search = {"name", "notes"},
        .filter = {"company_id", "owner_id", "kind", "state"},
        .order = {"name", "state", "starts_on", "created_at", "id"},
        .permission = "contacts.campaigns",
        .scope = {.owner = "owner_id", .places = {{"company", "company_id"}}},
    };
}

tenon::Field resultMembers() {
    return object(
        "results",
        {
            integer("leads"),
            integer("converted"),
            integer("opportunities"),
            integer("won"),
            decimal("revenue", moneyScale).help("Expected of what was won"),
        }
    );
}

Json resultsOf(tenon::Database& database, const JsonObject& campaign) {
    const std::int64_t id = campaign.at("id").as_int64();
    JsonObject results;
    database.each(leadsSql, {{"id", id}}, [&](const tenon::Row& row) {
        results["leads"] = row.integer(0);
        results["converted"] = row.integer(1);
    });
    database.each(salesSql, {{"id", id}}, [&](const tenon::Row& row) {
        results["opportunities"] = row.integer(0);
        results["won"] = row.integer(1);
        results["revenue"] = tenon::Decimal(row.integer(2), moneyScale).text();
    });
    return results;
}

void requireOrderOfDates(const JsonObject& campaign) {
    const std::string_view start = textAt(campaign, "starts_on");
    const std::string_view end = textAt(campaign, "ends_on");
    if (!start.empty() && !end.empty() && end < start) {
        throw tenon::Invalid("ends_on", "Must not be before the start.");
    }
}

} // namespace

void declareCampaigns(tenon::App& app, Parts& parts) {
    tenon::ResourceRoutes& resource = app.resource(campaigns());
    tenon::declareBatch(app, tenon::batchOf(app, campaigns(), resource))
        .summary("Adds up to 1,000 campaigns: all or none of them, or as many as are right");
    resource
        .beforeSave([](const Request&, JsonObject& campaign) {
            if (!campaign.contains("id")) {
                campaign["state"] = "draft";
            }
            requireOrderOfDates(campaign);
        })
        .beforeChange([](const Request&, const JsonObject& before, JsonObject&) {
            refuseEnded(before, "state", {"finished", "cancelled"});
        })
        .beforeDelete([](const Request&, const JsonObject& campaign) { requireState(campaign, "state", {"draft"}); })
        .computed(
            resultMembers(),
            [&database = app.database()](const JsonObject& campaign) { return resultsOf(database, campaign); }
        )
        .action("start", {}, moving("state", {"draft"}, "running"))
        .action("finish", {}, moving("state", {"running"}, "finished"))
        .action("cancel", {text("reason", 500).required()}, moving("state", {"draft", "running"}, "cancelled"));
    parts.companies->govern(resource, "contacts.campaigns");
}

} // namespace contacts
