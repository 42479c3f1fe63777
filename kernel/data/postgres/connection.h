#pragma once

#include <kernel/data/metrics.h>
#include <kernel/data/postgres/connecting.h>
#include <kernel/data/postgres/parameters.h>
#include <kernel/data/postgres/stream.h>
#include <kernel/data/settings.h>
#include <kernel/data/sql/named_statement.h>
#include <kernel/data/sql/statement_cache.h>

#include <memory>
#include <string>

namespace tenon::data::postgres {

/// One connection to the server with the statements prepared on it. Used by one thread at a time.
///
/// It is opened by libpq, not by Poco::Data: Poco 1.11 cuts its connection string at blanks, so that no quoted password
/// gets through, and it never frees a connection that failed to open or broke later, which leaks one descriptor for
/// each attempt while a server is down.
class PostgresConnection {
public:
    /// Connects. Throws DatabaseError (Connection) when the server cannot be reached or refuses.
    PostgresConnection(const DatabaseUrl& url, const DatabaseSettings& settings, DataMetrics& metrics);
    ~PostgresConnection();
    PostgresConnection(const PostgresConnection&) = delete;
    PostgresConnection& operator=(const PostgresConnection&) = delete;

    /// Runs one statement, visits each row as it arrives and returns the number of rows changed.
    std::int64_t run(std::string_view sql, Params params, const Database::Visitor& visit);

    /// Runs a text without parameters and answers the command tag of its last statement ("COMMIT").
    std::string execute(const std::string& sql);

    /// Ends a failed transaction, if there is one; the connection is closed by its pool when even that fails.
    void rollBack() noexcept;

    /// Forgets the prepared statements if one of them turned out to be stale.
    void refresh();

    /// The connection is not used by anybody after its present user: the session's state was changed.
    void retire() noexcept { _isRetired = true; }

    /// Whether an idle connection is still open, found out without asking the server.
    [[nodiscard]] bool isAlive() const noexcept;

    /// Whether it may be lent to another user.
    [[nodiscard]] bool isReusable() const noexcept;

    [[nodiscard]] bool isInTransaction() const noexcept;

private:
    struct Prepared {
        std::string name;
        NamedStatement statement;
    };

    std::shared_ptr<Prepared> prepared(std::string_view sql);
    void send(Prepared& prepared, Params params, bool asRows);
    std::int64_t receive(ResultStream& stream, const Database::Visitor& visit);
    [[noreturn]] void fail(const PGresult* result);

    DataMetrics& _metrics;
    OpenConnection _connection;
    StatementCache<Prepared> _statements;
    std::uint64_t _lastName = 0;
    Parameters _parameters;
    ResultStream* _running = nullptr;
    bool _hasStalePlan = false;
    bool _isRetired = false;
};

} // namespace tenon::data::postgres
