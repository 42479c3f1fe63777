#include "demo_group.h"

#include "company_rules.h"

#include <tenon/random.h>

#include <array>
#include <map>

namespace organisation {

namespace {

using tenon::Json;
using tenon::JsonObject;
using tenon::textAt;

constexpr std::string_view companySql =
    "INSERT INTO organisation_company (uuid, version, created_at, updated_at, parent_id, name, code, "
    "organization_type, "
    "tax_id, address, country, email, phone, website, currency, timezone, language, fiscal_year_start_month, "
    "tax_rounding, allow_negative_stock, stock_accounting, numbering_strict, revenue_sharing_enabled, "
    "default_reseller_share, default_sub_reseller_share, default_ktl_share_with_sub, default_reseller_share_with_sub, "
    "vat_rate, customer_id_prefix, auto_approval_enabled, billing_settings, sync_settings, is_active, "
    "has_transactions) "
    "VALUES (:uuid, 1, :now, :now, :parent, :name, :code, :type, :tax_id, :address, :country, :email, :phone, "
    ":website, "
    ":currency, :timezone, :language, :month, 'document', FALSE, 'none', TRUE, :shares, :reseller, :sub_reseller, "
    ":ktl, "
    ":reseller_with_sub, :vat, :code, FALSE, :billing, :sync, TRUE, FALSE) RETURNING id";
constexpr std::string_view branchSql =
    "INSERT INTO organisation_branch (uuid, version, created_at, updated_at, company_id, name, code, address, phone, "
    "is_active) VALUES (:uuid, 1, :now, :now, :company, :name, :code, :address, :phone, TRUE) RETURNING id";
constexpr std::string_view departmentSql =
    "INSERT INTO organisation_department (uuid, version, created_at, updated_at, company_id, branch_id, name, code, "
    "is_active) VALUES (:uuid, 1, :now, :now, :company, :branch, :name, :code, TRUE)";

struct DemoCompany {
    const char* parent; ///< Code of a company before it; null for one that stands alone
    const char* code;
    const char* name;
    const char* type;
    const char* taxId;
    const char* address;
    const char* country;
    const char* currency;
    const char* timezone;
    const char* language;
    const char* phone;
    const char* website;
    int fiscalYearStartMonth;
    int vatPercent;
    bool sharesRevenue;
};

struct DemoBranch {
    const char* company;
    const char* code;
    const char* name;
    const char* address;
    const char* phone;
};

struct DemoDepartment {
    const char* branch;
    const char* code;
    const char* name;
};

// Who names no company acts in the first one: that is the one whose books, stock and customers the other modules fill.
constexpr std::array<DemoCompany, 3> companies{{
    {nullptr,
     "MRJN",
     "PT Marjan Niaga Sejahtera",
     "Trading",
     "NPWP 01.234.567.8-012.000",
     "Jl. Raden Saleh 18, Jakarta Pusat 10430",
     "ID",
     "IDR",
     "Asia/Jakarta",
     "id",
     "+62215550147",
     "https://marjan.example",
     1,
     11,
     false},
    {nullptr,
     "PDM",
     "Padma Holdings Ltd",
     "Holding",
     "BIN 004512907-0101",
     "House 14, Road 113, Gulshan, Dhaka 1212",
     "BD",
     "BDT",
     "Asia/Dhaka",
     "en",
     "+880255667701",
     "https://padma.example",
     7,
     15,
     false},
    {"PDM",
     "PNET",
     "Padma Networks Ltd",
     "Internet service provider",
     "BIN 004512908-0101",
     "Plot 7, Agrabad C/A, Chattogram 4100",
     "BD",
     "BDT",
     "Asia/Dhaka",
     "bn",
     "+880312511820",
     "https://net.padma.example",
     7,
     15,
     true},
}};

constexpr std::array<DemoBranch, 6> branches{{
    {"PDM", "DHK", "Head Office", "House 14, Road 113, Gulshan, Dhaka 1212", "+880255667701"},
    {"PNET", "CTG", "Chattogram Office", "Plot 7, Agrabad C/A, Chattogram 4100", "+880312511820"},
    {"PNET", "COX", "Cox's Bazar Office", "Kolatoli Road, Cox's Bazar 4700", "+880341621907"},
    {"PNET", "KHL", "Khulna Office", "KDA Avenue, Khulna 9100", "+880412834450"},
    {"MRJN", "JKT", "Kantor Jakarta", "Jl. Raden Saleh 18, Jakarta Pusat 10430", "+62215550147"},
    {"MRJN", "SBY", "Gudang Surabaya", "Jl. Rungkut Industri III/22, Surabaya 60293", "+62318470655"},
}};

constexpr std::array<DemoDepartment, 9> departments{{
    {"DHK", "FIN", "Group Finance"},
    {"DHK", "HR", "Human Resources"},
    {"CTG", "NOC", "Network Operations"},
    {"CTG", "BILL", "Billing"},
    {"CTG", "SUP", "Customer Support"},
    {"COX", "FIELD", "Field Team"},
    {"JKT", "SALES", "Penjualan"},
    {"JKT", "ACC", "Keuangan"},
    {"SBY", "WH", "Gudang"},
}};

std::optional<tenon::Decimal> share(const DemoCompany& company, int percent) {
    return company.sharesRevenue ? std::optional(tenon::Decimal(percent * 100, 2)) : std::nullopt;
}

std::int64_t add(tenon::App& app, const DemoCompany& company, std::optional<std::int64_t> parent) {
    JsonObject settings{{"name", company.name}, {"code", company.code}};
    CompanyRules(app.database()).complete(settings);
    const std::string billing = boost::json::serialize(settings.at("billing_settings"));
    const std::string sync = boost::json::serialize(settings.at("sync_settings"));
    const std::string mail = "info@" + std::string(company.website).substr(8);
    return app.database()
        .value<std::int64_t>(
            companySql,
            {{"uuid", tenon::Random::uuid()},
             {"now", tenon::Clock::now()},
             {"parent", parent},
             {"name", company.name},
             {"code", company.code},
             {"type", company.type},
             {"tax_id", company.taxId},
             {"address", company.address},
             {"country", company.country},
             {"email", mail},
             {"phone", company.phone},
             {"website", company.website},
             {"currency", company.currency},
             {"timezone", company.timezone},
             {"language", company.language},
             {"month", company.fiscalYearStartMonth},
             {"shares", company.sharesRevenue},
             {"reseller", share(company, 50)},
             {"sub_reseller", share(company, 45)},
             {"ktl", share(company, 50)},
             {"reseller_with_sub", share(company, 5)},
             {"vat", tenon::Decimal(company.vatPercent * 10000, 4)},
             {"billing", billing},
             {"sync", sync}}
        )
        .value();
}

std::int64_t add(tenon::Database& database, const DemoBranch& branch, std::int64_t company) {
    return database
        .value<std::int64_t>(
            branchSql,
            {{"uuid", tenon::Random::uuid()},
             {"now", tenon::Clock::now()},
             {"company", company},
             {"name", branch.name},
             {"code", branch.code},
             {"address", branch.address},
             {"phone", branch.phone}}
        )
        .value();
}

void addDepartments(tenon::Database& database, const DemoBranch& branch, std::int64_t company, std::int64_t id) {
    for (const DemoDepartment& department : departments) {
        if (std::string_view(department.branch) == branch.code) {
            database.execute(
                departmentSql,
                {{"uuid", tenon::Random::uuid()},
                 {"now", tenon::Clock::now()},
                 {"company", company},
                 {"branch", id},
                 {"name", department.name},
                 {"code", department.code}}
            );
        }
    }
}

} // namespace

void loadDemoGroup(tenon::App& app, const tenon::Caller& system) {
    app.database().transaction([&] {
        std::map<std::string_view, std::int64_t> ids;
        for (const DemoCompany& company : companies) {
            const auto parent = company.parent != nullptr ? std::optional(ids.at(company.parent)) : std::nullopt;
            const std::int64_t id = add(app, company, parent);
            ids[company.code] = id;
            for (const DemoBranch& branch : branches) {
                if (std::string_view(branch.company) == company.code) {
                    addDepartments(app.database(), branch, id, add(app.database(), branch, id));
                }
            }
            app.audit().record(
                system,
                {.action = "organisation.companies.created",
                 .model = "organisation_company",
                 .record = std::to_string(id),
                 .before = nullptr,
                 .after = JsonObject{{"name", company.name}, {"code", company.code}},
                 .reason = "Demo data"}
            );
        }
    });
}

} // namespace organisation
