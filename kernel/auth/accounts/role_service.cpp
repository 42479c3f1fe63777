#include "role_service.h"

#include "folding.h"
#include "given_permissions.h"
#include "unless_taken.h"

#include <tenon/error.h>

#include <algorithm>

namespace tenon::auth {

namespace {

constexpr const char* taken = "A role with this name already exists.";
constexpr std::string_view model = "tenon_role";
constexpr std::size_t longestName = 100;

Json orNull(const std::optional<std::int64_t>& number) { return number ? Json(*number) : Json(nullptr); }

/// Reads the members that are there; `permissions` is left out.
void read(const JsonObject& members, Role& role) {
    const auto text = [&](std::string_view key, std::string& target) {
        if (members.contains(key)) {
            target = textAt(members, key);
        }
    };
    text("name", role.name);
    text("display_name", role.displayName);
    text("description", role.description);
    if (const Json* level = members.if_contains("role_level"); level != nullptr && level->is_int64()) {
        role.level = level->get_int64();
    }
    if (const Json* most = members.if_contains("max_assignments")) {
        role.maxAssignments = most->is_int64() ? std::optional(most->get_int64()) : std::nullopt;
    }
    if (members.contains("can_assign_roles")) {
        role.mayAssign = flagAt(members, "can_assign_roles");
    }
    text("scope", role.scope);
    if (members.contains("is_active")) {
        role.isActive = flagAt(members, "is_active");
    }
}

void requireGood(const Role& role) {
    const Message atLeastOne("Must be at least {min}.", {{"min", 1}});
    std::vector<FieldError> faults;
    const auto length = codePointsOf(role.name);
    const bool isNumber =
        !role.name.empty() && std::ranges::all_of(role.name, [](char c) { return c >= '0' && c <= '9'; });
    if (!length || *length < 1 || *length > longestName || isNumber) {
        faults.push_back({"name", "Enter 1 to 100 characters that are not only digits."});
    }
    if (role.level < 1) {
        faults.push_back({"role_level", atLeastOne});
    }
    if (role.maxAssignments && *role.maxAssignments < 1) {
        faults.push_back({"max_assignments", atLeastOne});
    }
    if (!isScope(role.scope)) {
        faults.push_back({"scope", "Must be own, subtree, organisation or all."});
    }
    if (!faults.empty()) {
        throw Invalid(std::move(faults));
    }
}

} // namespace

Page RoleService::list(const Caller& caller, const JsonObject& filter, const Paging& paging) {
    requireSignedIn(caller); // Roles are no secret among those who are.
    const RoleStore::Found found = _parts.roles.page(textAt(filter, "search"), paging.size, paging.offset);
    Page page{.items = {}, .total = found.total, .size = paging.size, .offset = paging.offset};
    for (const Role& role : found.roles) {
        page.items.emplace_back(describe(role));
    }
    return page;
}

JsonObject RoleService::read(const Caller& caller, std::string_view key) {
    requireSignedIn(caller);
    return describe(existing(key));
}

JsonObject RoleService::add(const Caller& caller, const JsonObject& members) {
    requireEverywhere(caller, addPermission);
    return unlessTaken("name", taken, [&] {
        return _parts.database.transaction([&] {
            Role role;
            auth::read(members, role);
            if (role.displayName.empty()) {
                role.displayName = role.name;
            }
            requireGood(role);
            role.id = _parts.roles.insert(role);
            store(caller, role, members);
            JsonObject added = describe(_parts.roles.byId(role.id).value());
            noted(caller, "auth.role.added", role, nullptr, added);
            return added;
        });
    });
}

JsonObject RoleService::change(const Caller& caller, std::string_view key, const JsonObject& changes) {
    requireEverywhere(caller, changePermission);
    return unlessTaken("name", taken, [&] {
        return _parts.database.transaction([&] {
            const Role before = existing(key);
            requireGivable(caller, before);
            Role role = before;
            auth::read(changes, role);
            requireGood(role);
            if (before.isBuiltin && (role.name != before.name || role.level != before.level)) {
                throw Conflict("ROLE_BUILTIN", "The name and level of a built-in role stay as they are.");
            }
            if (before.makesSuperuser && (changes.contains("permissions") || !role.isActive)) {
                throw Conflict("ROLE_BUILTIN", "What this role allows stays as it is.");
            }
            const JsonObject shown = describe(before);
            _parts.roles.change(role);
            store(caller, role, changes);
            JsonObject after = describe(role);
            noted(caller, "auth.role.changed", role, shown, after);
            forgetHolders(role.id);
            return after;
        });
    });
}

void RoleService::remove(const Caller& caller, std::string_view key) {
    requireEverywhere(caller, deletePermission);
    _parts.database.transaction([&] {
        const Role role = existing(key);
        requireGivable(caller, role);
        if (role.isBuiltin) {
            throw Conflict("ROLE_BUILTIN", "A built-in role stays.");
        }
        if (_parts.assignments.countHolders(role.id, Clock::now()) > 0) {
            throw Conflict("ROLE_HELD", "Somebody holds this role.");
        }
        const JsonObject before = describe(role);
        forgetHolders(role.id);
        _parts.roles.remove(role.id);
        noted(caller, "auth.role.removed", role, before, nullptr);
    });
}

void RoleService::define(
    const Caller& caller,
    std::string_view name,
    std::string_view displayName,
    const std::vector<std::string>& permissions
) {
    requireSuperuser(caller);
    _parts.database.transaction([&] {
        Role role = _parts.roles.find(name).value_or(Role{.name = std::string(name)});
        role.displayName = displayName;
        if (role.id == 0) {
            role.id = _parts.roles.insert(role);
        } else {
            _parts.roles.change(role);
        }
        _parts.roles.setPermissions(role.id, permissions);
        noted(
            caller,
            "auth.role.defined",
            role,
            nullptr,
            JsonObject{{"permissions", boost::json::value_from(permissions)}}
        );
        forgetHolders(role.id);
    });
}

Role RoleService::existing(std::string_view key) {
    auto role = _parts.roles.find(key);
    if (!role) {
        throw NotFound("There is no such role.");
    }
    return std::move(*role);
}

JsonObject RoleService::describe(const Role& role) {
    return {
        {"id", role.id},
        {"uuid", role.uuid},
        {"name", role.name},
        {"role_name", role.name},
        {"display_name", role.displayName},
        {"description", role.description},
        {"role_level", role.level},
        {"can_assign_roles", role.mayAssign},
        {"max_assignments", orNull(role.maxAssignments)},
        {"assignments", _parts.assignments.countHolders(role.id, Clock::now())},
        {"permissions", boost::json::value_from(_parts.roles.permissionsIn(role.id))},
        {"scope", role.scope},
        {"is_active", role.isActive},
        {"is_builtin", role.isBuiltin},
    };
}

/// Stores the permissions of a new or changed role, which the caller must be able to give away.
void RoleService::store(const Caller& caller, Role& role, const JsonObject& members) {
    if (const Json* permissions = members.if_contains("permissions")) {
        _parts.roles.setPermissions(role.id, givenPermissions(_parts.permissions, caller, *permissions));
    }
    requireGivable(caller, role);
}

void RoleService::noted(const Caller& caller, std::string_view action, const Role& role, Json before, Json after) {
    _parts.audit.record(
        caller,
        {.action = action,
         .model = model,
         .record = std::to_string(role.id),
         .before = std::move(before),
         .after = std::move(after)}
    );
}

void RoleService::forgetHolders(std::int64_t role) {
    for (const std::int64_t holder : _parts.assignments.holdersOf(role)) {
        _parts.standings.changed(holder);
    }
}

} // namespace tenon::auth
