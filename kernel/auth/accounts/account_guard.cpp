#include "account_guard.h"

#include "account_search.h"
#include "folding.h"
#include "record_key.h"

#include <tenon/error.h>

#include <algorithm>

namespace tenon::auth {

namespace {

NotFound noSuchAccount() { return NotFound("There is no such account."); }

/// Whether the reach of an account is no wider than that of the caller who reaches the account itself.
bool isNoWider(const Scope& reach, const Scope& own) {
    return own.isAll || (!reach.isAll && std::ranges::includes(own.places, reach.places));
}

} // namespace

void requireSuperuser(const Caller& caller) {
    if (!caller.isSuperuser()) {
        throw Forbidden();
    }
}

void requireEverywhere(const Caller& caller, std::string_view permission) {
    caller.require(permission);
    if (!caller.scopeOf(permission).isAll) {
        throw Forbidden();
    }
}

void requireSignedIn(const Caller& caller) {
    if (!caller.isSignedIn() && !caller.isSuperuser()) {
        throw Unauthenticated();
    }
}

Account AccountGuard::existing(std::string_view key) {
    const RecordKey named(key);
    std::optional<std::int64_t> id = named.id;
    if (named.isUuid) {
        id = _accounts.idByUuid(fold(key));
    }
    if (id) {
        if (auto account = _accounts.byId(*id)) {
            return std::move(*account);
        }
    }
    auto found = _accounts.credentialsByLogin(key);
    if (!found) {
        throw noSuchAccount();
    }
    return std::move(found->account);
}

Account AccountGuard::visible(const Caller& caller, std::string_view key) {
    requireSignedIn(caller);
    // Who may not view users must not learn which there are.
    if (!caller.has(viewPermission)) {
        const auto own = _accounts.byId(caller.id());
        const RecordKey named(key);
        const bool isOwn = own && (named.id == own->id || fold(key) == own->uuid || fold(key) == fold(own->username));
        if (!isOwn) {
            throw Forbidden();
        }
        return *own;
    }
    Account account = existing(key);
    if (!reaches(caller, viewPermission, account)) {
        throw noSuchAccount();
    }
    return account;
}

Account AccountGuard::changeable(const Caller& caller, std::string_view key, std::string_view permission) {
    Account account = existing(key);
    if (!reaches(caller, permission, account)) {
        if (reaches(caller, viewPermission, account)) {
            throw Forbidden();
        }
        throw noSuchAccount();
    }
    if (account.isSuperuser) {
        requireSuperuser(caller);
    }
    if (account.id != caller.id() && !caller.isSuperuser()) {
        const Rights rights(_roles.grantsOf(account.id, Clock::now()), _assignments.reachesOf(account.id));
        for (const std::string& held : rights.permissions()) {
            caller.require(held);
            if (!isNoWider(rights.scopeOf(held), caller.scopeOf(held))) {
                throw Forbidden();
            }
        }
    }
    return account;
}

Account AccountGuard::changeable(const Caller& caller, std::int64_t id, std::string_view permission) {
    return changeable(caller, std::to_string(id), permission);
}

bool AccountGuard::reaches(const Caller& caller, std::string_view permission, const Account& account) {
    return account.id == caller.id() || isWithin(_database, account.id, caller.scopeOf(permission));
}

void AccountGuard::requireOther(const Caller& caller, const Account& account) {
    if (account.id == caller.id()) {
        throw Forbidden("OWN_ACCOUNT", "You cannot lock, demote or remove your own account.");
    }
}

void AccountGuard::requireNotLastSuperuser(const Account& account) {
    if (account.isSuperuser && account.isUsable() && _accounts.usableSuperusers() <= 1) {
        throw Conflict("LAST_SUPERUSER", "At least one active superuser must remain.");
    }
}

} // namespace tenon::auth
