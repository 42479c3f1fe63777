#pragma once

#include <tenon/database.h>
#include <tenon/event.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::jobs {

/// The tables tenon_event and tenon_event_cursor: one function, one statement. Safe to use from many threads.
class EventStore {
public:
    explicit EventStore(Database& database);

    /// Writes an event in the current transaction, which is one of writers() from before the event has its id until it
    /// is over.
    void add(std::string_view name, const JsonObject& data);

    /// At most `most` visible ids above `after` in order.
    [[nodiscard]] std::vector<std::int64_t> idsAfter(std::int64_t after, std::size_t most) const;

    /// The open transactions of this database that have written events or are about to, under names that are not given
    /// again. Who is missing here is over, and what it committed can be read. Always empty on SQLite, whose one writer
    /// commits in the order of the ids.
    [[nodiscard]] std::vector<std::string> writers() const;

    /// At most `most` events above `after` up to `last` in order.
    [[nodiscard]] std::vector<Event> read(std::int64_t after, std::int64_t last, std::size_t most) const;

    /// How far `subscriber` has come; one that is new begins behind the newest event.
    std::int64_t enter(std::string_view subscriber);

    /// Takes the right to deliver to `subscriber` for the time `lease` and tells how far it has come; nothing while
    /// another node has it. One that lasts for more than twice that time was given before the clock was set back: it
    /// counts no more.
    std::optional<std::int64_t>
    take(std::string_view subscriber, std::string_view node, std::chrono::milliseconds lease);

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
