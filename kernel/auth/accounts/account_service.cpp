#include "account_service.h"

#include "account_rules.h"
#include "unless_taken.h"

#include <tenon/error.h>

#include <algorithm>

namespace tenon::auth {

namespace {

constexpr std::string_view model = "tenon_user";
constexpr const char* taken = "A user with this name or email address already exists.";

JsonObject publicStateOf(const Account& account) {
    return {
        {"username", account.username},
        {"email", account.email},
        {"name", account.name},
        {"role", account.role},
        {"is_superuser", account.isSuperuser},
        {"is_active", account.isActive},
    };
}

Error adminExistsAlready() { return {400, "ADMIN_EXISTS", "Admin user already exists."}; }

} // namespace

Account AccountService::add(const Caller& caller, const NewAccount& account, const Within& within) {
    caller.require(addPermission);
    requireGoodAccount(account);
    Ready ready{account, _parts.passwords.hash(account.password), _parts.roles.roleFor(account)};
    return unlessTaken("username", taken, [&] {
        return _parts.database.transaction([&] {
            _parts.roles.requireGivable(caller, ready.role);
            ready.scope = _parts.roles.givable(caller, ready.role, {ready.role.scope}, addPermission);
            if (account.isSuperuser) {
                requireSuperuser(caller);
            }
            return insert(caller, ready, within);
        });
    });
}

Account AccountService::enrol(const Caller& caller, const NewAccount& account, const Within& within) {
    NewAccount own = account;
    own.role = RoleService::standardRole;
    own.isSuperuser = false;
    requireGoodAccount(own);
    const Ready ready{own, _parts.passwords.hash(own.password), _parts.roles.roleFor(own)};
    return unlessTaken("username", taken, [&] {
        return _parts.database.transaction([&] { return insert(caller, ready, within); });
    });
}

Account AccountService::addFirstAdmin(const Caller& caller, const NewAccount& account) {
    // Asked twice: before the costly hash, and in the transaction that decides.
    if (_parts.accounts.superuserExists()) {
        throw adminExistsAlready();
    }
    requireGoodAccount(account);
    NewAccount admin = account;
    admin.isSuperuser = true;
    admin.role = RoleService::adminRole;
    const Ready ready{admin, _parts.passwords.hash(account.password), _parts.roles.roleFor(admin)};
    try {
        return _parts.database.transaction([&] {
            if (_parts.accounts.superuserExists()) {
                throw adminExistsAlready();
            }
            return insert(caller, ready, {});
        });
    } catch (const DatabaseError& error) {
        // A simultaneous call with the same name may be met by the unique index rather than by the check.
        if (error.kind() == DatabaseError::Kind::Unique && _parts.accounts.superuserExists()) {
            throw adminExistsAlready();
        }
        throw;
    }
}

FoundAccounts
AccountService::search(const Caller& caller, AccountFilter filter, std::int64_t limit, std::int64_t offset) {
    caller.require(viewPermission);
    filter.scope = caller.scopeOf(viewPermission);
    return findAccounts(_parts.database, filter, limit, offset);
}

Account AccountService::change(const Caller& caller, std::int64_t id, const AccountChanges& changes) {
    const bool isOwnName = id == caller.id() && caller.isSignedIn() && !changes.username && !changes.email;
    if (!isOwnName) {
        caller.require(changePermission);
    }
    return unlessTaken("username", taken, [&] {
        return _parts.database.transaction([&] {
            Account account = _parts.guard.changeable(caller, id, changePermission);
            const JsonObject before = publicStateOf(account);
            account.username = changes.username.value_or(account.username);
            account.email = changes.email.value_or(account.email);
            account.name = changes.name.value_or(account.name);
            requireGoodNames(account.username, account.email);
            requireFree(account.username, account.email, id);
            _parts.accounts.change(account);
            noted(caller, "auth.account.changed", id, before, publicStateOf(account));
            published(caller, "account.changed", id);
            return account;
        });
    });
}

void AccountService::setActive(const Caller& caller, std::int64_t id, bool active) {
    caller.require(changePermission);
    _parts.database.transaction([&] {
        const Account account = _parts.guard.changeable(caller, id, changePermission);
        if (!active) {
            AccountGuard::requireOther(caller, account);
            _parts.guard.requireNotLastSuperuser(account);
            _parts.sessions.endAll(id, Clock::now());
        }
        _parts.accounts.setActive(id, active);
        noted(caller, active ? "auth.account.activated" : "auth.account.deactivated", id);
    });
}

void AccountService::remove(const Caller& caller, std::int64_t id) {
    caller.require(deletePermission);
    _parts.database.transaction([&] {
        const Account account = _parts.guard.changeable(caller, id, deletePermission);
        AccountGuard::requireOther(caller, account);
        _parts.guard.requireNotLastSuperuser(account);
        _parts.sessions.endAll(id, Clock::now());
        _parts.accounts.close(id);
        noted(caller, "auth.account.removed", id, publicStateOf(account));
        published(caller, "account.removed", id);
    });
}

void AccountService::lock(const Caller& caller, std::int64_t id) {
    caller.require(changePermission);
    _parts.database.transaction([&] {
        const Account account = _parts.guard.changeable(caller, id, changePermission);
        AccountGuard::requireOther(caller, account);
        _parts.guard.requireNotLastSuperuser(account);
        _parts.sessions.endAll(id, Clock::now());
        _parts.accounts.setLocked(id, true);
        noted(caller, "auth.account.locked", id);
    });
}

void AccountService::unlock(const Caller& caller, std::int64_t id) {
    caller.require(changePermission);
    _parts.database.transaction([&] {
        if (_parts.guard.changeable(caller, id, changePermission).isLocked) {
            _parts.accounts.setLocked(id, false);
        }
        _parts.accounts.clearFailures(id);
        noted(caller, "auth.account.unlocked", id);
    });
}

Account AccountService::insert(const Caller& caller, const Ready& ready, const Within& within) {
    const NewAccount& account = ready.account;
    requireFree(account.username, account.email, 0);
    const std::optional<std::int64_t> parent =
        caller.isSignedIn() ? std::optional(caller.id()) : std::optional<std::int64_t>();
    const std::int64_t id = _parts.accounts.insert(account, ready.passwordHash, parent);
    _parts.roles.giveMain(caller, _parts.accounts.byId(id).value(), ready.role, ready.scope);
    const Account added = _parts.accounts.byId(id).value();
    noted(caller, "auth.account.added", id, nullptr, publicStateOf(added));
    published(caller, "account.added", id);
    if (within) {
        within(added);
    }
    return added;
}

void AccountService::requireFree(std::string_view username, std::string_view email, std::int64_t except) {
    std::vector<FieldError> faults;
    if (_parts.accounts.isTaken(username, except)) {
        faults.push_back({"username", taken});
    }
    if (!email.empty() && _parts.accounts.isTaken(email, except)) {
        faults.push_back({"email", taken});
    }
    if (!faults.empty()) {
        throw Invalid(std::move(faults));
    }
}

void AccountService::noted(const Caller& caller, std::string_view action, std::int64_t id, Json before, Json after) {
    _parts.audit.record(
        caller,
        {.action = action,
         .model = model,
         .record = std::to_string(id),
         .before = std::move(before),
         .after = std::move(after)}
    );
    _parts.standings.changed(id);
}

void AccountService::published(const Caller& caller, std::string_view event, std::int64_t id) {
    if (_publisher) {
        _publisher(event, {{"id", id}, {"by", caller.id()}});
    }
}

} // namespace tenon::auth
