#include "account_service.h"

#include "account_rules.h"

#include <kernel/auth/passwords/password_policy.h>

#include <tenon/error.h>

#include <algorithm>

namespace tenon::auth {

namespace {

constexpr std::string_view model = "tenon_user";
constexpr std::int64_t longestList = 200;

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

Conflict duplicate() { return {"DUPLICATE", "A user with this name or email address already exists."}; }

void requireSuperuser(const Caller& caller) {
    if (!caller.isSuperuser()) {
        throw Forbidden();
    }
}

} // namespace

AccountService::AccountService(
    Database& database,
    Audit& audit,
    AccountStore& accounts,
    RoleStore& roles,
    SessionStore& sessions,
    Standings& standings,
    Passwords& passwords
)
    : _database(database), _audit(audit), _accounts(accounts), _roles(roles), _sessions(sessions),
      _standings(standings), _passwords(passwords) {}

Account AccountService::add(const Caller& caller, const NewAccount& account) {
    caller.require(addPermission);
    if (account.isSuperuser) {
        requireSuperuser(caller);
    }
    requireGoodAccount(account);
    const std::string hash = _passwords.hash(account.password);
    try {
        return _database.transaction([&] { return insert(caller, account, hash); });
    } catch (const DatabaseError& error) {
        if (error.kind() == DatabaseError::Kind::Unique) {
            throw duplicate(); // Somebody else added it after the check.
        }
        throw;
    }
}

Account AccountService::addFirstAdmin(const Caller& caller, const NewAccount& account) {
    // Asked twice: before the costly hash, and in the transaction that decides.
    if (_accounts.superuserExists()) {
        throw adminExistsAlready();
    }
    requireGoodAccount(account);
    const std::string hash = _passwords.hash(account.password);
    NewAccount admin = account;
    admin.isSuperuser = true;
    try {
        return _database.transaction([&] {
            if (_accounts.superuserExists()) {
                throw adminExistsAlready();
            }
            return insert(caller, admin, hash);
        });
    } catch (const DatabaseError& error) {
        // A simultaneous call with the same name may be met by the unique index rather than by the check.
        if (error.kind() == DatabaseError::Kind::Unique && _accounts.superuserExists()) {
            throw adminExistsAlready();
        }
        throw;
    }
}

std::vector<Account> AccountService::list(const Caller& caller, std::int64_t limit, std::int64_t offset) {
    caller.require(viewPermission);
    return _accounts.list(std::clamp<std::int64_t>(limit, 1, longestList), std::max<std::int64_t>(offset, 0));
}

Account AccountService::find(const Caller& caller, std::string_view login) {
    caller.require(viewPermission);
    auto found = _accounts.credentialsByLogin(login);
    if (!found) {
        throw NotFound("There is no such account.");
    }
    return std::move(found->account);
}

void AccountService::setActive(const Caller& caller, std::int64_t id, bool active) {
    caller.require(changePermission);
    _database.transaction([&] {
        const Account account = changeable(caller, id);
        if (!active) {
            requireNotLastSuperuser(caller, account);
            _sessions.endAll(id, Clock::now());
        }
        _accounts.setActive(id, active);
        noted(caller, active ? "auth.account.activated" : "auth.account.deactivated", id);
    });
}

void AccountService::lock(const Caller& caller, std::int64_t id) {
    caller.require(changePermission);
    _database.transaction([&] {
        requireNotLastSuperuser(caller, changeable(caller, id));
        _sessions.endAll(id, Clock::now());
        _accounts.setLocked(id, true);
        noted(caller, "auth.account.locked", id);
    });
}

void AccountService::unlock(const Caller& caller, std::int64_t id) {
    caller.require(changePermission);
    _database.transaction([&] {
        if (changeable(caller, id).isLocked) {
            _accounts.setLocked(id, false);
        }
        _accounts.clearFailures(id);
        noted(caller, "auth.account.unlocked", id);
    });
}

void AccountService::resetPassword(const Caller& caller, std::int64_t id, std::string_view password) {
    caller.require(changePermission);
    const Account account = changeable(caller, id);
    requireGoodPassword(password, {account.username, account.email, account.name});
    replacePassword(caller, account, _passwords.hash(password), true);
}

void AccountService::changePassword(const Caller& caller, std::string_view oldPassword, std::string_view newPassword) {
    const auto own = caller.isSignedIn() ? _accounts.credentialsById(caller.id()) : std::nullopt;
    if (!own) {
        throw Unauthenticated();
    }
    if (!_passwords.matches(own->passwordHash, oldPassword)) {
        throw Invalid("old_password", "The password is wrong.");
    }
    if (oldPassword == newPassword) {
        throw Invalid("new_password", "The new password is the old one.");
    }
    requireGoodPassword(newPassword, {own->account.username, own->account.email, own->account.name}, "new_password");
    replacePassword(caller, own->account, _passwords.hash(newPassword), false);
}

void AccountService::grantRole(
    const Caller& caller, std::int64_t id, std::string_view role, std::optional<Timestamp> until
) {
    caller.require(changePermission);
    _database.transaction([&] {
        changeable(caller, id);
        for (const std::string& permission : _roles.permissionsIn(role)) {
            caller.require(permission); // Nobody gives away more than he has.
        }
        if (!_roles.grant(id, role, until)) {
            throw NotFound("There is no such role.");
        }
        noted(caller, "auth.role.granted", id, JsonObject{{"role", role}});
    });
}

void AccountService::revokeRole(const Caller& caller, std::int64_t id, std::string_view role) {
    caller.require(changePermission);
    _database.transaction([&] {
        changeable(caller, id);
        _roles.revoke(id, role);
        noted(caller, "auth.role.revoked", id, JsonObject{{"role", role}});
    });
}

void AccountService::defineRole(
    const Caller& caller,
    std::string_view role,
    std::string_view displayName,
    const std::vector<std::string>& permissions
) {
    requireSuperuser(caller);
    _database.transaction([&] {
        _roles.define(role, displayName, permissions);
        _audit.record(
            caller,
            {.action = "auth.role.defined",
             .model = "tenon_role",
             .record = std::string(role),
             .after = JsonObject{{"permissions", boost::json::value_from(permissions)}}}
        );
        for (const std::int64_t holder : _roles.holdersOf(role)) {
            _database.afterCommit([this, holder] { _standings.forget(holder); });
        }
    });
}

Account AccountService::insert(const Caller& caller, const NewAccount& account, std::string_view passwordHash) {
    if (_accounts.isTaken(account.username, account.email)) {
        throw duplicate();
    }
    const std::int64_t id = _accounts.insert(account, passwordHash);
    Account added = _accounts.byId(id).value();
    noted(caller, "auth.account.added", id, publicStateOf(added));
    return added;
}

/// The account, if the caller may change it: a superuser is changed by superusers only, or anybody could become one.
Account AccountService::changeable(const Caller& caller, std::int64_t id) {
    auto account = _accounts.byId(id);
    if (!account) {
        throw NotFound("There is no such account.");
    }
    if (account->isSuperuser) {
        requireSuperuser(caller);
    }
    return std::move(*account);
}

void AccountService::requireNotLastSuperuser(const Caller& caller, const Account& account) {
    if (account.id == caller.id()) {
        throw Forbidden("You cannot lock or deactivate your own account.");
    }
    if (account.isSuperuser && account.isUsable() && _accounts.usableSuperusers() <= 1) {
        throw Conflict("LAST_SUPERUSER", "At least one active superuser must remain.");
    }
}

void AccountService::replacePassword(
    const Caller& caller, const Account& account, std::string_view hash, bool mustChange
) {
    _database.transaction([&] {
        _accounts.setPassword(account.id, hash, mustChange);
        _accounts.clearFailures(account.id);
        _sessions.endAll(account.id, Clock::now());
        noted(caller, mustChange ? "auth.password.reset" : "auth.password.changed", account.id);
    });
}

void AccountService::noted(const Caller& caller, std::string_view action, std::int64_t id, Json after) {
    _audit.record(caller, {.action = action, .model = model, .record = std::to_string(id), .after = std::move(after)});
    _database.afterCommit([this, id] { _standings.forget(id); });
}

} // namespace tenon::auth
