#include "billing.h"

#include <tenon/arithmetic.h>

#include <array>

namespace organisation::billing {

namespace {

using tenon::Decimal;
using tenon::Json;
using tenon::JsonObject;
using namespace tenon::fields;

constexpr int shareScale = 2;
constexpr int rateScale = 4;
constexpr std::string_view resellerShare = "default_reseller_share";
/// What the organisation, the reseller and the sub-reseller have of a sale by the last one.
constexpr std::array<std::string_view, 3> sharesWithSub{
    "default_ktl_share_with_sub", "default_reseller_share_with_sub", "default_sub_reseller_share"};

std::optional<Decimal> percentage(const JsonObject& company, std::string_view name, int scale) {
    const Json& value = company.at(name);
    return value.is_null() ? std::nullopt : Decimal::parse(tenon::textOf(value.as_string()), scale);
}

void addUnlessPercentage(
    const JsonObject& company, std::string_view name, int scale, std::vector<tenon::FieldError>& faults
) {
    const auto value = percentage(company, name, scale);
    if (value && (isNegative(*value) || compare(*value, Decimal(100, 0)) > 0)) {
        faults.push_back({std::string(name), "Must be between 0 and 100."});
    }
}

void requirePercentages(const JsonObject& company) {
    std::vector<tenon::FieldError> faults;
    addUnlessPercentage(company, resellerShare, shareScale, faults);
    for (const std::string_view share : sharesWithSub) {
        addUnlessPercentage(company, share, shareScale, faults);
    }
    addUnlessPercentage(company, "vat_rate", rateScale, faults);
    addUnlessPercentage(company, "tax_rate", rateScale, faults);
    if (!faults.empty()) {
        throw tenon::Invalid::coded("SHARE_OUT_OF_RANGE", std::move(faults));
    }
}

void requireWholeSale(const JsonObject& company) {
    if (!tenon::flagAt(company, "revenue_sharing_enabled")) {
        return;
    }
    Decimal sum(0, shareScale);
    for (const std::string_view share : sharesWithSub) {
        sum += percentage(company, share, shareScale).value_or(Decimal());
    }
    if (sum == Decimal(10000, shareScale)) {
        return;
    }
    std::vector<tenon::FieldError> faults;
    for (const std::string_view share : sharesWithSub) {
        faults.push_back(
            {std::string(share), {"The shares of a sale by a sub-reseller are {sum}, not 100.", {{"sum", sum.text()}}}}
        );
    }
    throw tenon::Invalid::coded("SHARE_SUM_NOT_100", std::move(faults));
}

void requireGraceWithinMaximum(const JsonObject& settings) {
    const std::int64_t most = settings.at("max_manual_grace_days").as_int64();
    if (settings.at("default_grace_days").as_int64() > most) {
        throw tenon::Invalid::coded(
            "GRACE_EXCEEDS_MAX",
            {{"billing_settings.default_grace_days", {"Must not be more than {most} days.", {{"most", most}}}}}
        );
    }
}

JsonObject over(JsonObject settings, const JsonObject& sent) {
    for (const auto& [name, value] : sent) {
        settings[name] = value;
    }
    return settings;
}

tenon::Field days(std::string_view name) { return integer(name).min(0).max(3650); }

} // namespace

tenon::Fields billingMembers() {
    return {
        days("default_grace_days").help("Days of service after the expiry before a subscriber is suspended").example(1),
        days("max_manual_grace_days").help("Most days that an operator may grant for one expiry").example(9),
        integer("default_grace_hours").min(0).max(87600).help("The same for packages that are billed by the hour"),
        boolean("disable_expiry").help("Nothing expires by itself; invoices become overdue only"),
        boolean("jump_billing").help("A late payer's new period begins with the payment, not at the old expiry"),
        days("max_inactive_days").help("Days of suspension before a subscriber is disabled for good"),
        days("delete_permanent_disable_secret_from_mikrotik")
            .help("Days after that before the secret is deleted from the router"),
    };
}

tenon::Fields syncMembers() {
    return {
        boolean("sync_area_to_mikrotik"),
        boolean("sync_address_to_mikrotik"),
        boolean("sync_customer_mobile_to_mikrotik"),
        choice("sync_frequency", {"hourly", "daily", "weekly", "monthly"}),
    };
}

JsonObject billingSettings(const JsonObject& before, const JsonObject& sent) {
    const JsonObject usual{
        {"default_grace_days", 1},
        {"max_manual_grace_days", 9},
        {"default_grace_hours", 14},
        {"disable_expiry", false},
        {"jump_billing", true},
        {"max_inactive_days", 3},
        {"delete_permanent_disable_secret_from_mikrotik", 1},
    };
    return over(over(usual, before), sent);
}

JsonObject syncSettings(const JsonObject& before, const JsonObject& sent) {
    const JsonObject usual{
        {"sync_area_to_mikrotik", false},
        {"sync_address_to_mikrotik", false},
        {"sync_customer_mobile_to_mikrotik", false},
        {"sync_frequency", "daily"},
    };
    return over(over(usual, before), sent);
}

void check(const JsonObject& company) {
    requirePercentages(company);
    requireWholeSale(company);
    requireGraceWithinMaximum(company.at("billing_settings").as_object());
}

} // namespace organisation::billing
