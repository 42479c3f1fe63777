#include "account_answer.h"

#include <kernel/auth/accounts/folding.h>

#include <algorithm>

namespace tenon::auth {

namespace {

/// KTL's name for what an account is: "super_admin", or its role in that spelling.
std::string userTypeOf(const Account& account) {
    if (account.isSuperuser) {
        return "super_admin";
    }
    std::string type = fold(account.role);
    std::ranges::replace(type, ' ', '_');
    return type;
}

JsonArray describe(const std::vector<std::string>& roles) {
    JsonArray described;
    for (const std::string& role : roles) {
        described.push_back(JsonObject{{"name", role}, {"role_name", role}, {"is_active", true}});
    }
    return described;
}

Json textOrNull(const std::optional<Timestamp>& at) { return at ? Json(at->text()) : Json(nullptr); }

} // namespace

JsonObject
describe(const Account& account, const std::vector<std::string>& roles, const std::vector<std::string>& permissions) {
    const auto blank = account.name.find(' ');
    return {
        {"id", account.id},
        {"uuid", account.uuid},
        {"username", account.username},
        {"login_id", account.username},
        {"email", account.email},
        {"name", account.name},
        {"first_name", account.name.substr(0, blank)},
        {"last_name", blank == std::string::npos ? std::string() : account.name.substr(blank + 1)},
        {"role", account.role},
        {"user_type", userTypeOf(account)},
        {"is_superuser", account.isSuperuser},
        {"is_staff", account.isSuperuser},
        {"is_active", account.isActive},
        {"is_first_login", account.mustChangePassword},
        {"must_change_password", account.mustChangePassword},
        // Addresses and telephones are not verified by the kernel, languages and zones not chosen in it.
        {"is_email_verified", false},
        {"is_phone_verified", false},
        {"language_preference", "en"},
        {"timezone", "UTC"},
        {"roles", describe(roles)},
        {"permissions", boost::json::value_from(permissions)},
        {"last_login", textOrNull(account.lastLogin)},
        {"date_joined", account.createdAt.text()},
    };
}

JsonObject describe(const SessionTokens& tokens) {
    const auto lifetime = std::chrono::floor<std::chrono::seconds>(tokens.accessExpiresAt - tokens.issuedAt);
    return {
        {"access_token", tokens.access},
        {"access", tokens.access},
        {"token", tokens.access},
        {"refresh_token", tokens.refresh},
        {"refresh", tokens.refresh},
        {"tokens", {{"access", tokens.access}, {"refresh", tokens.refresh}, {"token_type", "Bearer"}}},
        {"token_type", "Bearer"},
        {"expires_in", lifetime.count()},
        {"expires_at", tokens.accessExpiresAt.text()},
    };
}

} // namespace tenon::auth
