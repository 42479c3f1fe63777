#include "company_fields.h"

#include "billing.h"

namespace organisation {

namespace {

using namespace tenon::fields;
using tenon::Fields;

/// What both documents call alike, or only we do. None has an initial value: a change leaves out what stays, and what a
/// new company does not name is filled in by the rules.
void addCommon(Fields& fields) {
    const Fields common{
        ref("parent_id", "organisation_company").also("parent").nullable().help("The company it belongs to"),
        text("organization_type", 60).nullable().example("Banking"),
        text("business_license", 60).nullable(),
        text("address", 500).nullable(),
        text("country", 2).min(2).nullable().help("ISO 3166 alpha-2").example("BD"),
        text("website", 255).nullable().example("https://kloudtech.com"),
        text("currency", 3).min(3).help("ISO 4217; fixed by the first entry").example("BDT"),
        text("timezone", 60).help("Of the IANA database").example("Asia/Dhaka"),
        choice("language", {"en", "ar", "bn", "id"}),
        integer("fiscal_year_start_month").min(1).max(12),
        choice("tax_rounding", {"document", "line"}),
        boolean("allow_negative_stock"),
        choice("stock_accounting", {"none", "continental", "anglo_saxon"}),
        boolean("numbering_strict").help("Numbers follow the dates of their documents"),
        boolean("revenue_sharing_enabled"),
        decimal("default_reseller_share", 2).nullable().help("Percent of a sale by a reseller").example("50.00"),
        decimal("default_sub_reseller_share", 2).nullable().help("Percent of a sale by a sub-reseller"),
        decimal("default_ktl_share_with_sub", 2).nullable().help("The organisation's percent of that sale"),
        decimal("default_reseller_share_with_sub", 2).nullable().help("The reseller's percent of that sale"),
        decimal("vat_rate", 4).nullable().help("Percent"),
        decimal("tax_rate", 4).nullable().help("Percent"),
        text("customer_id_prefix", 20).help("Begins the codes of subscribers; usually the company's code"),
        boolean("auto_approval_enabled"),
        object("billing_settings", billing::billingMembers()),
        object("sync_settings", billing::syncMembers()),
        boolean("is_active"),
        boolean("has_transactions").readOnly().help("Currency and stock accounting are fixed"),
    };
    fields.insert(fields.end(), common.begin(), common.end());
}

} // namespace

tenon::Resource gaaraCompanies() {
    Fields fields{
        text("name", 200).also("company_name").required().example("Nile Trading"),
        text("code", 20).also("company_code").help("Unique; made of the name when none is given"),
        text("tax_number", 60).storedAs("tax_id").also("tax_id").also("vat_registration").nullable(),
        email("email").also("contact_email").nullable(),
        text("phone", 40).also("contact_phone").nullable(),
    };
    addCommon(fields);
    return {
        .name = "companies",
        .path = "/companies/",
        .table = "organisation_company",
        .fields = fields,
        .search = {"name", "code", "tax_number", "email"},
        .filter = {"code", "parent_id", "currency", "country", "is_active"},
        .order = {"name", "code", "created_at", "id"},
        .permission = "organisation.companies",
        .scope = {.owner = {}, .places = {{"company", "id"}}},
    };
}

tenon::Resource ktlOrganisations() {
    Fields fields{
        text("company_name", 200).storedAs("name").also("name").required().example("Kloud Technologies Ltd"),
        text("company_code", 20).storedAs("code").also("code").required().example("KTL"),
        text("vat_registration", 60).storedAs("tax_id").also("tax_number").nullable().example("VAT789012"),
        email("contact_email").storedAs("email").also("email").nullable(),
        text("contact_phone", 40).storedAs("phone").also("phone").nullable().example("+8801712345678"),
    };
    addCommon(fields);
    return {
        .name = "organizations",
        .path = "/organizations/",
        .table = "organisation_company",
        .fields = fields,
        .search = {"company_name", "company_code", "vat_registration", "contact_email"},
        .filter = {"company_code", "parent_id", "organization_type", "is_active"},
        .order = {"company_name", "company_code", "created_at", "id"},
        .permission = "organisation.companies",
        .scope = {.owner = {}, .places = {{"company", "id"}}},
    };
}

} // namespace organisation
