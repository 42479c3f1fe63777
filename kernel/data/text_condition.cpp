#include <kernel/data/sqlite/text_search.h>
#include <kernel/data/text_condition.h>

#include <tenon/like.h>

namespace tenon::data {

namespace {

std::string byFunction(std::span<const std::string_view> columns, std::string_view parameter) {
    std::string sql(sqlite::textSearch);
    sql.append("(:").append(parameter);
    for (const std::string_view column : columns) {
        sql.append(", ").append(column);
    }
    return sql.append(")");
}

std::string byPattern(std::span<const std::string_view> columns, std::string_view parameter) {
    std::string sql;
    for (const std::string_view column : columns) {
        sql.append(sql.empty() ? "lower(" : " OR lower(")
            .append(column)
            .append(") LIKE lower(:")
            .append(parameter)
            .append(") ESCAPE '\\'");
    }
    return sql;
}

} // namespace

TextCondition
holding(std::string_view text, std::span<const std::string_view> columns, std::string_view parameter, Backend backend) {
    if (backend == Backend::Sqlite) {
        return {byFunction(columns, parameter), std::string(text)};
    }
    return {byPattern(columns, parameter), likePattern(text)};
}

} // namespace tenon::data
