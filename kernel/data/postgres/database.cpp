#include <kernel/data/postgres/database.h>
#include <kernel/data/sql/script.h>

#include <tenon/blocking.h>

#include <random>
#include <thread>

namespace tenon::data::postgres {

namespace {

constexpr int maximumRetries = 3;

/// The letters of "tenon": the advisory lock that keeps nodes apart in `exclusively`.
constexpr std::int64_t exclusiveLock = 0x74656e6f6e;
constexpr std::string_view tryLock = "SELECT pg_try_advisory_lock(:key)";
constexpr std::string_view unlock = "SELECT pg_advisory_unlock(:key)";

const char* beginOf(Isolation isolation) {
    return isolation == Isolation::Serializable ? "BEGIN ISOLATION LEVEL SERIALIZABLE"
                                                : "BEGIN ISOLATION LEVEL READ COMMITTED";
}

/// At most 8, 32, … ms, different in each thread, so that those who collided do not collide again.
std::chrono::milliseconds jitter(int attempt) {
    thread_local std::minstd_rand random(std::random_device{}());
    return std::chrono::milliseconds(std::uniform_int_distribution(1, 8 << (2 * attempt))(random));
}

} // namespace

/// The connection that the current thread holds, for calls that its visitors and bodies make.
class PostgresDatabase::ConnectionScope : public ThreadScope<ConnectionScope> {
public:
    ConnectionScope(const Database& owner, PostgresConnection& held) : ThreadScope(owner), connection(held) {}

    PostgresConnection& connection;
};

PostgresDatabase::PostgresDatabase(DatabaseUrl url, DatabaseSettings settings)
    : _url(std::move(url)), _settings(std::move(settings)),
      _pool([this] { return std::make_unique<PostgresConnection>(_url, _settings, _metrics); }, _settings, _metrics) {}

template <typename Call>
auto PostgresDatabase::withConnection(Call&& call) {
    if (ConnectionScope* held = ConnectionScope::current(*this)) {
        return call(held->connection);
    }
    const auto lease = _pool.borrow();
    const ConnectionScope scope(*this, *lease);
    return call(*lease);
}

/// Calls `attempt(entry)` until it succeeds, at most three times more; the last time alone in this process.
template <typename Attempt, typename MayRepeat>
auto PostgresDatabase::retrying(Attempt&& attempt, MayRepeat&& mayRepeat) {
    using Entry = TransactionGate::Entry;
    for (int again = 0;; ++again) {
        try {
            return attempt(again == maximumRetries ? Entry::Alone : Entry::WithOthers);
        } catch (const DatabaseError& error) {
            if (again == maximumRetries || !mayRepeat(error)) {
                throw;
            }
        }
        ++_metrics.retries;
        _gate.awaitQuiet(jitter(again));
    }
}

std::int64_t PostgresDatabase::run(std::string_view sql, Params params, const Visitor& visit) {
    if (TransactionScope* transaction = TransactionScope::current(*this)) {
        return transaction->join([&] { return ConnectionScope::current(*this)->connection.run(sql, params, visit); });
    }
    bool hasVisited = false;
    const Visitor noting = [&](const Row& row) {
        hasVisited = true;
        visit(row);
    };
    const auto attempt = [&](TransactionGate::Entry) {
        return withConnection([&](PostgresConnection& connection) {
            connection.refresh();
            return connection.run(sql, params, visit ? noting : visit);
        });
    };
    return retrying(attempt, [&](const DatabaseError& error) {
        return error.kind() == DatabaseError::Kind::Serialization && !hasVisited;
    });
}

void PostgresDatabase::inTransaction(Isolation isolation, const std::function<void()>& body) {
    if (TransactionScope* transaction = TransactionScope::current(*this)) {
        transaction->join(body);
        return;
    }
    bool isConnected = false;
    bool hasBegun = false;
    const auto attempt = [&](TransactionGate::Entry entry) {
        isConnected = hasBegun = false;
        const TransactionGate::Pass pass(_gate, entry);
        return withConnection([&](PostgresConnection& connection) {
            isConnected = true;
            connection.execute(beginOf(isolation));
            hasBegun = true;
            return runBody(connection, body);
        });
    };
    // A connection may break between the pool's test and BEGIN; nothing has happened then, so another one may try.
    const CommitActions actions = retrying(attempt, [&](const DatabaseError& error) {
        return error.kind() == DatabaseError::Kind::Serialization
               || (error.kind() == DatabaseError::Kind::Connection && isConnected && !hasBegun);
    });
    runActions(actions);
}

CommitActions PostgresDatabase::runBody(PostgresConnection& connection, const std::function<void()>& body) {
    TransactionScope scope(*this);
    try {
        body();
        scope.requireIntact();
        ++_metrics.commits;
        if (connection.execute("COMMIT") != "COMMIT") {
            throw DatabaseError(DatabaseError::Kind::Other, "", "the server rolled back instead of committing");
        }
    } catch (...) {
        ++_metrics.rollbacks;
        connection.rollBack();
        throw;
    }
    ++_metrics.transactions;
    return scope.takeActions();
}

void PostgresDatabase::afterCommit(std::function<void()> action) {
    if (TransactionScope* transaction = TransactionScope::current(*this)) {
        transaction->addAction(std::move(action));
    } else {
        action();
    }
}

bool PostgresDatabase::isInTransaction() const noexcept { return TransactionScope::current(*this) != nullptr; }

void PostgresDatabase::executeScript(const std::string& script) {
    if (TransactionScope* transaction = TransactionScope::current(*this)) {
        transaction->join([&] {
            PostgresConnection& connection = ConnectionScope::current(*this)->connection;
            connection.execute("SET LOCAL statement_timeout = 0");
            connection.execute(script);
        });
        return;
    }
    withConnection([&](PostgresConnection& connection) {
        connection.retire();
        connection.execute("SET statement_timeout = 0");
        // One by one, because the server takes a text of several statements for one transaction.
        for (const std::string_view statement : statementsOf(script)) {
            connection.execute(std::string(statement));
        }
    });
}

void PostgresDatabase::attempt(const std::function<void()>& body) {
    if (TransactionScope* transaction = TransactionScope::current(*this)) {
        PostgresConnection& connection = ConnectionScope::current(*this)->connection;
        transaction->attempt([&](const char* sql) { connection.execute(sql); }, body);
    } else {
        inTransaction(Isolation::Serializable, body);
    }
}

void PostgresDatabase::exclusively(const std::function<void()>& body) {
    withConnection([&](PostgresConnection& connection) {
        // Asked again and again in place of waiting at the server: CREATE INDEX CONCURRENTLY on the node that has the
        // lock waits for every statement that started before it, and so for a waiting one.
        while (!value<bool>(tryLock, {{"key", exclusiveLock}}).value_or(false)) {
            const BlockingRegion region;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        try {
            body();
        } catch (...) {
            connection.retire(); // The server lets go of the lock when the connection closes.
            throw;
        }
        execute(unlock, {{"key", exclusiveLock}});
    });
}

} // namespace tenon::data::postgres
