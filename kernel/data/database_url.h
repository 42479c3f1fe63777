#pragma once

#include <tenon/database.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::data {

/// The parts of a database's URL, percent-decoded.
struct DatabaseUrl {
    Backend backend = Backend::Sqlite;

    bool isTemporary = false; ///< sqlite::memory:
    std::string path;         ///< The file of SQLite

    /// libpq's keywords with their values: host, port, user, password, dbname and the query's.
    std::vector<std::pair<std::string, std::string>> keywords;

    /// Throws DatabaseError (Connection) for any other form; the message does not repeat the URL, which holds a
    /// password.
    static DatabaseUrl parse(std::string_view url);
};

} // namespace tenon::data
