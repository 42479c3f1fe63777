/// Contacts: the parties under Gaara's name for them, and how they become customers: leads, opportunities, campaigns.

#include "demo_sales.h"
#include "routes.h"

#include <tenon/module.h>

namespace {

constexpr std::string_view moveLeadsSql = "UPDATE contacts_lead SET party_id = :into WHERE party_id = :from";
constexpr std::string_view moveOpportunitiesSql =
    "UPDATE contacts_opportunity SET party_id = :into WHERE party_id = :from";

/// What refers to a party that was merged refers to the one that took its place.
void follow(tenon::Database& database, const tenon::Event& merge) {
    const std::int64_t from = merge.data.at("from").as_int64();
    const std::int64_t into = merge.data.at("into").as_int64();
    database.transaction([&] {
        database.execute(moveLeadsSql, {{"from", from}, {"into", into}});
        database.execute(moveOpportunitiesSql, {{"from", from}, {"into", into}});
    });
}

} // namespace

TENON_MODULE(contacts, "1.0.0", "organisation, parties") {
    app.dialect("gaara");
    auto& parts = app.keep<contacts::Parts>(contacts::Parts{
        app, app.find<organisation::Companies>(), app.find<parties::Parties>()});
    contacts::declareContacts(app, parts);
    contacts::declareLeads(app, parts);
    contacts::declareOpportunities(app, parts);
    contacts::declareCampaigns(app, parts);
    app.demo([&parts](const tenon::Caller& system) { contacts::loadDemoSales(parts, system); });
    app.subscribe("party.merged", [&app](const tenon::Event& merge) { follow(app.database(), merge); });
}
