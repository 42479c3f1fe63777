#include "account_guard.h"

#include "account_search.h"
#include "folding.h"
#include "record_key.h"

#include <tenon/error.h>

namespace tenon::auth {

namespace {

NotFound noSuchAccount() { return NotFound("There is no such account."); }

} // namespace

void requireSuperuser(const Caller& caller) {
    if (!caller.isSuperuser()) {
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
    requireInScope(caller, account);
    return account;
}

Account AccountGuard::changeable(const Caller& caller, std::string_view key) {
    Account account = existing(key);
    requireInScope(caller, account);
    if (account.isSuperuser) {
        requireSuperuser(caller);
    }
    if (account.id != caller.id() && !caller.isSuperuser()) {
        for (const std::string& permission : _roles.permissionsOf(account.id, Clock::now())) {
            caller.require(permission);
        }
    }
    return account;
}

Account AccountGuard::changeable(const Caller& caller, std::int64_t id) {
    return changeable(caller, std::to_string(id));
}

std::optional<std::int64_t> AccountGuard::horizonOf(const Caller& caller) {
    if (caller.isSuperuser() || _assignments.rankOf(caller.id(), Clock::now()).scope == "all") {
        return std::nullopt;
    }
    return caller.id();
}

void AccountGuard::requireInScope(const Caller& caller, const Account& account) {
    const auto horizon = horizonOf(caller);
    if (horizon && !isBelow(_database, account.id, *horizon)) {
        throw noSuchAccount();
    }
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
