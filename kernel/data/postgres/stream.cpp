#include <kernel/data/postgres/stream.h>

#include <tenon/blocking.h>

#include <optional>

namespace tenon::data::postgres {

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
    while (!_isComplete) {
        receive();
    }
    _current = _outer;
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
    _isComplete = result == nullptr;
    return result;
}

} // namespace tenon::data::postgres
