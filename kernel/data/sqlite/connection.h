#pragma once

#include <kernel/data/metrics.h>
#include <kernel/data/sql/statement_cache.h>
#include <kernel/data/sqlite/statement.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace Poco::Data {
class Session;
} // namespace Poco::Data

namespace tenon::data::sqlite {

/// One connection to a database file. Used by one thread at a time: it is opened without SQLite's own locks.
class SqliteConnection {
public:
    enum class Role { Reader, Writer };

    /// Opens the file, which the writer creates when there is none. Throws DatabaseError (Connection) when it cannot.
    SqliteConnection(const std::string& path, Role role, std::chrono::milliseconds busyTimeout, DataMetrics& metrics);
    ~SqliteConnection();
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    /// The compiled statement of this text, ready to run.
    std::shared_ptr<SqliteStatement> statement(std::string_view sql);

    /// Runs a text of several statements without parameters.
    void execute(const std::string& script);

    /// Gives pages back that a large import has left in memory; they are read again when they are needed.
    void releasePages() noexcept;

    [[nodiscard]] sqlite3* handle() const { return _handle; }

    /// A file does not hang up.
    [[nodiscard]] bool isAlive() const noexcept { return true; }

    /// Whether nothing is left open that the next user would see.
    [[nodiscard]] bool isReusable() const noexcept;

private:
    void configure(Role role, std::chrono::milliseconds busyTimeout);

    DataMetrics& _metrics;
    std::unique_ptr<Poco::Data::Session> _session;
    sqlite3* _handle = nullptr;
    StatementCache<SqliteStatement> _statements;
};

} // namespace tenon::data::sqlite
