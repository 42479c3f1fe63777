#pragma once

#include <kernel/auth/auth.h>

#include <tenon/reply.h>
#include <tenon/request.h>

namespace tenon::auth {

/// Translates between requests and the services; holds no rule. Called by many threads.
class Handlers {
public:
    explicit Handlers(Auth& auth) : _auth(auth) {}

    [[nodiscard]] Reply login(const Request& request) const;
    /// The login that tells when a name is locked.
    [[nodiscard]] Reply lockingLogin(const Request& request) const;
    /// The login whose answer is the token, the name and the role alone.
    [[nodiscard]] Reply briefLogin(const Request& request) const;

    /// Says that no directory is configured.
    [[nodiscard]] Reply ldapLogin(const Request& request) const;

    [[nodiscard]] Reply refresh(const Request& request) const;
    [[nodiscard]] Reply logout(const Request& request) const;
    /// The logout that is documented with 201.
    [[nodiscard]] Reply createdLogout(const Request& request) const;

    /// An invalid token is an answer here ({"valid": false}) and an error (401) in `verify`.
    [[nodiscard]] Reply validate(const Request& request) const;
    [[nodiscard]] Reply verify(const Request& request) const;
    [[nodiscard]] Reply me(const Request& request) const;

    /// A ticket with which the caller opens an event stream.
    [[nodiscard]] Reply streamTicket(const Request& request) const;

    [[nodiscard]] Reply createFirstAdmin(const Request& request) const;
    [[nodiscard]] Reply adminExists(const Request& request) const;
    [[nodiscard]] Reply changePassword(const Request& request) const;

    /// Claims of somebody who does not exist, for pages under development; they sign nobody in.
    [[nodiscard]] Reply mockClaims(const Request& request) const;

private:
    [[nodiscard]] Login::Result signIn(const Request& request, Login::Lockout lockout) const;
    [[nodiscard]] Reply signedIn(const Request& request, Login::Lockout lockout) const;
    [[nodiscard]] JsonObject described(const Account& account) const;

    Auth& _auth;
};

} // namespace tenon::auth
