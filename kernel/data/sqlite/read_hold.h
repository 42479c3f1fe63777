#pragma once

#include <kernel/data/sqlite/connection.h>

#include <atomic>
#include <chrono>
#include <cstdint>

namespace tenon::data::sqlite {

/// A read transaction that is kept open for a moment while a process reads much.
///
/// Every read takes a lock of the system's and gives it back, which costs a tenth of all that a small read costs;
/// SQLite asks the system only for the first reader of a process and the last. This one stays, so that the others come
/// between. It is no snapshot for anybody but itself: each of them looks for what is new, and takes another lock when
/// there is something. It ends soon, and does not begin again at once, because whoever wants to empty the write-ahead
/// log waits for it.
class ReadHold {
public:
    using Clock = std::chrono::steady_clock;

    /// Uses `connection` from begin() to end(), in which time nobody else may.
    explicit ReadHold(SqliteConnection& connection);

    /// Counts a read, from any thread; true when there have been enough of them to begin.
    [[nodiscard]] bool count() noexcept {
        return _reads.fetch_add(1, std::memory_order_relaxed) % worthwhile == worthwhile - 1
               && !_isHeld.load(std::memory_order_relaxed);
    }

    // The rest is for the one thread that the connection belongs to.

    [[nodiscard]] bool isHeld() const noexcept { return _isHeld.load(std::memory_order_relaxed); }

    /// Whether so much was read since the last end that it is worth to begin.
    [[nodiscard]] bool isWanted() const noexcept {
        return _reads.load(std::memory_order_relaxed) - _seen >= worthwhile;
    }

    void begin() noexcept;

    /// When it is to end.
    [[nodiscard]] Clock::time_point until() const noexcept { return _until; }

    /// Does nothing where it has not begun.
    void end() noexcept;

private:
    /// Reads among which one more is no matter.
    static constexpr std::uint64_t worthwhile = 64;
    static constexpr std::chrono::milliseconds longest{50};

    SqliteConnection& _connection;
    SqliteStatement _begin;
    SqliteStatement _touch;
    SqliteStatement _commit;
    std::atomic<std::uint64_t> _reads{0};
    std::atomic<bool> _isHeld{false}; ///< Changed by the connection's thread only
    std::uint64_t _seen = 0;
    Clock::time_point _until;
};

} // namespace tenon::data::sqlite
