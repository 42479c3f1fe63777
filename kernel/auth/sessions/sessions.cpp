#include "sessions.h"

#include <kernel/crypto/sha256.h>

#include <tenon/error.h>
#include <tenon/random.h>

namespace tenon::auth {

namespace {

constexpr std::string_view model = "tenon_user";

Error invalidToken() { return {401, "INVALID_TOKEN", "The token is invalid or expired."}; }

} // namespace

Sessions::Sessions(
    Database& database,
    Audit& audit,
    AccountStore& accounts,
    SessionStore& store,
    Standings& standings,
    const AccessTokens& tokens,
    const Settings& settings,
    const SignInLimits& limits
)
    : _database(database), _audit(audit), _accounts(accounts), _store(store), _standings(standings), _tokens(tokens),
      _settings(settings), _limits(limits) {}

SessionTokens Sessions::open(const Account& account, std::string_view dialect, Timestamp now) {
    return issue(account, Random::token(16), dialect, now);
}

SessionTokens Sessions::renew(const Caller& caller, std::string_view refreshToken) {
    const Timestamp began = Clock::now();
    const std::string hash = crypto::sha256Hex(refreshToken);
    std::optional<StoredRefreshToken> stolen;
    auto renewed = _database.transaction([&]() -> std::optional<SessionTokens> {
        stolen.reset();
        const Timestamp now = Clock::now();
        const bool isMine = _store.spend(hash, now);
        const auto token = _store.find(hash);
        if (!isMine) {
            const bool isReused = token && !token->revokedAt && token->usedAt && *token->usedAt <= began;
            stolen = isReused ? token : std::nullopt;
            return std::nullopt;
        }
        const auto account = _accounts.byId(token->user);
        if (!account || !account->isUsable()) {
            return std::nullopt;
        }
        return issue(*account, token->family, token->dialect, now);
    });
    if (stolen) {
        endStolen(caller, *stolen);
    }
    if (!renewed) {
        throw invalidToken();
    }
    return std::move(*renewed);
}

void Sessions::end(const Caller& caller, std::int64_t account, std::string_view session) {
    _database.transaction([&] {
        _store.endFamily(session, Clock::now());
        _audit.record(caller, {.action = "auth.session.closed", .model = model, .record = std::to_string(account)});
        _standings.changed(account);
    });
}

void Sessions::endByToken(const Caller& caller, std::int64_t account, std::string_view refreshToken) {
    _database.transaction([&] {
        const auto token = _store.find(crypto::sha256Hex(refreshToken));
        if (token && token->user == account && !token->revokedAt) {
            end(caller, account, token->family);
        }
    });
}

void Sessions::endAll(const Caller& caller, std::int64_t account) {
    _database.transaction([&] {
        _store.endAll(account, Clock::now());
        _accounts.endTokens(account);
        _audit.record(caller, {.action = "auth.sessions.closed", .model = model, .record = std::to_string(account)});
        _standings.changed(account);
    });
}

std::int64_t Sessions::removeExpired() { return _store.removeExpired(Clock::now() - std::chrono::days(1)); }

SessionTokens
Sessions::issue(const Account& account, std::string_view session, std::string_view dialect, Timestamp now) {
    SessionTokens tokens{
        .account = account.id,
        .refresh = Random::token(),
        .dialect = std::string(dialect),
        .issuedAt = now,
        .accessExpiresAt = now + _settings.accessLifetime,
        .refreshExpiresAt = now + _limits.current().refreshLifetime,
    };
    tokens.access = _tokens.issue({
        .user = account.id,
        .epoch = account.epoch,
        .session = std::string(session),
        .dialect = tokens.dialect,
        .issuedAt = now,
        .expiresAt = tokens.accessExpiresAt,
    });
    const StoredRefreshToken stored{
        .user = account.id,
        .family = std::string(session),
        .dialect = tokens.dialect,
        .expiresAt = tokens.refreshExpiresAt,
    };
    _store.insert(stored, crypto::sha256Hex(tokens.refresh), now);
    return tokens;
}

void Sessions::endStolen(const Caller& caller, const StoredRefreshToken& token) {
    _database.transaction([&] {
        _store.endFamily(token.family, Clock::now());
        _audit.record(
            caller,
            {.action = "auth.session.reuse_detected",
             .model = model,
             .record = std::to_string(token.user),
             .reason = "A refresh token was used twice; the session was closed."}
        );
        _standings.changed(token.user);
    });
}

} // namespace tenon::auth
