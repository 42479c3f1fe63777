#pragma once

#include "account.h"

#include <tenon/database.h>

#include <string_view>
#include <vector>

namespace tenon::auth {

/// The SQL of accounts and nothing else: no rule, no permission, no audit. Safe to call from many threads.
class AccountStore {
public:
    explicit AccountStore(Database& database) : _database(database) {}

    [[nodiscard]] std::optional<Account> byId(std::int64_t id);
    [[nodiscard]] std::optional<Credentials> credentialsById(std::int64_t id);
    /// The account with this user name or, failing that, this e-mail address, compared without case.
    [[nodiscard]] std::optional<Credentials> credentialsByLogin(std::string_view login);
    [[nodiscard]] std::vector<Account> list(std::int64_t limit, std::int64_t offset);
    /// Whether the user name or the e-mail address is another account's name or address.
    [[nodiscard]] bool isTaken(std::string_view username, std::string_view email);
    [[nodiscard]] bool superuserExists();
    [[nodiscard]] std::int64_t usableSuperusers();

    /// Returns the id of the new account; throws DatabaseError (Unique) when the name or address is taken.
    std::int64_t insert(const NewAccount& account, std::string_view passwordHash);

    void setActive(std::int64_t id, bool active);
    void setLocked(std::int64_t id, bool locked);
    void setPassword(std::int64_t id, std::string_view passwordHash, bool mustChange);
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
