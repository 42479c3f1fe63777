#include "account_directory.h"

#include "account_description.h"
#include "folding.h"
#include "given_permissions.h"

#include <tenon/error.h>

namespace tenon::auth {

namespace {

constexpr std::string_view rolesSql = "SELECT COUNT(*), SUM(CASE WHEN is_active THEN 1 ELSE 0 END) FROM tenon_role";
constexpr std::string_view permissionsSql =
    "SELECT COUNT(*), SUM(CASE WHEN is_custom THEN 1 ELSE 0 END) FROM tenon_permission";
constexpr std::string_view userTypes[] = {
    "super_admin",
    "admin",
    "billing_manager",
    "noc_manager",
    "support_staff",
    "reseller_admin",
    "sub_reseller_admin",
    "field_staff",
};

std::string textIn(const JsonObject& members, std::string_view key) { return std::string(textAt(members, key)); }

std::optional<std::string> textIfThere(const JsonObject& members, std::string_view key) {
    const Json* found = members.if_contains(key);
    return found != nullptr && found->is_string() ? std::optional(std::string(textOf(found->get_string())))
                                                  : std::nullopt;
}

std::optional<bool> flagIfThere(const JsonObject& members, std::string_view key) {
    const Json* found = members.if_contains(key);
    return found != nullptr && found->is_bool() ? std::optional(found->get_bool()) : std::nullopt;
}

NewAccount newAccountOf(const JsonObject& members) {
    const Json* role = members.if_contains("role");
    return {
        .username = textIn(members, "username"),
        .email = textIn(members, "email"),
        .name = textIn(members, "name"),
        .password = textIn(members, "password"),
        .role = role != nullptr ? keyIn(*role) : std::string(),
        .mustChangePassword = flagAt(members, "must_change_password"),
        .userType = textIn(members, "user_type"),
    };
}

std::int64_t count(const Row& row, std::size_t column) {
    return row.get<std::optional<std::int64_t>>(column).value_or(0);
}

} // namespace

JsonObject AccountDirectory::add(const Caller& caller, const JsonObject& account, const Within& within) {
    return whole(_parts.accounts.add(caller, newAccountOf(account), [&](const Account& added) {
        if (within) {
            within(describe(added));
        }
    }));
}

JsonObject AccountDirectory::enrol(const Caller& caller, const JsonObject& account, const Within& within) {
    return whole(_parts.accounts.enrol(caller, newAccountOf(account), [&](const Account& added) {
        if (within) {
            within(describe(added));
        }
    }));
}

JsonObject AccountDirectory::read(const Caller& caller, std::string_view key) {
    return whole(_parts.guard.visible(caller, key));
}

std::int64_t AccountDirectory::idOf(const Caller& caller, std::string_view key) {
    return _parts.guard.visible(caller, key).id;
}

Page AccountDirectory::list(const Caller& caller, const JsonObject& asked, const Paging& paging) {
    AccountFilter filter{
        .search = textIn(asked, "search"),
        .userType = fold(textAt(asked, "user_type")),
        .isActive = flagIfThere(asked, "is_active"),
        .isLocked = flagIfThere(asked, "is_locked"),
    };
    if (const Json* role = asked.if_contains("role"); role != nullptr && !keyIn(*role).empty()) {
        filter.role = _parts.roles.named(keyIn(*role)).id;
    }
    if (const std::string_view ordering = textAt(asked, "ordering"); !ordering.empty()) {
        if (!isOrdering(ordering)) {
            throw Invalid("ordering", Message("Cannot order by {field}.", {{"field", ordering}}));
        }
        filter.ordering = ordering;
    }
    const FoundAccounts found = _parts.accounts.search(caller, std::move(filter), paging.size, paging.offset);
    Page page{.items = {}, .total = found.total, .size = paging.size, .offset = paging.offset};
    std::vector<JsonObject*> shown;
    for (const Account& account : found.accounts) {
        page.items.emplace_back(describe(account));
    }
    for (Json& item : page.items) {
        shown.push_back(&item.get_object());
    }
    extendAll(shown);
    return page;
}

JsonObject AccountDirectory::change(const Caller& caller, std::string_view key, const JsonObject& changes) {
    return _parts.database.transaction([&] {
        const Account account = _parts.guard.visible(caller, key);
        if (account.id != caller.id()) {
            caller.require(AccountService::changePermission);
            static_cast<void>(_parts.guard.changeable(caller, account.id, AccountService::changePermission));
        }
        const AccountChanges names{
            .username = textIfThere(changes, "username"),
            .email = textIfThere(changes, "email"),
            .name = textIfThere(changes, "name"),
        };
        if (names.username || names.email || names.name) {
            _parts.accounts.change(caller, account.id, names);
        }
        if (const Json* role = changes.if_contains("role"); role != nullptr && !keyIn(*role).empty()) {
            _parts.roles.setMain(caller, account.id, _parts.roles.named(keyIn(*role)));
        } else if (const std::string_view type = textAt(changes, "user_type"); !type.empty()) {
            _parts.roles.setMain(caller, account.id, _parts.roles.typeNamed(type));
        }
        if (const auto active = flagIfThere(changes, "is_active"); active && *active != account.isActive) {
            _parts.accounts.setActive(caller, account.id, *active);
        }
        return whole(_parts.guard.visible(caller, std::to_string(account.id)));
    });
}

void AccountDirectory::remove(const Caller& caller, std::string_view key) {
    _parts.accounts.remove(caller, _parts.guard.visible(caller, key).id);
}

void AccountDirectory::resetPassword(const Caller& caller, std::string_view key, std::string_view password) {
    _parts.accounts.resetPassword(caller, _parts.guard.visible(caller, key).id, password);
}

void AccountDirectory::changePassword(
    const Caller& caller, std::string_view oldPassword, std::string_view newPassword
) {
    _parts.accounts.changePassword(caller, oldPassword, newPassword);
}

JsonObject AccountDirectory::lock(const Caller& caller, std::string_view key) {
    const Account account = _parts.guard.visible(caller, key);
    _parts.accounts.lock(caller, account.id);
    return read(caller, std::to_string(account.id));
}

JsonObject AccountDirectory::unlock(const Caller& caller, std::string_view key) {
    const Account account = _parts.guard.visible(caller, key);
    _parts.accounts.unlock(caller, account.id);
    return read(caller, std::to_string(account.id));
}

JsonObject AccountDirectory::setRole(const Caller& caller, std::string_view key, std::string_view role) {
    const Account account = _parts.guard.visible(caller, key);
    _parts.roles.setMain(caller, account.id, _parts.roles.named(role));
    return read(caller, std::to_string(account.id));
}

JsonObject AccountDirectory::figures(const Caller& caller) {
    JsonObject types;
    std::int64_t total = 0;
    std::int64_t active = 0;
    for (const std::string_view type : userTypes) {
        const std::string wanted(type);
        const auto found = [&](std::optional<bool> isActive) {
            return _parts.accounts.search(caller, {.userType = wanted, .isActive = isActive}, 1, 0).total;
        };
        const std::int64_t ofType = found(std::nullopt);
        types[type] = ofType;
        total += ofType;
        active += found(true);
    }
    JsonObject figures{{"total_users", total}, {"active_users", active}, {"user_types", std::move(types)}};
    _parts.database.each(rolesSql, {}, [&](const Row& row) {
        figures["total_roles"] = count(row, 0);
        figures["active_roles"] = count(row, 1);
    });
    _parts.database.each(permissionsSql, {}, [&](const Row& row) {
        figures["total_permissions"] = count(row, 0);
        figures["custom_permissions"] = count(row, 1);
    });
    return figures;
}

JsonObject AccountDirectory::whole(const Account& account) {
    const Timestamp now = Clock::now();
    JsonObject shown = describe(account);
    describeRights(shown, _parts.assignments.of(account.id, now), _parts.roleStore.permissionsOf(account.id, now));
    extendAll({&shown});
    return shown;
}

void AccountDirectory::extend(std::string module, AccountExtension extension) {
    _extensions.emplace_back(std::move(module), std::move(extension));
}

void AccountDirectory::withdraw(std::string_view module) noexcept {
    std::erase_if(_extensions, [&](const auto& entry) { return entry.first == module; });
}

void AccountDirectory::extendAll(const std::vector<JsonObject*>& shown) const {
    for (const auto& [module, extension] : _extensions) {
        extension(shown);
    }
}

} // namespace tenon::auth
