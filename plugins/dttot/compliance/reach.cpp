#include "compliance/reach.h"

#include "compliance/officers.h"
#include "json_number.h"

#include <tenon/accounts.h>
#include <tenon/parties.h>
#include <tenon/system_caller.h>

#include <string>
#include <utility>

namespace dttot::compliance {

namespace {

constexpr std::string_view viewPermission = "users.view_user";
constexpr std::string_view userKind = "user";
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

Reach::Reach(tenon::App& app, const tenon::Caller& caller) : _app(app), _caller(caller) {
    for (const std::string_view permission : {reviewPermission, viewPermission}) {
        if (caller.has(permission) && !caller.scopeOf(permission).isAll) {
            _restrictions.push_back(permission);
        }
    }
}

bool Reach::hasAmongMany(std::string_view kind, std::int64_t record) {
    if (isEverybody() || kind != userKind) {
        return has(kind, record);
    }
    if (!_users) {
        _users = users();
    }
    return _users->contains(record);
}

bool Reach::has(std::string_view kind, std::int64_t record) const {
    if (isEverybody()) {
        return true;
    }
    try {
        return kind == userKind ? userNamed(std::to_string(record)) == record : hasParty(record);
    } catch (const tenon::NotFound&) {
        return false;
    }
}

std::int64_t Reach::userNamed(std::string_view user) const {
    for (const std::string_view permission : _restrictions) {
        (void)_app.accounts().idOf(Seeing(_caller, permission), user);
    }
    return _app.accounts().idOf(tenon::SystemCaller("dttot.screening"), user);
}

std::unordered_set<std::int64_t> Reach::users() const {
    std::unordered_set<std::int64_t> reached;
    for (const std::string_view permission : _restrictions) {
        auto seen = idsSeenBy(Seeing(_caller, permission), _app.accounts());
        if (permission != _restrictions.front()) {
            std::erase_if(seen, [&](std::int64_t id) { return !reached.contains(id); });
        }
        reached = std::move(seen);
    }
    return reached;
}

bool Reach::hasParty(std::int64_t id) const {
    const tenon::Scope scope = _caller.scopeOf(reviewPermission);
    const auto parties = _app.find<parties::Parties>();
    if (scope.isAll || !parties) {
        return scope.isAll;
    }
    const tenon::JsonObject party = parties->read(tenon::SystemCaller("dttot.screening"), std::to_string(id));
    const std::int64_t company = numberAt(party, "company_id");
    const bool isOwn = scope.account != 0 && numberAt(party, "created_by") == scope.account;
    return company == 0 || isOwn || scope.reaches("company", company);
}

} // namespace dttot::compliance
