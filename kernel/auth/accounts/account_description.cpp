#include "account_description.h"

namespace tenon::auth {

namespace {

Json textOrNull(const std::optional<Timestamp>& at) { return at ? Json(at->text()) : Json(nullptr); }

} // namespace

JsonObject describe(const Account& account) {
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
        {"user_type", account.userType},
        {"is_superuser", account.isSuperuser},
        {"is_staff", account.isSuperuser || account.userType == "admin"},
        {"is_active", account.isActive},
        {"is_locked", account.isLocked},
        {"locked_until", textOrNull(account.lockedUntil)},
        {"is_first_login", account.isFirstLogin},
        {"must_change_password", account.mustChangePassword},
        {"last_login", textOrNull(account.lastLogin)},
        {"date_joined", account.createdAt.text()},
        {"created_at", account.createdAt.text()},
        {"updated_at", account.updatedAt.text()},
    };
}

void describeRights(
    JsonObject& described, const std::vector<Assignment>& roles, const std::vector<std::string>& permissions
) {
    JsonArray held;
    for (const Assignment& role : roles) {
        held.push_back({
            {"id", role.role},
            {"uuid", role.roleUuid},
            {"name", role.roleName},
            {"role_name", role.roleName},
            {"is_active", true},
            {"is_primary", role.isPrimary},
            {"assigned_by_name", role.assignedByName.empty() ? "system" : role.assignedByName},
            {"assigned_at", role.assignedAt.text()},
            {"expires_at", textOrNull(role.expiresAt)},
        });
    }
    described["roles"] = std::move(held);
    described["permissions"] = boost::json::value_from(permissions);
}

} // namespace tenon::auth
