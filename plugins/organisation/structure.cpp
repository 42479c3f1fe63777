#include "structure.h"

#include <tenon/organisation.h>

namespace organisation {

using namespace tenon::fields;

tenon::Resource currencies() {
    return {
        .name = "currencies",
        .path = "/organization/currencies/",
        .table = "organisation_currency",
        .fields =
            {
                text("code", 3).min(3).required().unique().fixed().help("ISO 4217").example("BDT"),
                text("name", 80).required().example("Bangladeshi Taka"),
                text("numeric_code", 3).nullable(),
                integer("digits").min(0).max(6).required().fixed().help("Decimals of an amount"),
                boolean("is_active").initial(true),
            },
        .search = {"code", "name"},
        .filter = {"code", "is_active"},
        .order = {"code", "name", "id"},
        .permission = "organisation.currencies",
        .scope = {},
    };
}

tenon::Resource branches() {
    return {
        .name = "branches",
        .path = "/organization/branches/",
        .table = "organisation_branch",
        .fields =
            {
                companyField(),
                text("name", 200).required().example("Chattogram Branch"),
                text("code", 20).nullable().help("Unique within the company"),
                ref("parent_id", "organisation_branch").also("parent").nullable().agreeingOn("company_id"),
                text("address", 500).nullable(),
                text("phone", 40).nullable(),
                email("email").nullable(),
                boolean("is_active").initial(true),
            },
        .search = {"name", "code", "address"},
        .filter = {"company_id", "parent_id", "code", "is_active"},
        .order = {"name", "code", "created_at", "id"},
        .permission = "organisation.branches",
        .scope = {.owner = {}, .places = {{"company", "company_id"}, {"branch", "id"}}},
    };
}

tenon::Resource departments(std::string_view path) {
    return {
        .name = "departments",
        .path = path,
        .table = "organisation_department",
        .fields =
            {
                companyField(),
                ref("branch_id", "organisation_branch").also("branch").nullable().agreeingOn("company_id"),
                ref("parent_id", "organisation_department").also("parent").nullable().agreeingOn("company_id"),
                ref("manager_id", "tenon_user").also("manager").nullable(),
                text("name", 200).required().example("Billing"),
                text("code", 20).nullable().help("Unique within the company"),
                boolean("is_active").initial(true),
            },
        .search = {"name", "code"},
        .filter = {"company_id", "branch_id", "parent_id", "manager_id", "code", "is_active"},
        .order = {"name", "code", "created_at", "id"},
        .permission = "organisation.departments",
        .scope = {.owner = {}, .places = {{"company", "company_id"}, {"branch", "branch_id"}}},
    };
}

} // namespace organisation
