/// Organisation: companies, branches and departments, the same companies as organisations that bill subscribers,
/// currencies, and numbers without gaps.

#include "company_fields.h"
#include "company_rules.h"
#include "company_store.h"
#include "demo_group.h"
#include "own_companies.h"
#include "sequence_store.h"
#include "structure.h"
#include "tree.h"

#include <tenon/module.h>

namespace organisation {

namespace {

using tenon::Json;
using tenon::JsonObject;
using tenon::Request;
using tenon::ResourceRoutes;

constexpr std::string_view companyOfBranchSql = "SELECT company_id FROM organisation_branch WHERE id = :id";

void keepTree(ResourceRoutes& resource, tenon::Database& database, Tree tree) {
    resource.afterSave([&database, tree](const Request&, const Json&, const JsonObject& after) {
        requireNoCycle(database, tree, after);
    });
}

/// Nobody hangs a company below one that he does not know.
void requireKnownParent(const Request& request, const JsonObject& company) {
    const Json* parent = company.if_contains("parent_id");
    const bool isNamed = parent != nullptr && parent->is_int64();
    if (isNamed && !request.caller().scopeOf("organisation.companies.view").reaches("company", parent->get_int64())) {
        throw tenon::Invalid("parent_id", "Refers to a record that does not exist.");
    }
}

/// The rules of a company, under either document's names.
ResourceRoutes& governCompanies(tenon::App& app, ResourceRoutes& resource, const CompanyRules& rules) {
    resource
        .beforeSave([&rules](const Request& request, JsonObject& company) {
            requireKnownParent(request, company);
            if (!company.contains("id")) {
                rules.complete(company);
                rules.check(company);
            }
        })
        .beforeChange([&rules](const Request&, const JsonObject& before, JsonObject& company) {
            rules.continueFrom(before, company);
            rules.check(company);
        })
        .afterSave([&app](const Request&, const Json& before, const JsonObject& after) {
            app.publish(before.is_null() ? "company.created" : "company.changed", {{"id", after.at("id")}});
        });
    keepTree(resource, app.database(), Tree::Companies);
    return resource;
}

/// A department without a company belongs to that of its branch, else to the caller's default company. Who may add it
/// there is told by its scope, of branches as well.
void supplyCompany(tenon::Database& database, CompanyStore& companies, const Request& request, JsonObject& department) {
    Json& company = department["company_id"];
    if (!company.is_null()) {
        return;
    }
    const Json* branch = department.if_contains("branch_id");
    company = branch != nullptr && branch->is_int64()
                  ? database.value<std::int64_t>(companyOfBranchSql, {{"id", branch->get_int64()}}).value()
                  : companies.current(request.caller(), "organisation.departments.add", nullptr).id;
}

ResourceRoutes& declareDepartments(tenon::App& app, CompanyStore& companies, std::string_view path) {
    ResourceRoutes& resource = app.resource(departments(path));
    resource.beforeSave([&database = app.database(), &companies](const Request& request, JsonObject& department) {
        supplyCompany(database, companies, request, department);
    });
    keepTree(resource, app.database(), Tree::Departments);
    return resource;
}

} // namespace

} // namespace organisation

TENON_MODULE(organisation, "1.0.0") {
    using namespace organisation;
    app.dialect("gaara");
    const auto companies = std::make_shared<CompanyStore>(app.database());
    app.provide<Companies>(companies);
    app.provide<Sequences>(std::make_shared<SequenceStore>(app.database()));
    app.placeKind("company", "organisation_company");
    app.placeKind("branch", "organisation_branch");

    auto& store = app.keep<std::shared_ptr<CompanyStore>>(companies);
    const auto& rules = app.keep<CompanyRules>(app.database());
    tenon::ResourceRoutes& ofCompanies = governCompanies(app, app.resource(gaaraCompanies()), rules);
    governCompanies(app, app.resource(ktlOrganisations()).dialect("ktl"), rules);
    tenon::ResourceRoutes& ofBranches = app.resource(branches());
    store->govern(ofBranches, "organisation.branches");
    keepTree(ofBranches, app.database(), Tree::Branches);
    tenon::ResourceRoutes& ofDepartments = declareDepartments(app, *store, "/organization/departments/");
    declareDepartments(app, *store, "/hr/departments/");
    ofCompanies.lists("branches", ofBranches, "company_id");
    ofCompanies.lists("departments", ofDepartments, "company_id");
    ofBranches.lists("departments", ofDepartments, "branch_id");
    app.resource(currencies()).readableBySignedIn();
    declareOwnCompanies(app, *store);

    app.demo([&app](const tenon::Caller& system) { loadDemoGroup(app, system); });
}
