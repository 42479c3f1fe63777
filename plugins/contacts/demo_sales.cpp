#include "demo_sales.h"

#include <tenon/random.h>

#include <array>

namespace contacts {

namespace {

constexpr std::string_view campaignSql =
    "INSERT INTO contacts_campaign (uuid, version, created_at, updated_at, company_id, name, kind, state, starts_on, "
    "ends_on, budget) VALUES (:uuid, 1, :now, :now, :company, :name, :kind, :state, :starts, :ends, :budget) RETURNING "
    "id";
constexpr std::string_view leadSql =
    "INSERT INTO contacts_lead (uuid, version, created_at, updated_at, company_id, name, company_name, email, phone, "
    "source, status, estimated_value, campaign_id, lost_reason) VALUES (:uuid, 1, :now, :now, :company, :name, "
    ":organisation, :email, :phone, :source, :status, :value, :campaign, :reason)";
constexpr std::string_view opportunitySql =
    "INSERT INTO contacts_opportunity (uuid, version, created_at, updated_at, company_id, name, party_id, campaign_id, "
    "stage, state, probability, expected_revenue) VALUES (:uuid, 1, :now, :now, :company, :name, :party, :campaign, "
    ":stage, :state, :probability, :revenue)";

struct DemoLead {
    const char* company;
    const char* name;
    const char* organisation;
    const char* email;
    const char* phone;
    const char* source;
    const char* status;
    std::int64_t value;
    const char* lostReason;
};

struct DemoOpportunity {
    const char* company;
    const char* party; ///< Code
    const char* name;
    const char* stage;
    const char* state;
    std::int64_t revenue;
};

struct DemoCampaign {
    const char* company;
    const char* name;
    const char* kind;
    const char* state;
    const char* starts;
    const char* ends;
    std::int64_t budget;
};

constexpr std::array<DemoCampaign, 3> campaigns{{
    {"PNET", "Fibre to the factory", "event", "running", "2026-09-01", "2026-12-31", 350000},
    {"PNET", "Ramadan offer", "sms", "finished", "2026-02-15", "2026-03-20", 80000},
    {"MRJN", "Katalog akhir tahun", "email", "draft", "2026-12-01", "2026-12-31", 15000000},
}};

constexpr std::array<DemoLead, 6> leads{{
    {"PNET",
     "Leased line for two sheds",
     "Sitakunda Ship Recycling",
     "office@sitakunda-sr.example",
     "+8801811203344",
     "Trade fair",
     "qualified",
     480000,
     nullptr},
    {"PNET",
     "Wi-Fi for a hotel",
     "Hotel Inani Bay",
     "manager@inani-bay.example",
     "+8801733450912",
     "Referral",
     "contacted",
     265000,
     nullptr},
    {"PNET",
     "Office internet",
     "Rahman & Sons",
     "rahman@rahmansons.example",
     "+8801915667720",
     "Website",
     "new",
     54000,
     nullptr},
    {"PNET",
     "Backup link",
     "Port View Clinic",
     "it@portview.example",
     "+8801670112358",
     "Cold call",
     "lost",
     120000,
     "Chose another provider"},
    {"MRJN",
     "Pengadaan baut dan mur",
     "PT Karya Baja Timur",
     "pengadaan@karyabaja.example",
     "+62312209981",
     "Pameran",
     "qualified",
     87500000,
     nullptr},
    {"MRJN",
     "Perkakas tangan",
     "UD Sinar Harapan",
     "sinarharapan@example.com",
     "+6282145567003",
     "Website",
     "new",
     12400000,
     nullptr},
}};

constexpr std::array<DemoOpportunity, 5> opportunities{{
    {"PNET", "C-0001", "Second 200 Mbit/s line", "proposal", "open", 360000},
    {"PNET", "C-0002", "IP telephony for 40 desks", "negotiation", "open", 520000},
    {"PNET", "C-0001", "Managed Wi-Fi", "negotiation", "won", 145000},
    {"MRJN", "C-0002", "Kontrak pupuk dan alat 2027", "qualification", "open", 240000000},
    {"MRJN", "C-0003", "Mesin tempel 15 PK", "proposal", "lost", 66000000},
}};

constexpr int moneyScale = 2;

tenon::Decimal whole(std::int64_t amount) { return {amount * 100, moneyScale}; }

std::int64_t addCampaign(tenon::Database& database, std::int64_t company, const DemoCampaign& campaign) {
    return database
        .value<std::int64_t>(
            campaignSql,
            {{"uuid", tenon::Random::uuid()},
             {"now", tenon::Clock::now()},
             {"company", company},
             {"name", campaign.name},
             {"kind", campaign.kind},
             {"state", campaign.state},
             {"starts", campaign.starts},
             {"ends", campaign.ends},
             {"budget", whole(campaign.budget)}}
        )
        .value();
}

void addLead(
    tenon::Database& database, std::int64_t company, std::optional<std::int64_t> campaign, const DemoLead& lead
) {
    database.execute(
        leadSql,
        {{"uuid", tenon::Random::uuid()},
         {"now", tenon::Clock::now()},
         {"company", company},
         {"name", lead.name},
         {"organisation", lead.organisation},
         {"email", lead.email},
         {"phone", lead.phone},
         {"source", lead.source},
         {"status", lead.status},
         {"value", whole(lead.value)},
         {"campaign", campaign},
         {"reason", lead.lostReason == nullptr ? tenon::Value(nullptr) : tenon::Value(lead.lostReason)}}
    );
}

void addOpportunity(
    tenon::Database& database,
    std::int64_t company,
    std::optional<std::int64_t> campaign,
    std::int64_t party,
    const DemoOpportunity& opportunity
) {
    const std::string_view state = opportunity.state;
    const int probability = state == "won" ? 100 : state == "lost" ? 0 : usualProbability(opportunity.stage);
    database.execute(
        opportunitySql,
        {{"uuid", tenon::Random::uuid()},
         {"now", tenon::Clock::now()},
         {"company", company},
         {"name", opportunity.name},
         {"party", party},
         {"campaign", campaign},
         {"stage", opportunity.stage},
         {"state", opportunity.state},
         {"probability", probability},
         {"revenue", whole(opportunity.revenue)}}
    );
}

std::optional<std::int64_t>
partyWithCode(Parts& parts, const tenon::Caller& system, std::int64_t company, std::string_view code) {
    const tenon::Page page = parts.parties->list(system, {{"company_id", company}, {"search", code}}, {});
    return page.items.empty() ? std::nullopt : std::optional(page.items.front().at("id").as_int64());
}

void load(Parts& parts, const tenon::Caller& system, const organisation::Company& company) {
    tenon::Database& database = parts.app.database();
    std::optional<std::int64_t> running;
    for (const DemoCampaign& campaign : campaigns) {
        if (campaign.company == company.code) {
            const std::int64_t id = addCampaign(database, company.id, campaign);
            running = std::string_view(campaign.state) == "running" ? id : running;
        }
    }
    for (const DemoLead& lead : leads) {
        if (lead.company == company.code) {
            addLead(database, company.id, running, lead);
        }
    }
    for (const DemoOpportunity& opportunity : opportunities) {
        const bool isOurs = opportunity.company == company.code;
        if (const auto party = isOurs ? partyWithCode(parts, system, company.id, opportunity.party) : std::nullopt) {
            addOpportunity(database, company.id, running, *party, opportunity);
        }
    }
}

} // namespace

void loadDemoSales(Parts& parts, const tenon::Caller& system) {
    parts.app.database().transaction([&] {
        for (const std::int64_t id : parts.companies->companiesOf(system, "contacts.leads.add")) {
            load(parts, system, parts.companies->company(id));
        }
    });
}

} // namespace contacts
