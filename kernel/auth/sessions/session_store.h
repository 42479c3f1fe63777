#pragma once

#include <tenon/database.h>
#include <tenon/time.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::auth {

/// A refresh token as it is stored.
struct StoredRefreshToken {
    std::int64_t user = 0;
    std::string family;
    std::string dialect;
    Timestamp expiresAt;
    std::optional<Timestamp> usedAt;
    std::optional<Timestamp> revokedAt;
};

/// The SQL of refresh tokens; no rule. Safe to call from many threads.
class SessionStore {
public:
    explicit SessionStore(Database& database) : _database(database) {}

    void insert(const StoredRefreshToken& token, std::string_view hash, Timestamp now);
    [[nodiscard]] std::optional<StoredRefreshToken> find(std::string_view hash);

    /// Spends the token; false when it is spent, revoked or expired already, or unknown. One of several callers wins.
    [[nodiscard]] bool spend(std::string_view hash, Timestamp now);

    void endFamily(std::string_view family, Timestamp now);
    void endAll(std::int64_t user, Timestamp now);

    /// The families of the account that ended after `since`: sorted, each once.
    [[nodiscard]] std::vector<std::string> endedSince(std::int64_t user, Timestamp since);

    /// Deletes what expired before `before`; returns how many tokens that were.
    std::int64_t removeExpired(Timestamp before);

private:
    Database& _database;
};

} // namespace tenon::auth
