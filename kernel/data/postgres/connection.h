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

/// What a statement that ran later than it was called has failed with; thrown by the call that found it out.
struct LateFailure {
    DatabaseError error;
};

/// One connection to the server with the statements prepared on it. Used by one thread at a time.
///
/// What needs no answer at once (BEGIN, savepoints, runLater) is queued and travels with what does. The server stops at
/// the first command that fails and skips the rest of what came with it.
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

    /// Runs one statement, visits each row as it arrives and returns the number of rows changed. Throws LateFailure for
    /// one before it; so do all calls below that may wait.
    std::int64_t run(std::string_view sql, Params params, const Database::Visitor& visit);

    /// Has a statement run with the next that is waited for.
    void runLater(std::string_view sql, Params params);

    /// The same for a command of the layer's own that cannot fail where it stands, such as SAVEPOINT.
    void commandLater(const char* sql);

    /// Runs such a command, now.
    void execute(const std::string& sql);

    /// Waits until all that was to run later has run.
    void settle();

    /// Forgets what was to run later, or what came of it.
    void abandon();

    /// Runs a text of any number of statements without parameters.
    void executeScript(const std::string& script);

    /// Begins a transaction by this command with the first statement that follows.
    void begin(const char* sql) noexcept;

    /// False when the server has never said that it began the transaction, nor was asked to commit it.
    [[nodiscard]] bool hasBegun() const noexcept { return _begin == Begin::None; }

    /// Commits; without any statement there is nothing to do.
    void commit();

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

    enum class Begin {
        None, ///< No transaction, or one that the server has begun
        Due,  ///< Before the next statement
        Sent  ///< No answer yet
    };

    std::shared_ptr<Prepared> prepared(std::string_view sql);
    std::shared_ptr<Prepared> command(const char* sql);
    std::shared_ptr<Prepared> prepare(std::string_view sql, NamedStatement statement);
    void enqueue(Prepared& prepared, Params params);
    void enqueueBegin();
    void requireSent(int isSent);
    std::size_t flush();
    void awaitQueued();
    void awaitLast();
    void pass(ResultStream& stream, std::size_t commands);
    std::int64_t receive(ResultStream& stream, const Database::Visitor& visit);
    DatabaseError failureOf(const PGresult* result);
    [[noreturn]] void fail(const PGresult* result);

    DataMetrics& _metrics;
    OpenConnection _connection;
    StatementCache<Prepared> _statements;
    std::uint64_t _lastName = 0;
    Parameters _parameters;
    ResultStream* _running = nullptr;
    std::size_t _queued = 0; // commands that were given to libpq and not yet asked about
    bool _mayQueuedFail = false;
    Begin _begin = Begin::None;
    const char* _beginCommand = nullptr;
    bool _hasStalePlan = false;
    bool _isRetired = false;
};

} // namespace tenon::data::postgres
