#include "permission_service.h"

#include "given_permissions.h"
#include "unless_taken.h"

#include <tenon/error.h>

#include <algorithm>

namespace tenon::auth {

namespace {

constexpr const char* taken = "This name is taken.";
constexpr std::string_view model = "tenon_permission";
constexpr std::string_view categoryModel = "tenon_permission_category";
constexpr std::string_view customModule = "custom";
constexpr std::size_t longestCodename = 100;

JsonObject describe(const Permission& permission) {
    return {
        {"id", permission.id},
        {"uuid", permission.uuid},
        {"codename", permission.codename},
        {"name", permission.name},
        {"description", permission.description},
        {"module", permission.module},
        {"category", permission.categoryName.empty() ? Json(nullptr) : Json(permission.categoryName)},
        {"is_custom", permission.isCustom},
    };
}

JsonObject describe(const PermissionCategory& category) {
    return {
        {"id", category.id},
        {"uuid", category.uuid},
        {"name", category.name},
        {"display_name", category.displayName},
        {"description", category.description},
    };
}

/// Letters, digits and `_ . -`, beginning with a letter: what stands in a module's needs().
bool isCodename(std::string_view text) {
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto fits = [&](char c) { return isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-'; };
    return !text.empty() && text.size() <= longestCodename && isLetter(text.front()) && std::ranges::all_of(text, fits);
}

} // namespace

Page PermissionService::list(const Caller& caller, Origin origin, const JsonObject& filter, const Paging& paging) {
    requireSignedIn(caller);
    const auto wanted = origin == Origin::Custom ? PermissionStore::Origin::Custom : PermissionStore::Origin::Any;
    const auto found = _parts.permissions.page(wanted, textAt(filter, "search"), paging.size, paging.offset);
    Page page{.items = {}, .total = found.total, .size = paging.size, .offset = paging.offset};
    for (const Permission& permission : found.permissions) {
        page.items.emplace_back(describe(permission));
    }
    return page;
}

JsonArray PermissionService::ofAccount(const Caller& caller, std::string_view account) {
    const Account shown = _parts.guard.visible(caller, account);
    JsonArray codenames;
    if (shown.isSuperuser) {
        codenames.emplace_back("*");
    }
    for (const std::string& codename : _parts.roles.permissionsOf(shown.id, Clock::now())) {
        codenames.emplace_back(codename);
    }
    return codenames;
}

JsonObject PermissionService::add(const Caller& caller, const JsonObject& members) {
    requireEverywhere(caller, addPermission);
    Permission permission{
        .codename = std::string(textAt(members, "codename")),
        .name = std::string(textAt(members, "name")),
        .description = std::string(textAt(members, "description")),
        .module = std::string(customModule),
        .isCustom = true,
    };
    if (!isCodename(permission.codename)) {
        throw Invalid("codename", "Enter a letter, then letters, digits and the characters _ . - only.");
    }
    return unlessTaken("codename", taken, [&] {
        return _parts.database.transaction([&] {
            Permission adding = permission;
            if (const Json* key = members.if_contains("category"); key != nullptr && !key->is_null()) {
                const auto category = _parts.permissions.category(keyIn(*key));
                if (!category) {
                    throw Invalid("category", "There is no such category.");
                }
                adding.category = category->id;
            }
            const std::int64_t id = _parts.permissions.insert(adding);
            JsonObject added = describe(_parts.permissions.find(std::to_string(id)).value());
            _parts.audit.record(
                caller,
                {.action = "auth.permission.added", .model = model, .record = std::to_string(id), .after = added}
            );
            return added;
        });
    });
}

void PermissionService::remove(const Caller& caller, std::string_view key) {
    requireEverywhere(caller, deletePermission);
    _parts.database.transaction([&] {
        const auto permission = _parts.permissions.find(key);
        if (!permission) {
            throw NotFound("There is no such permission.");
        }
        if (!permission->isCustom) {
            throw Conflict("PERMISSION_DECLARED", "A module declares this permission.");
        }
        _parts.roles.forgetPermission(permission->codename);
        _parts.permissions.remove(permission->id);
        _parts.audit.record(
            caller,
            {.action = "auth.permission.removed",
             .model = model,
             .record = std::to_string(permission->id),
             .before = describe(*permission)}
        );
        _parts.standings.changed(Standings::everybody);
    });
}

Page PermissionService::categories(const Caller& caller, const Paging& paging) {
    requireSignedIn(caller);
    const auto found = _parts.permissions.categories(paging.size, paging.offset);
    Page page{.items = {}, .total = found.total, .size = paging.size, .offset = paging.offset};
    for (const PermissionCategory& category : found.categories) {
        page.items.emplace_back(describe(category));
    }
    return page;
}

JsonObject PermissionService::addCategory(const Caller& caller, const JsonObject& members) {
    requireEverywhere(caller, addPermission);
    const PermissionCategory category{
        .name = std::string(textAt(members, "name")),
        .displayName = std::string(textAt(members, "display_name", textAt(members, "name"))),
        .description = std::string(textAt(members, "description")),
    };
    if (category.name.empty()) {
        throw Invalid("name", "This field is required.");
    }
    return unlessTaken("name", taken, [&] {
        return _parts.database.transaction([&] {
            const std::int64_t id = _parts.permissions.insert(category);
            JsonObject added = describe(_parts.permissions.category(std::to_string(id)).value());
            _parts.audit.record(
                caller,
                {.action = "auth.permission_category.added",
                 .model = categoryModel,
                 .record = std::to_string(id),
                 .after = added}
            );
            return added;
        });
    });
}

} // namespace tenon::auth
