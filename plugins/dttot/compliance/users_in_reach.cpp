#include "compliance/users_in_reach.h"

#include "compliance/officers.h"
#include "json_number.h"

#include <tenon/system_caller.h>

#include <utility>

namespace dttot::compliance {

namespace {

constexpr std::string_view viewPermission = "users.view_user";
constexpr std::int64_t accountsAtOnce = 1000;

/// Sees the accounts that a permission of somebody's reaches.
class Seeing : public tenon::Caller {
public:
    Seeing(const tenon::Caller& caller, std::string_view permission) : _caller(caller), _permission(permission) {}

    [[nodiscard]] std::int64_t id() const override { return _caller.id(); }

    [[nodiscard]] std::string_view name() const override { return _caller.name(); }

    [[nodiscard]] bool isSuperuser() const override { return false; }

    [[nodiscard]] bool has(std::string_view permission) const override {
        return permission == viewPermission && _caller.has(_permission);
    }

    [[nodiscard]] std::string_view address() const override { return _caller.address(); }

    [[nodiscard]] std::string_view requestId() const override { return _caller.requestId(); }

    [[nodiscard]] tenon::Scope scopeOf(std::string_view permission) const override {
        return permission == viewPermission ? _caller.scopeOf(_permission) : tenon::Scope();
    }

private:
    const tenon::Caller& _caller;
    std::string_view _permission;
};

std::unordered_set<std::int64_t> idsSeenBy(const tenon::Caller& caller, tenon::Accounts& accounts) {
    std::unordered_set<std::int64_t> ids;
    tenon::Paging paging{.size = accountsAtOnce, .offset = 0};
    for (std::int64_t total = 1; paging.offset < total; paging.offset += accountsAtOnce) {
        const tenon::Page page = accounts.list(caller, {{"ordering", "id"}}, paging);
        total = page.total;
        for (const tenon::Json& account : page.items) {
            ids.insert(numberAt(account.as_object(), "id"));
        }
    }
    return ids;
}

} // namespace

UsersInReach::UsersInReach(tenon::Accounts& accounts, const tenon::Caller& caller)
    : _accounts(accounts), _caller(caller) {
    for (const std::string_view permission : {reviewPermission, viewPermission}) {
        if (caller.has(permission) && !caller.scopeOf(permission).isAll) {
            _restrictions.push_back(permission);
        }
    }
}

std::unordered_set<std::int64_t> UsersInReach::ids() const {
    std::unordered_set<std::int64_t> reached;
    for (const std::string_view permission : _restrictions) {
        auto seen = idsSeenBy(Seeing(_caller, permission), _accounts);
        if (permission != _restrictions.front()) {
            std::erase_if(seen, [&](std::int64_t id) { return !reached.contains(id); });
        }
        reached = std::move(seen);
    }
    return reached;
}

std::int64_t UsersInReach::idOf(std::string_view user) const {
    for (const std::string_view permission : _restrictions) {
        (void)_accounts.idOf(Seeing(_caller, permission), user);
    }
    return _accounts.idOf(tenon::SystemCaller("dttot.screening"), user);
}

} // namespace dttot::compliance
