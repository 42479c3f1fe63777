#include "sealed_columns.h"

#include <algorithm>
#include <stdexcept>

namespace tenon::secrets {

namespace {

constexpr std::string_view selectSql =
    "SELECT table_name, column_name, key_name FROM tenon_sealed_column ORDER BY table_name, column_name";
constexpr std::string_view knownSql =
    "SELECT 1 FROM tenon_sealed_column WHERE table_name = :table AND column_name = :column AND key_name = :key";
constexpr std::string_view insertSql =
    "INSERT INTO tenon_sealed_column (table_name, column_name, key_name) VALUES (:table, :column, :key) "
    "ON CONFLICT (table_name, column_name) DO UPDATE SET key_name = :key";

/// The names become part of SQL texts.
void requireName(std::string_view name) {
    const bool isName = !name.empty() && name.size() <= 63 && name.front() >= 'a' && name.front() <= 'z'
                        && std::ranges::all_of(name, [](char c) {
                               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
                           });
    if (!isName) {
        throw std::invalid_argument("'" + std::string(name) + "' cannot name a table or column with sealed texts");
    }
}

} // namespace

void SealedColumns::add(const SealedColumn& column) {
    requireName(column.table);
    requireName(column.column);
    requireName(column.key);
    if (!_database.value<std::int64_t>(
            knownSql, {{"table", column.table}, {"column", column.column}, {"key", column.key}}
        )) {
        _database.execute(insertSql, {{"table", column.table}, {"column", column.column}, {"key", column.key}});
    }
}

std::vector<SealedColumn> SealedColumns::all() {
    auto columns = _database.rows(selectSql, {}, [](const Row& row) {
        return SealedColumn{row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2)};
    });
    for (const SealedColumn& column : columns) {
        requireName(column.table);
        requireName(column.column);
        requireName(column.key);
    }
    return columns;
}

} // namespace tenon::secrets
