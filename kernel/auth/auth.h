#pragma once

#include "authenticator.h"

#include <kernel/auth/accounts/account_directory.h>
#include <kernel/auth/accounts/account_service.h>
#include <kernel/auth/accounts/permission_register.h>
#include <kernel/auth/sessions/login.h>

#include <tenon/audit.h>
#include <tenon/caller.h>
#include <tenon/database.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace tenon::auth {

/// Everything that signing in needs, put together; the tables must have been made by `migrations()`.
///
/// Safe to use from many threads. `database` and `audit` must outlive it.
class Auth {
public:
    /// `keyFolder` is `data.dir/keys`. Throws std::runtime_error when the keys cannot be read or made.
    Auth(Database& database, Audit& audit, const Settings& settings, const std::filesystem::path& keyFolder);

    [[nodiscard]] Authenticator& authenticator() { return _authenticator; }

    [[nodiscard]] AccountService& accounts() { return _accounts; }

    [[nodiscard]] Login& login() { return _login; }

    [[nodiscard]] Sessions& sessions() { return _sessions; }

    [[nodiscard]] StreamTickets& tickets() { return _tickets; }

    [[nodiscard]] KeyRing& keys() { return _keys; }

    [[nodiscard]] const Settings& settings() const { return _settings; }

    [[nodiscard]] SignInLimits& limits() { return _limits; }

    [[nodiscard]] RoleService& roles() { return _roles; }

    [[nodiscard]] PermissionStore& permissions() { return _permissionStore; }

    [[nodiscard]] PermissionRegister& permissionRegister() { return _permissionRegister; }

    [[nodiscard]] Standings& standings() { return _standings; }

    [[nodiscard]] PlaceKinds& places() { return _places; }

    [[nodiscard]] AccountDirectory& directory() { return _directory; }

    /// The account as a caller, with the permissions it has now, or the system for id 0; null when the account is gone
    /// or must not act. For work that goes on after its request.
    [[nodiscard]] std::unique_ptr<Caller> callerFor(std::int64_t account, std::string requestId);

    /// Deletes expired refresh tokens and old counters; for a daily schedule.
    void removeExpired();

private:
    // In order of dependency.
    KeyRing _keys;
    Passwords _passwords;
    AccountStore _accountStore;
    RoleStore _roleStore;
    AssignmentStore _assignmentStore;
    PermissionStore _permissionStore;
    PermissionRegister _permissionRegister;
    PlaceKinds _places;
    GroupStore _groupStore;
    SessionStore _sessionStore;
    SignInLimits _limits;
    AddressGuard _addresses;
    NameGuard _names;
    Standings _standings;
    AccessTokens _tokens;
    StreamTickets _tickets;
    Authenticator _authenticator;
    AccountGuard _guard;
    RoleService _roles;
    PermissionService _permissions;
    GroupService _groups;
    AccountService _accounts;
    AccountDirectory _directory;
    Sessions _sessions;
    Login _login;
    const Settings _settings;
};

} // namespace tenon::auth
