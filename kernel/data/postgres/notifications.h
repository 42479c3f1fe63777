#pragma once

#include <kernel/data/postgres/connecting.h>

#include <string>
#include <vector>

namespace tenon::data::postgres {

/// What is sent to one channel of a PostgreSQL server by pg_notify, heard on a connection of its own. For one thread.
class Notifications {
public:
    /// Connects and listens. `channel` is an identifier. Throws DatabaseError (Connection).
    Notifications(const DatabaseUrl& url, const DatabaseSettings& settings, const std::string& channel);

    /// Waits until something was sent or `wake` can be read; what was sent, in its order. Throws DatabaseError
    /// (Connection) when the connection is lost.
    [[nodiscard]] std::vector<std::string> wait(int wake);

private:
    [[nodiscard]] std::vector<std::string> arrived();

    const OpenConnection _connection;
};

} // namespace tenon::data::postgres
