#pragma once

#include <string_view>

namespace tenon::data {

/// Refuses what does not mean the same on both databases or escapes the migration's transaction.
///
/// Columns are of type BIGINT, TEXT, BOOLEAN, DATE, TIMESTAMP, DOUBLE PRECISION, VARCHAR(n), @id or @blob; a
/// transactional script holds no COMMIT, ROLLBACK and the like. Throws MigrationError that names the column and its
/// type.
void lint(std::string_view script, bool isTransactional);

} // namespace tenon::data
