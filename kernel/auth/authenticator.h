#pragma once

#include "principal.h"

#include <kernel/auth/accounts/standings.h>
#include <kernel/auth/sessions/stream_tickets.h>
#include <kernel/auth/tokens/access_tokens.h>
#include <kernel/auth/tokens/token_cache.h>

#include <memory>
#include <optional>
#include <string_view>

namespace tenon::auth {

/// Finds out who makes a request. Safe to call from many threads; a token seen before costs no cryptography and no
/// query.
class Authenticator {
public:
    Authenticator(
        const AccessTokens& tokens,
        const KeyRing& keys,
        Standings& standings,
        StreamTickets& tickets,
        std::size_t cachedTokens
    );

    /// The bearer named by an `Authorization` header of the form "Bearer …" or "Token …"; null for an empty header.
    ///
    /// Throws Unauthenticated for any other header and for a token that is not valid now; DatabaseError when the
    /// account must be read and cannot be.
    [[nodiscard]] std::shared_ptr<const Principal> authenticate(std::string_view authorizationHeader);

    /// The bearer of `token`; null when it is not valid now.
    [[nodiscard]] std::shared_ptr<const Principal> bearerOf(std::string_view token);

    /// The bearer for whom the ticket of an event stream was issued, which is spent by that; null when it is not valid
    /// now.
    [[nodiscard]] std::shared_ptr<const Principal> bearerOfTicket(std::string_view ticket);

private:
    [[nodiscard]] std::shared_ptr<const Principal> bearerWith(const std::optional<Claims>& claims, Timestamp now);

    const AccessTokens& _tokens;
    const KeyRing& _keys;
    Standings& _standings;
    StreamTickets& _tickets;
    TokenCache _cache;
};

} // namespace tenon::auth
