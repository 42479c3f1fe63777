#pragma once

#include <kernel/data/connection_pool.h>
#include <kernel/data/kernel_database.h>
#include <kernel/data/postgres/connection.h>
#include <kernel/data/postgres/transaction_gate.h>
#include <kernel/data/transaction_scope.h>

namespace tenon::data::postgres {

/// A database on a PostgreSQL server. A thread holds at most one connection, so that threads never wait for each
/// other's.
class PostgresDatabase : public KernelDatabase {
public:
    PostgresDatabase(DatabaseUrl url, DatabaseSettings settings);

    [[nodiscard]] Backend backend() const noexcept override { return Backend::PostgreSql; }

    std::int64_t run(std::string_view sql, Params params, const Visitor& visit) override;
    void inTransaction(Isolation isolation, const std::function<void()>& body) override;
    void afterCommit(std::function<void()> action) override;
    [[nodiscard]] bool isInTransaction() const noexcept override;

    void executeScript(const std::string& script) override;
    void exclusively(const std::function<void()>& body) override;

    void attempt(const std::function<void()>& body) override;

    void runLater(std::string_view sql, Params params) override;

    [[nodiscard]] const DataMetrics& metrics() const noexcept override { return _metrics; }

private:
    class ConnectionScope;

    template <typename Call>
    auto withConnection(Call&& call);
    template <typename Attempt, typename MayRepeat>
    auto retrying(Attempt&& attempt, MayRepeat&& mayRepeat);
    CommitActions runBody(const std::function<void()>& body);
    void attemptWithin(TransactionScope& transaction, const std::function<void()>& body);
    template <typename Call>
    auto onConnection(TransactionScope& transaction, Call&& call);
    template <typename Call>
    auto join(TransactionScope& transaction, Call&& call);

    const DatabaseUrl _url;
    const DatabaseSettings _settings;
    DataMetrics _metrics;
    TransactionGate _gate;
    ConnectionPool<PostgresConnection> _pool;
};

} // namespace tenon::data::postgres
