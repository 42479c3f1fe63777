#include "login.h"

#include <tenon/error.h>

#include <algorithm>

namespace tenon::auth {

namespace {

constexpr std::string_view model = "tenon_user";

std::string recordOf(std::int64_t account) { return account == 0 ? std::string() : std::to_string(account); }

Error lockedOut(Timestamp until) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(until - Clock::now()).count();
    return {
        423,
        "ACCOUNT_LOCKED",
        "Too many failed logins. The account is locked for a while; try again later.",
        {{"retry_after", std::max<std::int64_t>(1, seconds)}},
    };
}

} // namespace

Login::Login(
    Database& database,
    Audit& audit,
    AccountStore& accounts,
    Passwords& passwords,
    Sessions& sessions,
    AddressGuard& addresses,
    NameGuard& names,
    const SignInLimits& limits
)
    : _database(database), _audit(audit), _accounts(accounts), _passwords(passwords), _sessions(sessions),
      _addresses(addresses), _names(names), _limits(limits) {}

Login::Result Login::signIn(
    const Caller& caller, std::string_view name, std::string_view password, std::string_view dialect, Lockout lockout
) {
    _addresses.requireOpen(caller.address());
    const auto known = _accounts.credentialsByLogin(name);
    const bool isRight = _passwords.matches(known ? std::optional(known->passwordHash) : std::nullopt, password);
    auto admitted = isRight ? admit(caller, *known, name, dialect) : std::nullopt;
    if (!admitted) {
        const auto lockedUntil = refuse(caller, known ? known->account.id : 0, name);
        if (lockedUntil && lockout == Lockout::Told) {
            throw lockedOut(*lockedUntil);
        }
        throw Error(401, "INVALID_CREDENTIALS", "Invalid credentials.");
    }
    if (_passwords.isOutdated(known->passwordHash)) {
        _accounts.rehash(known->account.id, known->passwordHash, _passwords.hash(password));
    }
    return std::move(*admitted);
}

/// Decides by the account as it is now: while the password was tested, others may have locked or changed it.
std::optional<Login::Result>
Login::admit(const Caller& caller, const Credentials& tested, std::string_view name, std::string_view dialect) {
    return _database.transaction([&]() -> std::optional<Result> {
        const Timestamp now = Clock::now();
        const auto current = _accounts.credentialsById(tested.account.id);
        if (!current || !current->account.isUsable() || current->account.isLockedOut(now)
            || current->passwordHash != tested.passwordHash) {
            return std::nullopt;
        }
        _accounts.noteLogin(current->account.id, now);
        _names.clear(name);
        Result result{current->account, _sessions.open(current->account, dialect, now)};
        result.account.lastLogin = now;
        _audit.record(
            caller,
            {.action = "auth.session.opened",
             .model = model,
             .record = recordOf(result.account.id),
             .after = JsonObject{{"username", result.account.username}, {"dialect", dialect}}}
        );
        return result;
    });
}

/// Counts the failure; returns until when the name is locked, if it is. An unknown account (0) takes the same
/// statements, which then touch no row.
std::optional<Timestamp> Login::refuse(const Caller& caller, std::int64_t account, std::string_view name) {
    return _database.transaction([&] {
        const Timestamp now = Clock::now();
        const auto limits = _limits.current();
        const auto current = _accounts.credentialsById(account);
        const bool isLockedOut = current && current->account.isLockedOut(now);
        const bool goesOn = current && current->failingSince && now >= *current->failingSince
                            && now - *current->failingSince < limits.failureWindow && !current->account.lockedUntil;
        const std::int64_t failures = (goesOn ? current->account.failedAttempts : 0) + 1;
        const bool locks = failures >= limits.failuresToLock;
        // Attempts during the lock do not lengthen it: else anybody could keep the owner out for ever.
        _accounts.noteFailure(
            isLockedOut ? 0 : account,
            failures,
            goesOn ? current->failingSince : now,
            locks ? std::optional(now + limits.lockTime) : std::nullopt
        );
        _addresses.noteFailure(caller.address(), now);
        const auto nameLockedUntil = _names.noteFailure(name, now);
        _audit.record(
            caller,
            {.action = current && locks && !isLockedOut ? "auth.account.locked_out" : "auth.login.failed",
             .model = model,
             .record = recordOf(account)}
        );
        return nameLockedUntil;
    });
}

} // namespace tenon::auth
