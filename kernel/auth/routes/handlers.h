#pragma once

#include <kernel/auth/auth.h>

#include <tenon/reply.h>
#include <tenon/request.h>

#include <string_view>

namespace tenon::auth {

/// Translates between requests and the services; holds no rule. Called by many threads.
class Handlers {
public:
    explicit Handlers(Auth& auth) : _auth(auth) {}

    /// The body's key tells the client: `login_id` is KTL's, `email` alone Danasaham's, `username` Gaara's.
    [[nodiscard]] Reply login(const Request& request) const;
    [[nodiscard]] Reply gaaraLogin(const Request& request) const;
    [[nodiscard]] Reply bitblastLogin(const Request& request) const;
    [[nodiscard]] Reply visaLogin(const Request& request) const;

    [[nodiscard]] Reply refresh(const Request& request) const;
    [[nodiscard]] Reply logout(const Request& request) const;
    [[nodiscard]] Reply bitblastLogout(const Request& request) const;

    /// An invalid token is an answer here ({"valid": false}) and an error (401) in `verify`.
    [[nodiscard]] Reply validate(const Request& request) const;
    [[nodiscard]] Reply verify(const Request& request) const;
    [[nodiscard]] Reply me(const Request& request) const;

    [[nodiscard]] Reply createFirstAdmin(const Request& request) const;
    [[nodiscard]] Reply adminExists(const Request& request) const;
    [[nodiscard]] Reply changePassword(const Request& request) const;

private:
    [[nodiscard]] Login::Result signIn(const Request& request, std::string_view dialect) const;
    [[nodiscard]] Reply signedIn(const Request& request, std::string_view dialect) const;
    [[nodiscard]] JsonObject described(const Account& account) const;

    Auth& _auth;
};

} // namespace tenon::auth
