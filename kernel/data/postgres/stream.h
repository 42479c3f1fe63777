#pragma once

#include <kernel/data/postgres/result.h>

#include <cstddef>
#include <deque>

namespace tenon::data::postgres {

/// The answers to the commands that a connection sent in one go, as they arrive, up to the mark of its Sync.
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

    /// Passes over the answers to so many commands; the first that tells of a failure, else null. The server skips what
    /// was sent after a command that failed.
    Result pass(std::size_t commands);

    /// The next answer to the last command, null after the last.
    Result next();

    /// Reads all that is still to come into memory, which frees the connection.
    void buffer();

private:
    Result receive();
    void receiveMark();

    PGconn* _connection;
    ResultStream*& _current;
    ResultStream* _outer;
    std::deque<Result> _buffered;
    bool _isComplete = false;
};

/// Whether the server could not do what it was asked, or answered nothing at all.
[[nodiscard]] bool isFailure(const PGresult* result);

/// Waits for the next answer of `connection` in a blocking region, unless it is there already.
Result waitForResult(PGconn* connection);

} // namespace tenon::data::postgres
