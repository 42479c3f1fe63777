#include "batch_statement.h"

#include <algorithm>

namespace dttot {

namespace {

/// More values in one statement gain nothing that is worth their binding.
constexpr std::size_t valuesPerStatement = 128;

using Part = std::function<std::string(std::size_t)>;

/// `part` of 0 to `count` - 1 with `separator` between them.
std::string joined(std::size_t count, std::string_view separator, const Part& part) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text.append(i == 0 ? "" : separator).append(part(i));
    }
    return text;
}

} // namespace

BatchStatement BatchStatement::insert(std::string_view table, Columns columns, std::string_view end) {
    const std::size_t width = columns.size();
    const std::string head = "INSERT INTO " + std::string(table) + " ("
                             + joined(width, ", ", [&](std::size_t i) { return std::string(columns.begin()[i]); })
                             + ") VALUES ";
    return {width, [&](std::size_t rows) {
                const auto tuple = [&](std::size_t row) {
                    const auto value = [&](std::size_t i) { return ":v" + std::to_string(row * width + i); };
                    return "(" + joined(width, ", ", value) + ")";
                };
                return head + joined(rows, ", ", tuple) + " " + std::string(end);
            }};
}

BatchStatement BatchStatement::erase(std::string_view table, Columns columns) {
    const std::size_t width = columns.size();
    const std::string head = "DELETE FROM " + std::string(table) + " WHERE ";
    // SQLite would read the whole table for "(a, b) IN (VALUES …)".
    return {width, [&](std::size_t rows) {
                const auto tuple = [&](std::size_t row) {
                    const auto equal = [&](std::size_t i) {
                        return std::string(columns.begin()[i]) + " = :v" + std::to_string(row * width + i);
                    };
                    return "(" + joined(width, " AND ", equal) + ")";
                };
                return head + joined(rows, " OR ", tuple);
            }};
}

BatchStatement::BatchStatement(std::size_t columns, const Text& text) : _columns(columns) {
    const std::size_t most = std::max<std::size_t>(1, valuesPerStatement / _columns);
    for (std::size_t i = 0; i < most * _columns; ++i) {
        _names.push_back("v" + std::to_string(i));
    }
    for (std::size_t rows = most; rows > 0; rows = rows == 1 ? 0 : std::max<std::size_t>(1, rows / 4)) {
        _statements.push_back({rows, text(rows)});
    }
}

void BatchStatement::run(tenon::Database& database, std::span<const tenon::Value> values) const {
    std::vector<tenon::Param> params;
    for (const Statement& statement : _statements) {
        const std::size_t count = statement.rows * _columns;
        while (values.size() >= count) {
            params.clear();
            for (std::size_t i = 0; i < count; ++i) {
                params.push_back({_names[i], values[i]});
            }
            database.run(statement.sql, params, nullptr);
            values = values.subspan(count);
        }
    }
}

} // namespace dttot
