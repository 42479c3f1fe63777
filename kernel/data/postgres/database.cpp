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

/// Calls `call(connection)`; the transaction ends with the failure of what was to run later, if the call meets one.
template <typename Call>
auto PostgresDatabase::onConnection(TransactionScope& transaction, Call&& call) {
    try {
        return call(ConnectionScope::current(*this)->connection);
    } catch (const LateFailure& failure) {
        transaction.breakBy(failure.error);
    }
}

/// The same as a part of the transaction, which is broken if the call throws.
template <typename Call>
auto PostgresDatabase::join(TransactionScope& transaction, Call&& call) {
    return transaction.join([&] { return onConnection(transaction, call); });
}

std::int64_t PostgresDatabase::run(std::string_view sql, Params params, const Visitor& visit) {
    if (TransactionScope* transaction = TransactionScope::current(*this)) {
        return join(*transaction, [&](PostgresConnection& connection) { return connection.run(sql, params, visit); });
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

void PostgresDatabase::runLater(std::string_view sql, Params params) {
    if (TransactionScope* transaction = TransactionScope::current(*this)) {
        join(*transaction, [&](PostgresConnection& connection) { connection.runLater(sql, params); });
    } else {
        run(sql, params, nullptr);
    }
}

void PostgresDatabase::inTransaction(Isolation isolation, const std::function<void()>& body) {
    if (TransactionScope* transaction = TransactionScope::current(*this)) {
        transaction->join(body);
        return;
    }
    bool hasBegun = true;
    const auto attempt = [&](TransactionGate::Entry entry) {
        hasBegun = true;
        const TransactionGate::Pass pass(_gate, entry);
        return withConnection([&](PostgresConnection& connection) {
            connection.begin(beginOf(isolation));
            try {
                return runBody(body);
            } catch (...) {
                ++_metrics.rollbacks;
                hasBegun = connection.hasBegun();
                connection.rollBack();
                throw;
            }
        });
    };
    // A connection may break between the pool's test and BEGIN; nothing has happened then, so another one may try.
    const CommitActions actions = retrying(attempt, [&](const DatabaseError& error) {
        return error.kind() == DatabaseError::Kind::Serialization
               || (error.kind() == DatabaseError::Kind::Connection && !hasBegun);
    });
    runActions(actions);
}

CommitActions PostgresDatabase::runBody(const std::function<void()>& body) {
    TransactionScope scope(*this);
    try {
        body();
        join(scope, [](PostgresConnection& own) { own.commit(); });
    } catch (...) {
        scope.rethrow();
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
        join(*transaction, [&](PostgresConnection& connection) {
            connection.executeScript("SET LOCAL statement_timeout = 0");
            connection.executeScript(script);
        });
        return;
    }
    withConnection([&](PostgresConnection& connection) {
        connection.retire();
        connection.execute("SET statement_timeout = 0");
        // One by one, because the server takes a text of several statements for one transaction.
        for (const std::string_view statement : statementsOf(script)) {
            connection.executeScript(std::string(statement));
        }
    });
}

void PostgresDatabase::attempt(const std::function<void()>& body) {
    if (TransactionScope* transaction = TransactionScope::current(*this)) {
        attemptWithin(*transaction, body);
    } else {
        inTransaction(Isolation::Serializable, body);
    }
}

/// What was to run later before the savepoint fails outside of it, what was to run later within it fails there.
void PostgresDatabase::attemptWithin(TransactionScope& transaction, const std::function<void()>& body) {
    const auto control = [&](const char* sql) {
        onConnection(transaction, [&](PostgresConnection& connection) {
            connection.settle();
            connection.commandLater(sql);
        });
    };
    transaction.attempt(control, [&] {
        try {
            body();
            join(transaction, [](PostgresConnection& connection) { connection.settle(); });
        } catch (...) {
            ConnectionScope::current(*this)->connection.abandon();
            throw;
        }
    });
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
