#pragma once

#include "account.h"

#include <tenon/database.h>

#include <string_view>
#include <vector>

namespace tenon::auth {

/// The account of a row with the columns id, uuid, username, email, name, role, user_type, is_superuser, is_active,
/// is_locked, failed_attempts, locked_until, last_login, perm_epoch, must_change_password, is_first_login, created_at,
/// updated_at.
[[nodiscard]] Account accountFrom(const Row& row);

/// The SQL of accounts and nothing else: no rule, no permission, no audit. Safe to call from many threads.
class AccountStore {
public:
    explicit AccountStore(Database& database) : _database(database) {}

    [[nodiscard]] std::optional<Account> byId(std::int64_t id);
    [[nodiscard]] std::optional<Credentials> credentialsById(std::int64_t id);
    /// The account with this user name or, failing that, this e-mail address, compared without case.
    [[nodiscard]] std::optional<Credentials> credentialsByLogin(std::string_view login);
    [[nodiscard]] std::optional<std::int64_t> idByUuid(std::string_view uuid);
    /// Whether this is the name or the address of an account, closed ones included, other than `except`.
    [[nodiscard]] bool isTaken(std::string_view nameOrEmail, std::int64_t except = 0);
    [[nodiscard]] bool superuserExists();
    [[nodiscard]] std::int64_t usableSuperusers();

    /// Returns the id of the new account; throws DatabaseError (Unique) when the name or address is taken.
    std::int64_t insert(const NewAccount& account, std::string_view passwordHash, std::optional<std::int64_t> parent);
    /// Stores user name, e-mail address and name; throws as above.
    void change(const Account& account);
    /// Stores role, user type and whether the account is a superuser.
    void setRank(const Account& account);
    /// Hides the account for good.
    void close(std::int64_t id);

    void setActive(std::int64_t id, bool active);
    void setLocked(std::int64_t id, bool locked);
    /// The hashes of the passwords before the present one, newest first.
    [[nodiscard]] std::vector<std::string> formerPasswords(std::int64_t id, std::int64_t count);
    void setPassword(std::int64_t id, std::string_view passwordHash, bool mustChange, std::int64_t formerKept);
    /// Replaces a hash by one with newer parameters, unless the password was changed meanwhile.
    void rehash(std::int64_t id, std::string_view oldHash, std::string_view newHash);
    void endTokens(std::int64_t id);

    void noteFailure(
        std::int64_t id, std::int64_t failures, std::optional<Timestamp> since, std::optional<Timestamp> lockedUntil
    );
    void noteLogin(std::int64_t id, Timestamp at);
    void clearFailures(std::int64_t id);

private:
    Database& _database;
};

} // namespace tenon::auth
