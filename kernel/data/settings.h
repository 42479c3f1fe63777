#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace tenon::data {

/// How the one database of the server is reached and how much of it may be used at once.
struct DatabaseSettings {
    /// `sqlite:///path/file.db`, `sqlite::memory:` or `postgresql://user:password@host:port/name?key=value`; parts are
    /// percent-encoded, keys are libpq's ("sslmode", "application_name", …).
    std::string url;

    /// PostgreSQL connections, or readers of SQLite; opened when needed.
    std::size_t connections = 16;

    /// How long a caller waits for a free connection before it is told that the service is unavailable.
    std::chrono::milliseconds connectionWait{5000};

    /// After how long without use a connection is closed that a burst has left behind: a reader of SQLite holds up
    /// to 2.5 MB of pages and statements, and PostgreSQL a process for each.
    std::chrono::milliseconds connectionIdle{60'000};

    /// How long opening a connection to PostgreSQL may take; rounded up to seconds.
    std::chrono::milliseconds connectTimeout{5000};

    /// How long one statement may run on PostgreSQL; zero for as long as it likes.
    std::chrono::milliseconds statementTimeout{30000};

    /// How long the writer of SQLite waits for another process that is writing to the same file.
    std::chrono::milliseconds busyTimeout{5000};

    /// How many transactions may wait for the writer of SQLite.
    std::size_t writeQueue = 1024;
};

} // namespace tenon::data
