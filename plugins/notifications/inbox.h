#pragma once

#include "record_key.h"

#include <tenon/app.h>

#include <cstdint>
#include <string_view>

namespace notifications {

/// What the caller was told by the channel in_app: his own and nobody else's. Safe to call from many threads.
class Inbox {
public:
    explicit Inbox(tenon::Database& database) : _database(database) {}

    /// The newest first. Members of `filter`: is_read, archived, kind, search.
    [[nodiscard]] tenon::Page
    list(const tenon::Caller& caller, const tenon::JsonObject& filter, const tenon::Paging& paging);

    [[nodiscard]] tenon::JsonObject read(const tenon::Caller& caller, const RecordKey& key);

    [[nodiscard]] std::int64_t unread(const tenon::Caller& caller);

    /// Marks as read what is not yet; returns it.
    tenon::JsonObject markRead(const tenon::Caller& caller, const RecordKey& key);

    /// Marks everything as read; returns how many were not.
    std::int64_t markAllRead(const tenon::Caller& caller);

    /// Takes one out of the list; the history keeps it.
    void archive(const tenon::Caller& caller, const RecordKey& key);

private:
    tenon::Database& _database;
};

} // namespace notifications
