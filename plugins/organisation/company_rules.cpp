#include "company_rules.h"

#include "billing.h"
#include "time_zones.h"

#include <algorithm>

namespace organisation {

namespace {

using tenon::Json;
using tenon::JsonObject;

constexpr std::string_view codeTakenSql = "SELECT id FROM organisation_company WHERE code = :code";
constexpr std::string_view currencySql = "SELECT id FROM organisation_currency WHERE code = :code AND is_active";
constexpr std::size_t longestInitials = 8;

bool isCapital(char c) { return c >= 'A' && c <= 'Z'; }

std::string capitals(std::string_view text) {
    std::string upper(text);
    std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    });
    return upper;
}

/// Letters and digits of the name, in capitals.
std::string codeOf(std::string_view name) {
    std::string code;
    for (const char c : capitals(name)) {
        if ((isCapital(c) || (c >= '0' && c <= '9')) && code.size() < longestInitials) {
            code.push_back(c);
        }
    }
    return code.empty() ? "COMPANY" : code;
}

/// Under the name that the document of the record gives it.
Json& member(JsonObject& company, std::string_view name, std::string_view otherName) {
    Json* found = company.if_contains(name);
    return found != nullptr || !company.contains(otherName) ? company[name] : company[otherName];
}

JsonObject settingsIn(const JsonObject& company, std::string_view name) {
    const Json* found = company.if_contains(name);
    return found != nullptr && found->is_object() ? found->get_object() : JsonObject();
}

void supply(JsonObject& company, std::string_view name, Json usual) {
    Json& value = company[name];
    if (value.is_null()) {
        value = std::move(usual);
    }
}

} // namespace

std::string CompanyRules::freeCode(std::string_view name) const {
    const std::string code = codeOf(name);
    std::string candidate = code;
    for (int number = 2; _database.value<std::int64_t>(codeTakenSql, {{"code", candidate}}); ++number) {
        candidate = code + std::to_string(number);
    }
    return candidate;
}

void CompanyRules::complete(JsonObject& company) const {
    if (Json& code = member(company, "code", "company_code"); code.is_null()) {
        const std::string name(tenon::textOf(member(company, "name", "company_name").as_string()));
        member(company, "code", "company_code") = freeCode(name);
    }
    const std::string code(tenon::textOf(member(company, "code", "company_code").as_string()));
    supply(company, "currency", "USD");
    supply(company, "timezone", "UTC");
    supply(company, "language", "en");
    supply(company, "fiscal_year_start_month", 1);
    supply(company, "tax_rounding", "document");
    supply(company, "allow_negative_stock", false);
    supply(company, "stock_accounting", "none");
    supply(company, "numbering_strict", true);
    supply(company, "revenue_sharing_enabled", false);
    supply(company, "customer_id_prefix", Json(code));
    supply(company, "auto_approval_enabled", false);
    supply(company, "is_active", true);
    company["has_transactions"] = false;
    for (const char* absent :
         {"parent_id",
          "default_reseller_share",
          "default_sub_reseller_share",
          "default_ktl_share_with_sub",
          "default_reseller_share_with_sub",
          "vat_rate",
          "tax_rate"}) {
        supply(company, absent, nullptr);
    }
    company["billing_settings"] = billing::billingSettings({}, settingsIn(company, "billing_settings"));
    company["sync_settings"] = billing::syncSettings({}, settingsIn(company, "sync_settings"));
}

void CompanyRules::continueFrom(const JsonObject& before, JsonObject& company) const {
    company["billing_settings"] =
        billing::billingSettings(settingsIn(before, "billing_settings"), settingsIn(company, "billing_settings"));
    company["sync_settings"] =
        billing::syncSettings(settingsIn(before, "sync_settings"), settingsIn(company, "sync_settings"));
    if (!tenon::flagAt(before, "has_transactions")) {
        return;
    }
    for (const char* fixed : {"currency", "stock_accounting"}) {
        if (capitals(tenon::textAt(before, fixed)) != capitals(tenon::textAt(company, fixed))) {
            throw tenon::Conflict(
                "LOCKED_BY_TRANSACTIONS",
                "Currency and stock accounting are fixed by the entries that there are.",
                {{fixed, tenon::JsonArray{"Is fixed by the entries that there are."}}}
            );
        }
    }
}

void CompanyRules::check(JsonObject& company) const {
    std::vector<tenon::FieldError> faults;
    company["currency"] = capitals(tenon::textAt(company, "currency"));
    if (!_database.value<std::int64_t>(currencySql, {{"code", tenon::textAt(company, "currency")}})) {
        faults.push_back({"currency", "Must be a currency of ISO 4217 such as USD."});
    }
    if (Json& country = company["country"]; country.is_string()) {
        country = capitals(tenon::textOf(country.get_string()));
        const std::string_view code = tenon::textOf(country.get_string());
        if (!std::ranges::all_of(code, isCapital)) {
            faults.push_back({"country", "Must be two letters of ISO 3166 such as BD."});
        }
    }
    if (!isTimeZone(std::string(tenon::textAt(company, "timezone")))) {
        faults.push_back({"timezone", "Must be a time zone such as Asia/Dhaka."});
    }
    if (!faults.empty()) {
        throw tenon::Invalid(std::move(faults));
    }
    billing::check(company);
}

} // namespace organisation
