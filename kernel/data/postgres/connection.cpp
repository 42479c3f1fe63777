#include <kernel/data/postgres/connection.h>
#include <kernel/data/postgres/error.h>
#include <kernel/data/postgres/row.h>
#include <kernel/data/sql/number_text.h>

#include <tenon/blocking.h>

#include <poll.h>

namespace tenon::data::postgres {

namespace {

constexpr std::size_t cachedStatements = 256;

} // namespace

PostgresConnection::PostgresConnection(const DatabaseUrl& url, const DatabaseSettings& settings, DataMetrics& metrics)
    : _metrics(metrics), _connection(connected(url, settings)), _statements(cachedStatements) {
    PQsetNoticeProcessor(
        _connection.get(), [](void*, const char*) {}, nullptr
    );
    execute(
        "SET timezone = 'UTC'; SET datestyle = 'ISO'; SET bytea_output = 'hex'; SET standard_conforming_strings = on;"
        "SET client_min_messages = 'warning'; SET statement_timeout = "
        + std::to_string(settings.statementTimeout.count())
    );
    ++_metrics.connectionsOpen;
}

PostgresConnection::~PostgresConnection() { --_metrics.connectionsOpen; }

std::int64_t PostgresConnection::run(std::string_view sql, Params params, const Database::Visitor& visit) {
    if (_running != nullptr) {
        _running->buffer();
    }
    const auto statement = prepared(sql);
    send(*statement, params, visit != nullptr);
    ResultStream stream(_connection.get(), _running);
    return receive(stream, visit);
}

std::shared_ptr<PostgresConnection::Prepared> PostgresConnection::prepared(std::string_view sql) {
    if (auto found = _statements.find(sql)) {
        return found;
    }
    auto fresh = std::make_shared<Prepared>(Prepared{
        "s" + std::to_string(++_lastName), NamedStatement(sql, Backend::PostgreSql)});
    const Result result = [&] {
        const BlockingRegion region;
        return Result(PQprepare(_connection.get(), fresh->name.c_str(), fresh->statement.text().c_str(), 0, nullptr));
    }();
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
        fail(result.get());
    }
    ++_metrics.statementsPrepared;
    if (const auto evicted = _statements.insert(sql, fresh)) {
        execute("DEALLOCATE " + evicted->name);
    }
    return fresh;
}

void PostgresConnection::send(Prepared& prepared, Params params, bool asRows) {
    constexpr int textFormat = 0;
    _parameters.assign(prepared.statement.bind(params));
    const int isSent = PQsendQueryPrepared(
        _connection.get(),
        prepared.name.c_str(),
        _parameters.count(),
        _parameters.values(),
        _parameters.lengths(),
        _parameters.formats(),
        textFormat
    );
    if (isSent == 0) {
        fail(nullptr);
    }
    if (asRows) {
        PQsetSingleRowMode(_connection.get());
    }
}

std::int64_t PostgresConnection::receive(ResultStream& stream, const Database::Visitor& visit) {
    std::int64_t changed = 0;
    PostgresRow row;
    while (const Result result = stream.next()) {
        switch (PQresultStatus(result.get())) {
        case PGRES_COMMAND_OK:
        case PGRES_SINGLE_TUPLE:
        case PGRES_TUPLES_OK:
            break;
        default:
            fail(result.get());
        }
        for (int i = 0; visit && i < PQntuples(result.get()); ++i) {
            row.show(result.get(), i);
            visit(row);
        }
        // A SELECT counts its rows too, but it changes none.
        const bool isSelect = std::string_view(PQcmdStatus(result.get())).starts_with("SELECT");
        changed = isSelect ? 0 : wholeNumber(PQcmdTuples(result.get())).value_or(0);
    }
    return changed;
}

std::string PostgresConnection::execute(const std::string& sql) {
    if (_running != nullptr) {
        _running->buffer();
    }
    const Result result = [&] {
        const BlockingRegion region;
        return Result(PQexec(_connection.get(), sql.c_str()));
    }();
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) {
        fail(result.get());
    }
    return PQcmdStatus(result.get());
}

void PostgresConnection::fail(const PGresult* result) {
    _hasStalePlan = _hasStalePlan || isStalePlan(result);
    throw errorOf(_connection.get(), result);
}

void PostgresConnection::rollBack() noexcept {
    try {
        if (isInTransaction()) {
            execute("ROLLBACK");
        }
        refresh();
    } catch (const DatabaseError&) {
        _isRetired = true;
    }
}

void PostgresConnection::refresh() {
    if (_hasStalePlan) {
        _hasStalePlan = false;
        _statements.clear();
        execute("DEALLOCATE ALL");
    }
}

bool PostgresConnection::isAlive() const noexcept {
    // Only the socket knows that the server has hung up: libpq looks at it no sooner than the next statement.
    pollfd socket{.fd = PQsocket(_connection.get()), .events = POLLRDHUP, .revents = 0};
    return PQstatus(_connection.get()) == CONNECTION_OK && ::poll(&socket, 1, 0) == 0;
}

bool PostgresConnection::isReusable() const noexcept {
    return !_isRetired && !_hasStalePlan && PQstatus(_connection.get()) == CONNECTION_OK
           && PQtransactionStatus(_connection.get()) == PQTRANS_IDLE;
}

bool PostgresConnection::isInTransaction() const noexcept {
    const PGTransactionStatusType status = PQtransactionStatus(_connection.get());
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

} // namespace tenon::data::postgres
