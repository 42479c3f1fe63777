#pragma once

#include <kernel/data/database_url.h>
#include <kernel/data/settings.h>

#include <libpq-fe.h>

#include <memory>

namespace tenon::data::postgres {

struct FinishConnection {
    void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
};

using OpenConnection = std::unique_ptr<PGconn, FinishConnection>;

/// A new connection of libpq, with the limits of time that a lost server needs to be noticed. Throws DatabaseError
/// (Connection) when the server cannot be reached or refuses.
[[nodiscard]] OpenConnection connected(const DatabaseUrl& url, const DatabaseSettings& settings);

} // namespace tenon::data::postgres
