#include "batch_insert.h"

#include <algorithm>

namespace dttot {

namespace {

/// More values in one statement gain nothing that is worth their binding.
constexpr std::size_t valuesPerStatement = 128;

std::string joined(std::span<const std::string_view> parts) {
    std::string text;
    for (const std::string_view part : parts) {
        text.append(text.empty() ? "" : ", ").append(part);
    }
    return text;
}

} // namespace

BatchInsert::BatchInsert(std::string_view table, std::initializer_list<std::string_view> columns, std::string_view end)
    : _columns(columns.size()) {
    const std::size_t most = std::max<std::size_t>(1, valuesPerStatement / _columns);
    for (std::size_t i = 0; i < most * _columns; ++i) {
        _names.push_back("v" + std::to_string(i));
    }
    const std::string head =
        "INSERT INTO " + std::string(table) + " (" + joined({columns.begin(), columns.size()}) + ") VALUES ";
    for (std::size_t rows = most; rows > 0; rows = rows == 1 ? 0 : std::max<std::size_t>(1, rows / 4)) {
        std::string sql = head;
        for (std::size_t i = 0; i < rows * _columns; ++i) {
            const bool isFirst = i % _columns == 0;
            sql += isFirst ? (i == 0 ? "(:" : "), (:") : ", :";
            sql += _names[i];
        }
        _statements.push_back({rows, sql + ") " + std::string(end)});
    }
}

void BatchInsert::run(tenon::Database& database, std::span<const tenon::Value> values) const {
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
