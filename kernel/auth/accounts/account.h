#pragma once

#include <tenon/time.h>

#include <cstdint>
#include <optional>
#include <string>

namespace tenon::auth {

/// An account as it is stored, without its password.
struct Account {
    std::int64_t id = 0;
    std::string uuid;
    std::string username;
    std::string email; ///< Empty: none
    std::string name;
    std::string role;     ///< Name of its main role
    std::string userType; ///< One of KTL's eight, as the main role has it
    bool isSuperuser = false;
    bool isActive = true;
    bool isLocked = false; ///< By an administrator, until one unlocks it
    std::int64_t failedAttempts = 0;
    std::optional<Timestamp> lockedUntil; ///< After wrong passwords
    std::optional<Timestamp> lastLogin;
    std::int64_t epoch = 0; ///< Grows whenever the tokens issued so far must end
    bool mustChangePassword = false;
    bool isFirstLogin = false; ///< The owner has not chosen a password yet
    Timestamp createdAt;
    Timestamp updatedAt;

    /// Whether the account may sign in and act at `now`.
    [[nodiscard]] bool isUsable() const { return isActive && !isLocked; }

    [[nodiscard]] bool isLockedOut(Timestamp now) const { return lockedUntil && now < *lockedUntil; }
};

/// An account with what is needed to test a password.
struct Credentials {
    Account account;
    std::string passwordHash;
    std::optional<Timestamp> failingSince;
};

/// What a new account is made of.
struct NewAccount {
    std::string username;
    std::string email; ///< Empty: none
    std::string name;  ///< Empty: the user name
    std::string password;
    std::string role; ///< Name or key of the main role; empty: Admin for a superuser, else Standard
    bool isSuperuser = false;
    bool mustChangePassword = false;
    std::string userType; ///< A user type of KTL as the main role, where no role is named
};

/// What is to change of an account; absent members stay as they are.
struct AccountChanges {
    std::optional<std::string> username;
    std::optional<std::string> email;
    std::optional<std::string> name;
};

} // namespace tenon::auth
