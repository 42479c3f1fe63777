#include "stream_tickets.h"

#include <kernel/crypto/sha256.h>

#include <tenon/random.h>

namespace tenon::auth {

namespace {

constexpr std::string_view insertSql =
    "INSERT INTO tenon_stream_ticket (ticket_hash, user_id, perm_epoch, session, dialect, session_ends_at, expires_at) "
    "VALUES (:hash, :user, :epoch, :session, :dialect, :ends, :until)";
constexpr std::string_view spendSql =
    "DELETE FROM tenon_stream_ticket WHERE ticket_hash = :hash RETURNING user_id, perm_epoch, session, dialect, "
    "session_ends_at, expires_at";
constexpr std::string_view removeExpiredSql = "DELETE FROM tenon_stream_ticket WHERE expires_at <= :now";

} // namespace

std::string StreamTickets::issue(const Claims& claims) {
    const Timestamp now = Clock::now();
    std::string ticket = Random::token();
    _database.transaction([&] {
        _database.execute(removeExpiredSql, {{"now", now}}); // Few are never used.
        _database.execute(
            insertSql,
            {{"hash", crypto::sha256Hex(ticket)},
             {"user", claims.user},
             {"epoch", claims.epoch},
             {"session", claims.session},
             {"dialect", claims.dialect},
             {"ends", claims.expiresAt},
             {"until", now + lifetime}}
        );
    });
    return ticket;
}

std::optional<Claims> StreamTickets::redeem(std::string_view ticket) {
    const Timestamp now = Clock::now();
    std::optional<Claims> claims;
    _database.transaction([&] {
        claims.reset();
        _database.each(spendSql, {{"hash", crypto::sha256Hex(ticket)}}, [&](const Row& row) {
            const auto endsAt = row.get<Timestamp>(4);
            if (now < row.get<Timestamp>(5) && now < endsAt) {
                claims = Claims{
                    .user = row.get<std::int64_t>(0),
                    .epoch = row.get<std::int64_t>(1),
                    .session = row.get<std::string>(2),
                    .dialect = row.get<std::string>(3),
                    .issuedAt = now,
                    .expiresAt = endsAt,
                };
            }
        });
    });
    return claims;
}

} // namespace tenon::auth
