#include "authenticator.h"

#include <tenon/error.h>

#include <strings.h>

namespace tenon::auth {

namespace {

constexpr std::string_view schemes[] = {"Bearer ", "Token "};

/// The token of a header, empty when its scheme is none of ours. Schemes have no case (RFC 9110 11.1).
std::string_view tokenOf(std::string_view header) {
    for (const std::string_view scheme : schemes) {
        if (header.size() > scheme.size() && ::strncasecmp(header.data(), scheme.data(), scheme.size()) == 0) {
            const auto begin = header.find_first_not_of(' ', scheme.size());
            return begin == std::string_view::npos ? std::string_view() : header.substr(begin);
        }
    }
    return {};
}

bool admits(const Standing& standing, const Claims& claims) {
    return standing.account.isUsable() && standing.account.epoch == claims.epoch && !standing.hasEnded(claims.session);
}

} // namespace

Authenticator::Authenticator(
    const AccessTokens& tokens,
    const KeyRing& keys,
    Standings& standings,
    StreamTickets& tickets,
    std::size_t cachedTokens
)
    : _tokens(tokens), _keys(keys), _standings(standings), _tickets(tickets), _cache(cachedTokens) {}

std::shared_ptr<const Principal> Authenticator::authenticate(std::string_view authorizationHeader) {
    if (authorizationHeader.empty()) {
        return nullptr;
    }
    auto bearer = bearerOf(tokenOf(authorizationHeader));
    if (bearer == nullptr) {
        throw Unauthenticated("Invalid token.");
    }
    return bearer;
}

std::shared_ptr<const Principal> Authenticator::bearerOf(std::string_view token) {
    const Timestamp now = Clock::now();
    const std::uint64_t generation = _keys.generation();
    if (auto known = _cache.find(token, generation)) {
        if (now < known->expiresAt() && known->standing().isCurrent(now)) {
            return known;
        }
    }
    auto bearer = bearerWith(_tokens.verify(token, now), now);
    if (bearer != nullptr) {
        _cache.put(token, generation, bearer);
    }
    return bearer;
}

std::shared_ptr<const Principal> Authenticator::bearerOfTicket(std::string_view ticket) {
    return bearerWith(_tickets.redeem(ticket), Clock::now());
}

std::shared_ptr<const Principal> Authenticator::bearerWith(const std::optional<Claims>& claims, Timestamp now) {
    const auto standing = claims ? _standings.of(claims->user, now) : nullptr;
    if (standing == nullptr || !admits(*standing, *claims)) {
        return nullptr;
    }
    return std::make_shared<const Principal>(standing, *claims);
}

} // namespace tenon::auth
