#include "permission_names.h"

#include "account_service.h"
#include "group_service.h"
#include "permission_service.h"
#include "role_service.h"

namespace tenon::auth {

void declarePermissions(App& app) {
    app.permission(AccountService::viewPermission, "See accounts.");
    app.permission(AccountService::addPermission, "Add accounts.");
    app.permission(AccountService::changePermission, "Change accounts, lock them and reset their passwords.");
    app.permission(AccountService::deletePermission, "Close accounts for good.");
    app.permission(RoleService::addPermission, "Add roles.");
    app.permission(RoleService::changePermission, "Change roles and what they allow.");
    app.permission(RoleService::deletePermission, "Remove roles that nobody holds.");
    app.permission(RoleService::assignPermission, "Give roles to accounts and take them away.");
    app.permission(PermissionService::addPermission, "Add custom permissions and categories.");
    app.permission(PermissionService::deletePermission, "Remove custom permissions.");
    app.permission(GroupService::addPermission, "Add groups.");
    app.permission(GroupService::changePermission, "Change groups, their permissions and members.");
    app.permission(GroupService::deletePermission, "Remove groups.");
}

} // namespace tenon::auth
