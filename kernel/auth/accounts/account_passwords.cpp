/// The part of AccountService that is about passwords.

#include "account_service.h"

#include <kernel/auth/passwords/password_policy.h>

#include <tenon/error.h>

namespace tenon::auth {

namespace {

/// How many passwords before the present one must not come back; with it, five.
constexpr std::int64_t formerRefused = 4;

PasswordOwner ownerOf(const Account& account) { return {account.username, account.email, account.name}; }

} // namespace

void AccountService::resetPassword(const Caller& caller, std::int64_t id, std::string_view password) {
    caller.require(changePermission);
    const Account account = _parts.guard.changeable(caller, id, changePermission);
    requireGoodPassword(password, ownerOf(account));
    requireNew(account, _parts.accounts.credentialsById(id).value().passwordHash, password, "password");
    replacePassword(caller, account, _parts.passwords.hash(password), true);
}

void AccountService::changePassword(const Caller& caller, std::string_view oldPassword, std::string_view newPassword) {
    const auto own = caller.isSignedIn() ? _parts.accounts.credentialsById(caller.id()) : std::nullopt;
    if (!own) {
        throw Unauthenticated();
    }
    if (!_parts.passwords.matches(own->passwordHash, oldPassword)) {
        throw Invalid("old_password", "The password is wrong.");
    }
    if (oldPassword == newPassword) {
        throw Invalid("new_password", "The new password is the old one.");
    }
    requireGoodPassword(newPassword, ownerOf(own->account), "new_password");
    requireNew(own->account, own->passwordHash, newPassword, "new_password");
    replacePassword(caller, own->account, _parts.passwords.hash(newPassword), false);
}

/// Refuses the present password and those before it.
void AccountService::requireNew(
    const Account& account, std::string_view passwordHash, std::string_view password, std::string_view field
) {
    std::vector<std::string> used = _parts.accounts.formerPasswords(account.id, formerRefused);
    used.emplace_back(passwordHash);
    for (const std::string& hash : used) {
        if (_parts.passwords.matches(hash, password)) {
            throw Invalid(std::string(field), "The password must not be one of the last five.");
        }
    }
}

void AccountService::replacePassword(
    const Caller& caller, const Account& account, std::string_view hash, bool mustChange
) {
    _parts.database.transaction([&] {
        _parts.accounts.setPassword(account.id, hash, mustChange, formerRefused);
        _parts.accounts.clearFailures(account.id);
        _parts.sessions.endAll(account.id, Clock::now());
        noted(caller, mustChange ? "auth.password.reset" : "auth.password.changed", account.id);
    });
}

} // namespace tenon::auth
