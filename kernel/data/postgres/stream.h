#pragma once

#include <kernel/data/postgres/result.h>

#include <deque>

namespace tenon::data::postgres {

/// The answers to the statement that a connection is running, as they arrive.
///
/// A visitor may run another statement on the same connection: then the rest of this stream is first read into memory.
class ResultStream {
public:
    /// `current` is where the connection keeps its running stream; this one takes the place until it is destroyed.
    ResultStream(PGconn* connection, ResultStream*& current);

    /// Reads and forgets what nobody asked for.
    ~ResultStream();
    ResultStream(const ResultStream&) = delete;
    ResultStream& operator=(const ResultStream&) = delete;

    /// The next answer, null after the last.
    Result next();

    /// Reads all that is still to come into memory, which frees the connection.
    void buffer();

private:
    Result receive();

    PGconn* _connection;
    ResultStream*& _current;
    ResultStream* _outer;
    std::deque<Result> _buffered;
    bool _isComplete = false;
};

/// Waits for the next answer of `connection` in a blocking region, unless it is there already.
Result waitForResult(PGconn* connection);

} // namespace tenon::data::postgres
