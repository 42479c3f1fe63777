#pragma once

#include <tenon/database.h>
#include <tenon/event.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tenon::jobs {

/// The tables tenon_event and tenon_event_cursor: one function, one statement. Safe to use from many threads.
class EventStore {
public:
    explicit EventStore(Database& database);

    /// Writes an event in the current transaction. On PostgreSQL the transaction has its number before the event has
    /// its id; EventFrontier relies on that.
    void add(std::string_view name, const JsonObject& data);

    /// Ids that are visible, and the lowest number of a transaction that is not over.
    struct Look {
        std::vector<std::int64_t> ids;
        std::int64_t oldestTransaction = 0;
    };

    /// At most `most` ids above `after` in order. An empty list comes without the transaction.
    [[nodiscard]] Look look(std::int64_t after, std::size_t most) const;

    /// A number above those of all transactions that have one.
    [[nodiscard]] std::int64_t newTransaction() const;

    /// At most `most` events above `after` up to `last` in order.
    [[nodiscard]] std::vector<Event> read(std::int64_t after, std::int64_t last, std::size_t most) const;

    /// How far `subscriber` has come; one that is new begins behind the newest event.
    std::int64_t enter(std::string_view subscriber);

    /// Takes the right to deliver to `subscriber` until `until` and tells how far it has come; nothing while another
    /// node has it.
    std::optional<std::int64_t> take(std::string_view subscriber, std::string_view node, Timestamp until);

    /// Writes how far `subscriber` has come and keeps the right until `until`; false when it is lost.
    bool advance(std::string_view subscriber, std::string_view node, std::int64_t last, Timestamp until);

    /// Writes how far `subscriber` has come and gives the right back.
    void release(std::string_view subscriber, std::string_view node, std::int64_t last);

    /// Tells that `subscriber` is alive and has nothing to get up to `last`.
    void pass(std::string_view subscriber, std::int64_t last);

    /// Deletes the events before `time` that every subscriber has passed. One that was not seen since `time` does not
    /// count.
    std::int64_t purge(Timestamp time);

private:
    Database& _database;
};

} // namespace tenon::jobs
