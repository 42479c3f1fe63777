#include <kernel/data/postgres/stream.h>

#include <tenon/blocking.h>

#include <optional>

namespace tenon::data::postgres {

bool isFailure(const PGresult* result) {
    switch (PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_SINGLE_TUPLE:
    case PGRES_TUPLES_OK:
    case PGRES_EMPTY_QUERY:
    case PGRES_PIPELINE_SYNC:
        return false;
    default:
        return true;
    }
}

Result waitForResult(PGconn* connection) {
    std::optional<BlockingRegion> region;
    if (PQisBusy(connection) != 0) {
        region.emplace();
    }
    return Result(PQgetResult(connection));
}

ResultStream::ResultStream(PGconn* connection, ResultStream*& current)
    : _connection(connection), _current(current), _outer(current) {
    _current = this;
}

ResultStream::~ResultStream() {
    if (!_isComplete) {
        receiveMark();
    }
    _current = _outer;
}

Result ResultStream::pass(std::size_t commands) {
    for (; commands > 0; --commands) {
        while (Result result = waitForResult(_connection)) {
            if (isFailure(result.get())) {
                return result;
            }
        }
    }
    return nullptr;
}

Result ResultStream::next() {
    if (_buffered.empty()) {
        return _isComplete ? nullptr : receive();
    }
    Result result = std::move(_buffered.front());
    _buffered.pop_front();
    return result;
}

void ResultStream::buffer() {
    while (!_isComplete) {
        if (Result result = receive()) {
            _buffered.push_back(std::move(result));
        }
    }
}

Result ResultStream::receive() {
    Result result = waitForResult(_connection);
    if (result == nullptr) {
        receiveMark();
    }
    return result;
}

/// Reads and forgets what comes before the mark. A connection that is lost answers nothing for ever; one that is not
/// has an answer after each end of a command's answers.
void ResultStream::receiveMark() {
    bool wasEnd = false;
    for (bool isMark = false; !isMark;) {
        const Result result = waitForResult(_connection);
        isMark = result == nullptr ? wasEnd : PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC;
        wasEnd = result == nullptr;
    }
    _isComplete = true;
}

} // namespace tenon::data::postgres
