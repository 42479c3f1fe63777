#include <kernel/data/postgres/connection.h>
#include <kernel/data/postgres/error.h>
#include <kernel/data/postgres/row.h>
#include <kernel/data/sql/number_text.h>

#include <tenon/blocking.h>

#include <poll.h>

namespace tenon::data::postgres {

namespace {

constexpr std::size_t cachedStatements = 256;
constexpr std::size_t mostQueued = 256; // so that neither side has to keep more than some answers

/// Time without libpq's pipeline mode, in which no text of several statements is taken.
class OutsideOfPipeline {
public:
    explicit OutsideOfPipeline(PGconn* connection) : _connection(connection) { PQexitPipelineMode(connection); }

    ~OutsideOfPipeline() { PQenterPipelineMode(_connection); }

    OutsideOfPipeline(const OutsideOfPipeline&) = delete;
    OutsideOfPipeline& operator=(const OutsideOfPipeline&) = delete;

private:
    PGconn* _connection;
};

} // namespace

PostgresConnection::PostgresConnection(const DatabaseUrl& url, const DatabaseSettings& settings, DataMetrics& metrics)
    : _metrics(metrics), _connection(connected(url, settings)), _statements(cachedStatements) {
    PQsetNoticeProcessor(
        _connection.get(), [](void*, const char*) {}, nullptr
    );
    executeScript(
        "SET timezone = 'UTC'; SET datestyle = 'ISO'; SET bytea_output = 'hex'; SET standard_conforming_strings = on;"
        "SET client_min_messages = 'warning'; SET statement_timeout = "
        + std::to_string(settings.statementTimeout.count())
    );
    ++_metrics.connectionsOpen;
}

PostgresConnection::~PostgresConnection() { --_metrics.connectionsOpen; }

std::int64_t PostgresConnection::run(std::string_view sql, Params params, const Database::Visitor& visit) {
    enqueue(*prepared(sql), params);
    const std::size_t before = flush() - 1;
    ResultStream stream(_connection.get(), _running);
    pass(stream, before);
    if (visit) {
        PQsetSingleRowMode(_connection.get());
    }
    return receive(stream, visit);
}

void PostgresConnection::runLater(std::string_view sql, Params params) {
    if (_queued >= mostQueued) {
        settle();
    }
    enqueue(*prepared(sql), params);
    _mayQueuedFail = true;
}

void PostgresConnection::commandLater(const char* sql) { enqueue(*command(sql), {}); }

void PostgresConnection::settle() {
    if (_mayQueuedFail) {
        awaitQueued();
    }
}

void PostgresConnection::abandon() {
    if (_queued > 0) {
        flush();
        const ResultStream unread(_connection.get(), _running);
    }
}

void PostgresConnection::begin(const char* sql) noexcept {
    _beginCommand = sql;
    _begin = Begin::Due;
}

void PostgresConnection::commit() {
    if (std::exchange(_begin, Begin::None) == Begin::Due) {
        return;
    }
    enqueue(*command("COMMIT"), {});
    ++_metrics.commits;
    const std::size_t before = flush() - 1;
    ResultStream stream(_connection.get(), _running);
    pass(stream, before);
    const Result result = stream.next();
    if (isFailure(result.get())) {
        fail(result.get());
    }
    if (PQcmdStatus(result.get()) != std::string_view("COMMIT")) {
        throw DatabaseError(DatabaseError::Kind::Other, "", "the server rolled back instead of committing");
    }
}

std::shared_ptr<PostgresConnection::Prepared> PostgresConnection::prepared(std::string_view sql) {
    if (auto found = _statements.find(sql)) {
        return found;
    }
    auto fresh = prepare(sql, NamedStatement(sql, Backend::PostgreSql));
    ++_metrics.statementsPrepared;
    return fresh;
}

std::shared_ptr<PostgresConnection::Prepared> PostgresConnection::command(const char* sql) {
    auto found = _statements.find(sql);
    return found ? found : prepare(sql, NamedStatement::control(sql));
}

std::shared_ptr<PostgresConnection::Prepared>
PostgresConnection::prepare(std::string_view sql, NamedStatement statement) {
    auto fresh = std::make_shared<Prepared>(Prepared{"s" + std::to_string(++_lastName), std::move(statement)});
    requireSent(PQsendPrepare(_connection.get(), fresh->name.c_str(), fresh->statement.text().c_str(), 0, nullptr));
    awaitLast();
    if (const auto evicted = _statements.insert(sql, fresh)) {
        execute("DEALLOCATE " + evicted->name);
    }
    return fresh;
}

void PostgresConnection::enqueue(Prepared& prepared, Params params) {
    enqueueBegin();
    constexpr int textFormat = 0;
    _parameters.assign(prepared.statement.bind(params));
    requireSent(PQsendQueryPrepared(
        _connection.get(),
        prepared.name.c_str(),
        _parameters.count(),
        _parameters.values(),
        _parameters.lengths(),
        _parameters.formats(),
        textFormat
    ));
}

void PostgresConnection::enqueueBegin() {
    if (_begin == Begin::Due) {
        const auto begin = command(_beginCommand);
        _begin = Begin::Sent;
        enqueue(*begin, {});
    }
}

void PostgresConnection::requireSent(int isSent) {
    if (isSent == 0) {
        fail(nullptr);
    }
    ++_queued;
}

/// Asks for the answers to what is queued and says how many there will be.
std::size_t PostgresConnection::flush() {
    if (_running != nullptr) {
        _running->buffer();
    }
    if (PQpipelineSync(_connection.get()) == 0) {
        fail(nullptr);
    }
    ++_metrics.roundTrips;
    _mayQueuedFail = false;
    return std::exchange(_queued, 0);
}

void PostgresConnection::awaitQueued() {
    const std::size_t queued = flush();
    ResultStream stream(_connection.get(), _running);
    pass(stream, queued);
}

/// Waits for the answer to the last of what is queued, of which nobody reads more than whether it failed.
void PostgresConnection::awaitLast() {
    const std::size_t before = flush() - 1;
    ResultStream stream(_connection.get(), _running);
    pass(stream, before);
    if (const Result failure = stream.pass(1)) {
        fail(failure.get());
    }
}

void PostgresConnection::pass(ResultStream& stream, std::size_t commands) {
    if (const Result failure = stream.pass(commands)) {
        throw LateFailure{failureOf(failure.get())};
    }
    if (commands > 0 && _begin == Begin::Sent) {
        _begin = Begin::None;
    }
}

std::int64_t PostgresConnection::receive(ResultStream& stream, const Database::Visitor& visit) {
    std::int64_t changed = 0;
    PostgresRow row;
    while (const Result result = stream.next()) {
        if (isFailure(result.get())) {
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

void PostgresConnection::execute(const std::string& sql) {
    requireSent(PQsendQueryParams(_connection.get(), sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0));
    awaitLast();
}

void PostgresConnection::executeScript(const std::string& script) {
    enqueueBegin();
    if (_queued > 0) {
        awaitQueued();
    }
    if (_running != nullptr) {
        _running->buffer();
    }
    const OutsideOfPipeline outside(_connection.get());
    const Result result = [&] {
        const BlockingRegion region;
        return Result(PQexec(_connection.get(), script.c_str()));
    }();
    ++_metrics.roundTrips;
    if (isFailure(result.get())) {
        fail(result.get());
    }
}

DatabaseError PostgresConnection::failureOf(const PGresult* result) {
    _hasStalePlan = _hasStalePlan || isStalePlan(result);
    return errorOf(_connection.get(), result);
}

void PostgresConnection::fail(const PGresult* result) { throw failureOf(result); }

void PostgresConnection::rollBack() noexcept {
    try {
        abandon();
        if (isInTransaction()) {
            execute("ROLLBACK");
        }
        _begin = Begin::None;
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
