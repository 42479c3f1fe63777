#pragma once

#include <tenon/database.h>

#include <string>
#include <string_view>
#include <vector>

namespace tenon::secrets {

/// A column that holds sealed texts.
struct SealedColumn {
    std::string table;
    std::string column;
    std::string key; ///< Column that names a row in the place of its text
};

/// The columns that modules seal, kept in the database: rotating runs without the modules. Safe to use from many
/// threads.
class SealedColumns {
public:
    explicit SealedColumns(Database& database) : _database(database) {}

    /// Throws std::invalid_argument for names that are none of SQL in lower case.
    void add(const SealedColumn& column);

    [[nodiscard]] std::vector<SealedColumn> all();

private:
    Database& _database;
};

} // namespace tenon::secrets
