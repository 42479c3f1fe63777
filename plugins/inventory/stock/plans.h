#pragma once

#include <tenon/database.h>
#include <tenon/time.h>

#include <cstdint>

namespace inventory {

/// What is planned, as it is known at each instant. A movement that is split stays planned as a whole.
class Plans {
public:
    explicit Plans(tenon::Database& database) : _database(database) {}

    /// A movement was put down.
    void add(std::int64_t movement, tenon::Timestamp at);
    /// It is not to come any more: it is carried out, given up, or about to be forgotten.
    void end(std::int64_t movement, tenon::Timestamp at);

private:
    tenon::Database& _database;
};

} // namespace inventory
