#include "account_directory.h"

#include "account_description.h"
#include "folding.h"
#include "given_permissions.h"

#include <tenon/error.h>

namespace tenon::auth {

namespace {

constexpr std::string_view usersSql =
    "SELECT user_type, COUNT(*), SUM(CASE WHEN is_active THEN 1 ELSE 0 END) FROM tenon_user WHERE deleted_at IS NULL "
    "GROUP BY user_type";
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
    return whole(_.accounts.add(caller, newAccountOf(account), [&](const Account& added) {
        if (within) {
            within(describe(added));
        }
    }));
}

JsonObject AccountDirectory::enrol(const Caller& caller, const JsonObject& account, const Within& within) {
    return whole(_.accounts.enrol(caller, newAccountOf(account), [&](const Account& added) {
        if (within) {
            within(describe(added));
        }
    }));
}

JsonObject AccountDirectory::read(const Caller& caller, std::string_view key) {
    return whole(_.guard.visible(caller, key));
}

std::int64_t AccountDirectory::idOf(const Caller& caller, std::string_view key) {
    return _.guard.visible(caller, key).id;
}

Page AccountDirectory::list(const Caller& caller, const JsonObject& asked, const Paging& paging) {
    AccountFilter filter{
        .search = textIn(asked, "search"),
        .userType = fold(textAt(asked, "user_type")),
        .isActive = flagIfThere(asked, "is_active"),
        .isLocked = flagIfThere(asked, "is_locked"),
    };
    if (const Json* role = asked.if_contains("role"); role != nullptr && !keyIn(*role).empty()) {
        filter.role = _.roles.named(keyIn(*role)).id;
    }
    if (const std::string_view ordering = textAt(asked, "ordering"); !ordering.empty()) {
        if (!isOrdering(ordering)) {
            throw Invalid("ordering", Message("Cannot order by {field}.", {{"field", ordering}}));
        }
        filter.ordering = ordering;
    }
    const FoundAccounts found = _.accounts.search(caller, std::move(filter), paging.size, paging.offset);
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
    return _.database.transaction([&] {
        const Account account = _.guard.visible(caller, key);
        const AccountChanges names{
            .username = textIfThere(changes, "username"),
            .email = textIfThere(changes, "email"),
            .name = textIfThere(changes, "name"),
        };
        if (names.username || names.email || names.name) {
            _.accounts.change(caller, account.id, names);
        }
        if (const Json* role = changes.if_contains("role"); role != nullptr && !keyIn(*role).empty()) {
            _.roles.setMain(caller, account.id, _.roles.named(keyIn(*role)));
        } else if (const std::string_view type = textAt(changes, "user_type"); !type.empty()) {
            _.roles.setMain(caller, account.id, _.roles.typeNamed(type));
        }
        if (const auto active = flagIfThere(changes, "is_active"); active && *active != account.isActive) {
            _.accounts.setActive(caller, account.id, *active);
        }
        return whole(_.guard.visible(caller, std::to_string(account.id)));
    });
}

void AccountDirectory::remove(const Caller& caller, std::string_view key) {
    _.accounts.remove(caller, _.guard.visible(caller, key).id);
}

void AccountDirectory::resetPassword(const Caller& caller, std::string_view key, std::string_view password) {
    _.accounts.resetPassword(caller, _.guard.visible(caller, key).id, password);
}

void AccountDirectory::changePassword(
    const Caller& caller, std::string_view oldPassword, std::string_view newPassword
) {
    _.accounts.changePassword(caller, oldPassword, newPassword);
}

JsonObject AccountDirectory::lock(const Caller& caller, std::string_view key) {
    const Account account = _.guard.visible(caller, key);
    _.accounts.lock(caller, account.id);
    return read(caller, std::to_string(account.id));
}

JsonObject AccountDirectory::unlock(const Caller& caller, std::string_view key) {
    const Account account = _.guard.visible(caller, key);
    _.accounts.unlock(caller, account.id);
    return read(caller, std::to_string(account.id));
}

JsonObject AccountDirectory::setRole(const Caller& caller, std::string_view key, std::string_view role) {
    const Account account = _.guard.visible(caller, key);
    _.roles.setMain(caller, account.id, _.roles.named(role));
    return read(caller, std::to_string(account.id));
}

JsonObject AccountDirectory::figures(const Caller& caller) {
    caller.require(AccountGuard::viewPermission);
    JsonObject types;
    for (const std::string_view type : userTypes) {
        types[type] = 0;
    }
    std::int64_t total = 0;
    std::int64_t active = 0;
    _.database.each(usersSql, {}, [&](const Row& row) {
        types[row.text(0)] = count(row, 1);
        total += count(row, 1);
        active += count(row, 2);
    });
    JsonObject figures{{"total_users", total}, {"active_users", active}, {"user_types", std::move(types)}};
    _.database.each(rolesSql, {}, [&](const Row& row) {
        figures["total_roles"] = count(row, 0);
        figures["active_roles"] = count(row, 1);
    });
    _.database.each(permissionsSql, {}, [&](const Row& row) {
        figures["total_permissions"] = count(row, 0);
        figures["custom_permissions"] = count(row, 1);
    });
    return figures;
}

JsonObject AccountDirectory::whole(const Account& account) {
    const Timestamp now = Clock::now();
    JsonObject shown = describe(account);
    describeRights(shown, _.assignments.of(account.id, now), _.roleStore.permissionsOf(account.id, now));
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
