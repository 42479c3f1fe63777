#include "session_store.h"

#include <algorithm>

namespace tenon::auth {

namespace {

constexpr std::string_view insertSql =
    "INSERT INTO tenon_refresh_token (user_id, family, token_hash, dialect, issued_at, expires_at) "
    "VALUES (:user, :family, :hash, :dialect, :now, :expires_at)";
constexpr std::string_view findSql = "SELECT user_id, family, dialect, expires_at, used_at, revoked_at "
                                     "FROM tenon_refresh_token WHERE token_hash = :hash";
constexpr std::string_view spendSql =
    "UPDATE tenon_refresh_token SET used_at = :now "
    "WHERE token_hash = :hash AND used_at IS NULL AND revoked_at IS NULL AND expires_at > :now";
constexpr std::string_view endFamilySql =
    "UPDATE tenon_refresh_token SET revoked_at = :now WHERE family = :family AND revoked_at IS NULL";
constexpr std::string_view endAllSql =
    "UPDATE tenon_refresh_token SET revoked_at = :now WHERE user_id = :user AND revoked_at IS NULL";
constexpr std::string_view endedSql =
    "SELECT DISTINCT family FROM tenon_refresh_token WHERE user_id = :user AND revoked_at >= :since";
constexpr std::string_view removeExpiredSql = "DELETE FROM tenon_refresh_token WHERE expires_at < :before";

} // namespace

void SessionStore::insert(const StoredRefreshToken& token, std::string_view hash, Timestamp now) {
    _database.execute(
        insertSql,
        {{"user", token.user},
         {"family", token.family},
         {"hash", hash},
         {"dialect", token.dialect},
         {"now", now},
         {"expires_at", token.expiresAt}}
    );
}

std::optional<StoredRefreshToken> SessionStore::find(std::string_view hash) {
    return _database.first(findSql, {{"hash", hash}}, [](const Row& row) {
        return StoredRefreshToken{
            .user = row.get<std::int64_t>(0),
            .family = row.get<std::string>(1),
            .dialect = row.get<std::string>(2),
            .expiresAt = row.get<Timestamp>(3),
            .usedAt = row.get<std::optional<Timestamp>>(4),
            .revokedAt = row.get<std::optional<Timestamp>>(5),
        };
    });
}

bool SessionStore::spend(std::string_view hash, Timestamp now) {
    return _database.execute(spendSql, {{"hash", hash}, {"now", now}}) == 1;
}

void SessionStore::endFamily(std::string_view family, Timestamp now) {
    _database.execute(endFamilySql, {{"family", family}, {"now", now}});
}

void SessionStore::endAll(std::int64_t user, Timestamp now) {
    _database.execute(endAllSql, {{"user", user}, {"now", now}});
}

std::vector<std::string> SessionStore::endedSince(std::int64_t user, Timestamp since) {
    auto families = _database.rows(endedSql, {{"user", user}, {"since", since}}, [](const Row& row) {
        return row.get<std::string>(0);
    });
    std::ranges::sort(families);
    return families;
}

std::int64_t SessionStore::removeExpired(Timestamp before) {
    return _database.execute(removeExpiredSql, {{"before", before}});
}

} // namespace tenon::auth
