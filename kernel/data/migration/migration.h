#pragma once

#include <tenon/asset.h>
#include <tenon/database.h>

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::data {

/// A migration that cannot be applied; the text names module, file and reason for the operator.
class MigrationError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// One numbered change of a module's tables, as it applies to one database.
struct Migration {
    int number = 0;              ///< 1 for "0001_tables.sql"
    std::string name;            ///< "0001_tables.sql"
    std::string script;          ///< With its macros expanded
    std::string checksum;        ///< SHA-256 of the file as shipped, in hexadecimal
    bool isTransactional = true; ///< False when the first line is "-- tenon: no-transaction"
};

/// The migrations among a module's files (`migrations/0001_x.sql`) in order of number.
///
/// Where a file exists in a variant for `backend` (`0001_x.sqlite.sql`, `0001_x.pgsql.sql`), the variant applies. `@id`
/// is replaced by the automatic key's definition, `@blob` by the type for bytes.
///
/// Throws MigrationError for a file name of another form, two migrations with one number, and what lint() refuses.
[[nodiscard]] std::vector<Migration> migrationsOf(std::span<const Asset> files, Backend backend);

} // namespace tenon::data
