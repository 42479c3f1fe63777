/// Companies under the names of both documents: what is filled in, what is refused, who sees which.

#include "support.h"

namespace organisation::test {

template <On on>
class CompaniesTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(CompaniesTest);
    CPPUNIT_TEST(aCompanyIsTheSameUnderBothNames);
    CPPUNIT_TEST(whatIsNotNamedHasItsUsualValue);
    CPPUNIT_TEST(codesAreMadeOfTheNameAndUnique);
    CPPUNIT_TEST(sharesArePercentagesAndMakeAWhole);
    CPPUNIT_TEST(automaticGraceStaysWithinWhatAnOperatorMayGrant);
    CPPUNIT_TEST(settingsThatAreNotSentStay);
    CPPUNIT_TEST(currencyTimeZoneAndCountryAreKnownOnes);
    CPPUNIT_TEST(currencyIsFixedOnceThereAreEntries);
    CPPUNIT_TEST(aCompanyNeverLiesBelowItself);
    CPPUNIT_TEST(guardsAreThose);
    CPPUNIT_TEST(othersCompaniesDoNotExist);
    CPPUNIT_TEST(aCompanyInUseIsNotDeleted);
    CPPUNIT_TEST_SUITE_END();

public:
    CompaniesTest() : KernelFixture(on) {}

    void aCompanyIsTheSameUnderBothNames() {
        const Json made = done(
            admin,
            "POST",
            "/organizations/",
            {{"company_name", "Kloud Technologies Ltd"},
             {"company_code", "KTL"},
             {"vat_registration", "VAT789012"},
             {"contact_email", "info@kloudtech.com"}}
        );
        const std::string uuid(tenon::textAt(made.as_object(), "uuid"));
        expect({
            {admin, "GET", "/companies/" + uuid, "", 200, R"("name":"Kloud Technologies Ltd")", "company_name"},
            {admin, "GET", "/companies/" + uuid, "", 200, R"("tax_number":"VAT789012")"},
            {admin, "GET", "/companies/?search=kloud", "", 200, R"("count":1)"},
            {admin, "GET", "/organizations/?company_code=KTL", "", 200, R"("company_code":"KTL")"},
            {admin,
             "PATCH",
             "/companies/" + uuid,
             R"({"email": "hello@kloudtech.com"})",
             200,
             "hello@",
             "",
             "organisation.companies.changed"},
            {admin, "GET", "/organizations/" + uuid, "", 200, R"("contact_email":"hello@kloudtech.com")"},
            {admin, "GET", "/organizations/" + uuid, "", 200, R"("success":true)"},
            {admin, "GET", "/companies/" + uuid, "", 200, R"("status":"success")"},
            {admin, "PUT", "/organizations/" + uuid, R"({"address": "1 Tech Street"})", 400, "company_code"},
            {admin, "DELETE", "/organizations/" + uuid, "", 200, "", "", "organisation.organizations.deleted"},
            {admin, "GET", "/companies/" + uuid, "", 404},
        });
    }

    void whatIsNotNamedHasItsUsualValue() {
        const Json company = done(admin, "POST", "/companies/", {{"name", "Nile Trading"}, {"currency", "bdt"}});
        const auto text = [&](std::string_view member) {
            return std::string(tenon::textAt(company.as_object(), member));
        };
        CPPUNIT_ASSERT_EQUAL(std::string("BDT"), text("currency"));
        CPPUNIT_ASSERT_EQUAL(std::string("UTC"), text("timezone"));
        CPPUNIT_ASSERT_EQUAL(std::string("NILETRAD"), text("customer_id_prefix"));
        CPPUNIT_ASSERT(company.at("revenue_sharing_enabled") == Json(false));
        CPPUNIT_ASSERT(company.at("billing_settings").at("max_manual_grace_days") == Json(9));
        CPPUNIT_ASSERT(company.at("billing_settings").at("jump_billing") == Json(true));
        CPPUNIT_ASSERT(company.at("sync_settings").at("sync_frequency") == Json("daily"));
    }

    void codesAreMadeOfTheNameAndUnique() {
        const auto codeOf = [&](const char* name) {
            return std::string(tenon::textAt(done(admin, "POST", "/companies/", {{"name", name}}).as_object(), "code"));
        };
        CPPUNIT_ASSERT_EQUAL(std::string("NILETRAD"), codeOf("Nile Trading"));
        CPPUNIT_ASSERT_EQUAL(std::string("NILETRAD2"), codeOf("Nile Trading"));
        CPPUNIT_ASSERT_EQUAL(std::string("COMPANY"), codeOf("شركة النيل"));
        expect({{admin, "POST", "/companies/", R"({"name": "Other", "code": "COMPANY"})", 409, "DUPLICATE"}});
    }

    void sharesArePercentagesAndMakeAWhole() {
        constexpr std::string_view path = "/organizations/";
        expect({
            {admin,
             "POST",
             path,
             R"({"company_name": "A", "company_code": "A", "default_reseller_share": 100.01})",
             400,
             "SHARE_OUT_OF_RANGE"},
            {admin,
             "POST",
             path,
             R"({"company_name": "A", "company_code": "A", "default_reseller_share": "-0.01"})",
             400,
             "SHARE_OUT_OF_RANGE"},
            {admin,
             "POST",
             path,
             R"({"company_name": "A", "company_code": "A", "default_reseller_share": 50.005})",
             400,
             "default_reseller_share"},
            {admin,
             "POST",
             path,
             R"({"company_name": "A", "company_code": "A", "revenue_sharing_enabled": true,
                 "default_ktl_share_with_sub": 50, "default_reseller_share_with_sub": 5,
                 "default_sub_reseller_share": 44.99})",
             400,
             "SHARE_SUM_NOT_100"},
            {admin,
             "POST",
             path,
             R"({"company_name": "A", "company_code": "A", "revenue_sharing_enabled": true})",
             400,
             "SHARE_SUM_NOT_100"},
            {admin,
             "POST",
             path,
             R"({"company_name": "A", "company_code": "A", "revenue_sharing_enabled": false,
                 "default_ktl_share_with_sub": 50})",
             201,
             "50.00"},
            {admin,
             "POST",
             path,
             R"({"company_name": "B", "company_code": "B", "revenue_sharing_enabled": true,
                 "default_ktl_share_with_sub": 50, "default_reseller_share_with_sub": 5,
                 "default_sub_reseller_share": 45})",
             201,
             "45.00"},
        });
        const std::string company = "/organizations/" + std::to_string(addCompany("C"));
        expect({{admin, "PATCH", company, R"({"revenue_sharing_enabled": true})", 400, "SHARE_SUM_NOT_100"}});
    }

    void automaticGraceStaysWithinWhatAnOperatorMayGrant() {
        const std::string company = "/organizations/" + std::to_string(addCompany("A"));
        constexpr std::string_view longer = R"({"billing_settings": {"default_grace_days": 10}})";
        expect({
            {admin, "PATCH", company, longer, 400, "GRACE_EXCEEDS_MAX"},
            {admin, "PATCH", company, longer, 400, "billing_settings.default_grace_days"},
            {admin,
             "PATCH",
             company,
             R"({"billing_settings": {"max_manual_grace_days": 0}})",
             400,
             "GRACE_EXCEEDS_MAX"},
            {admin, "PATCH", company, R"({"billing_settings": {"default_grace_days": 9}})", 200},
            {admin, "PATCH", company, R"({"billing_settings": {"default_grace_days": -1}})", 400},
            {admin, "PATCH", company, R"({"billing_settings": {"unheard_of": 1}})", 400, "unheard_of"},
        });
    }

    void settingsThatAreNotSentStay() {
        const std::string company = "/organizations/" + std::to_string(addCompany("A"));
        expect({
            {admin,
             "PATCH",
             company,
             R"({"billing_settings": {"jump_billing": false}, "address": "1 Tech Street"})",
             200,
             R"("jump_billing":false)"},
            {admin,
             "PUT",
             company,
             R"({"company_name": "A", "company_code": "A", "billing_settings": {"max_inactive_days": 7}})",
             200,
             R"("jump_billing":false)"},
            {admin, "GET", company, "", 200, R"("max_inactive_days":7)"},
            {admin, "GET", company, "", 200, "1 Tech Street"},
            {admin, "GET", company, "", 200, R"("sync_frequency":"daily")"},
        });
    }

    void currencyTimeZoneAndCountryAreKnownOnes() {
        expect({
            {admin, "POST", "/companies/", R"({"name": "A", "currency": "XXY"})", 400, "currency"},
            {admin, "POST", "/companies/", R"({"name": "A", "timezone": "Asia/Daka"})", 400, "timezone"},
            {admin, "POST", "/companies/", R"({"name": "A", "country": "B1"})", 400, "country"},
            {admin, "POST", "/companies/", R"({"name": "A", "fiscal_year_start_month": 13})", 400, "fiscal_year"},
            {admin, "POST", "/companies/", R"({"name": "A", "email": "nobody"})", 400, "email"},
            {admin, "POST", "/companies/", R"({"name": ""})", 400, "name"},
            {admin,
             "POST",
             "/companies/",
             R"({"name": "A", "currency": "KWD", "timezone": "Asia/Riyadh", "country": "kw"})",
             201,
             R"("country":"KW")"},
        });
    }

    void currencyIsFixedOnceThereAreEntries() {
        const std::int64_t id = addCompany("A");
        const std::string company = "/companies/" + std::to_string(id);
        const auto companies = kernel().app().find<Companies>();
        CPPUNIT_ASSERT(!companies->company(id).hasTransactions);
        companies->fixSettings(id);
        CPPUNIT_ASSERT(companies->company(id).hasTransactions);
        expect({
            {admin, "PATCH", company, R"({"currency": "BDT"})", 409, "LOCKED_BY_TRANSACTIONS"},
            {admin, "PATCH", company, R"({"stock_accounting": "continental"})", 409, "LOCKED_BY_TRANSACTIONS"},
            {admin, "PATCH", company, R"({"currency": "usd", "name": "Renamed"})", 200, "Renamed"},
            {admin, "PATCH", company, R"({"has_transactions": false})", 400, "has_transactions"},
        });
    }

    void aCompanyNeverLiesBelowItself() {
        const std::string top = std::to_string(addCompany("TOP"));
        const std::string middle =
            std::to_string(added("/companies/", {{"name", "M"}, {"parent_id", std::stoll(top)}}));
        const std::string low =
            std::to_string(added("/companies/", {{"name", "L"}, {"parent_id", std::stoll(middle)}}));
        expect({
            {admin, "PATCH", "/companies/" + top, R"({"parent_id": )" + low + "}", 400, "TREE_CYCLE"},
            {admin, "PATCH", "/companies/" + top, R"({"parent_id": )" + top + "}", 400, "TREE_CYCLE"},
            {admin, "GET", "/companies/" + top, "", 200, R"("parent_id":null)"},
            {admin, "PATCH", "/companies/" + low, R"({"parent_id": )" + top + "}", 200},
            {admin, "PATCH", "/companies/" + low, R"({"parent_id": 999})", 400, "parent_id"},
        });
    }

    void guardsAreThose() {
        const std::string company = "/companies/" + std::to_string(addCompany("A"));
        expect({
            {nobody, "GET", "/companies/", "", 401},
            {nobody, "POST", "/organizations/", "{}", 401},
            {stranger, "GET", "/companies/", "", 403},
            {stranger, "POST", "/companies/", R"({"name": "B"})", 403},
            {stranger, "DELETE", company, "", 403},
            {stranger, "GET", "/organization/my-companies/", "", 200, "[]"},
            {nobody, "GET", "/organization/my-companies/", "", 401},
            {stranger, "GET", "/organization/currencies/?code=KWD", "", 200, R"("digits":3)"},
            {stranger, "POST", "/organization/currencies/", R"({"code": "ABC", "name": "A", "digits": 2})", 403},
            {admin, "GET", "/companies/999", "", 404},
            {admin, "PATCH", "/companies/999", R"({"name": "B"})", 404},
        });
    }

    void othersCompaniesDoNotExist() {
        const std::int64_t own = addCompany("OWN");
        const std::int64_t foreign = addCompany("FOREIGN");
        const User manager = managerOf("manager", own);
        const std::string mine = "/companies/" + std::to_string(own);
        const std::string theirs = "/companies/" + std::to_string(foreign);
        const std::string below = R"({"parent_id": )" + std::to_string(foreign) + "}";
        expect({
            {manager, "GET", "/companies/", "", 200, "Company OWN", "Company FOREIGN"},
            {manager, "GET", "/organizations/?search=company", "", 200, "Company OWN", "Company FOREIGN"},
            {manager, "GET", theirs, "", 404},
            {manager, "PATCH", theirs, R"({"name": "Mine"})", 404},
            {manager, "DELETE", theirs, "", 404},
            {manager, "GET", theirs + "/branches/", "", 404},
            {manager, "PATCH", mine, below, 400, "parent_id"},
            {manager, "PATCH", mine, R"({"name": "Renamed"})", 200, "Renamed"},
            {manager, "POST", "/companies/", R"({"name": "New"})", 403},
        });
    }

    void aCompanyInUseIsNotDeleted() {
        const std::string company = std::to_string(addCompany("A"));
        added("/organization/branches/", {{"name", "B"}, {"company", std::stoll(company)}});
        expect({{admin, "DELETE", "/companies/" + company, "", 409, "IN_USE"}});
    }
};

static const OnBothDatabases<CompaniesTest> registered;

} // namespace organisation::test
