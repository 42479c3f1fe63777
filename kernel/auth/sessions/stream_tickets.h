#pragma once

#include <kernel/auth/tokens/claims.h>

#include <tenon/database.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tenon::auth {

/// Tickets for event streams: a browser's EventSource sends no header, and a token that stands in a URL ends up in
/// histories and logs of proxies. A ticket opens one stream, within seconds, as the session that asked for it.
///
/// Safe to call from many threads; tickets of one node are good on every other.
class StreamTickets {
public:
    static constexpr std::chrono::seconds lifetime{30};

    explicit StreamTickets(Database& database) : _database(database) {}

    /// A ticket for the bearer of a token with these claims.
    [[nodiscard]] std::string issue(const Claims& claims);

    /// The claims of the token that the ticket was issued for; nothing when it is unknown, expired or spent. Spends it.
    [[nodiscard]] std::optional<Claims> redeem(std::string_view ticket);

private:
    Database& _database;
};

} // namespace tenon::auth
