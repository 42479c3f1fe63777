#pragma once

#include <tenon/database.h>

#include <array>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dttot {

/// Inserts many rows with few statements. The texts are made once, of the code's own constants, so that every batch
/// runs the same prepared statements. Immutable and safe to share between threads.
class BatchInsert {
public:
    /// `end` follows the values, for example "ON CONFLICT DO NOTHING".
    BatchInsert(
        std::string_view table,
        std::initializer_list<std::string_view> columns,
        std::string_view end = std::string_view()
    );

    /// Inserts `values`, row after row; their number is a multiple of the number of columns.
    void run(tenon::Database& database, std::span<const tenon::Value> values) const;

private:
    struct Statement {
        std::size_t rows;
        std::string sql;
    };

    std::size_t _columns;
    std::vector<std::string> _names;
    std::vector<Statement> _statements; ///< largest first
};

} // namespace dttot
