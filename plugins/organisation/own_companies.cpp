#include "own_companies.h"

namespace organisation {

namespace {

using namespace tenon::fields;

constexpr std::string_view viewing = "organisation.companies.view";

tenon::Fields ownCompany() {
    return {
        integer("id"),
        uuid("uuid"),
        text("name"),
        text("code"),
        text("currency"),
        text("timezone"),
        boolean("is_default").help("Counts when a request names no company"),
    };
}

tenon::JsonArray companiesOf(CompanyStore& companies, const tenon::Caller& caller) {
    tenon::JsonArray list;
    const auto usual = companies.defaultCompany(caller, viewing);
    for (const std::int64_t id : companies.companiesOf(caller, viewing)) {
        const Company company = companies.company(id);
        list.push_back({
            {"id", company.id},
            {"uuid", company.uuid},
            {"name", company.name},
            {"code", company.code},
            {"currency", company.currency.code},
            {"timezone", company.timezone},
            {"is_default", usual == id},
        });
    }
    return list;
}

} // namespace

void declareOwnCompanies(tenon::App& app, CompanyStore& companies) {
    app.get(
           "/organization/my-companies/",
           [&companies](const tenon::Request& request) { return tenon::list(companiesOf(companies, request.caller())); }
    )
        .signedIn()
        .answersList(ownCompany())
        .summary("The companies in which the caller may act");
    app.put(
           "/organization/my-companies/default/",
           [&app, &companies](const tenon::Request& request) {
               const Company chosen = companies.current(request, viewing);
               companies.choose(request.caller(), chosen.id);
               app.audit().record(
                   request.caller(),
                   {.action = "organisation.company.chosen",
                    .model = "organisation_company",
                    .record = std::to_string(chosen.id),
                    .before = nullptr,
                    .after = nullptr,
                    .reason = {}}
               );
               return tenon::ok({{"company_id", chosen.id}, {"name", chosen.name}}).saying("The company was chosen.");
           }
    )
        .signedIn()
        .body({companyField().required()})
        .answers({integer("company_id"), text("name")})
        .summary("Chooses the company that counts when a request names none");
}

} // namespace organisation
