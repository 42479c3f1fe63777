#pragma once

#include <tenon/database.h>

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dttot {

/// Inserts or deletes many rows with few statements. The texts are made once, of the code's own constants, so that
/// every batch runs the same prepared statements. Immutable and safe to share between threads.
class BatchStatement {
public:
    using Columns = std::initializer_list<std::string_view>;

    /// Inserts rows; `end` follows the values, for example "ON CONFLICT DO NOTHING".
    [[nodiscard]] static BatchStatement
    insert(std::string_view table, Columns columns, std::string_view end = std::string_view());

    /// Deletes the rows whose `columns`, which begin an index, have the values.
    [[nodiscard]] static BatchStatement erase(std::string_view table, Columns columns);

    /// Runs for `values`, row after row; their number is a multiple of the number of columns.
    void run(tenon::Database& database, std::span<const tenon::Value> values) const;

    /// How many values make a row.
    [[nodiscard]] std::size_t columns() const { return _columns; }

private:
    struct Statement {
        std::size_t rows;
        std::string sql;
    };

    /// The text for a number of rows, whose values are :v0, :v1, ….
    using Text = std::function<std::string(std::size_t rows)>;

    BatchStatement(std::size_t columns, const Text& text);

    std::size_t _columns;
    std::vector<std::string> _names;
    std::vector<Statement> _statements; ///< largest first
};

} // namespace dttot
