#include <kernel/resources/statements.h>

#include <algorithm>

namespace tenon::resources {

Statements::Statements(const Definition& definition)
    : columns("id, uuid, version, created_at, updated_at"), _definition(definition) {
    std::string names = "uuid, version, created_at, updated_at";
    std::string values = ":uuid, 1, :now, :now";
    std::string assignments = "version = version + 1, updated_at = :now";
    for (const Column& column : definition.columns) {
        columns.append(", ").append(column.storedAs);
        names.append(", ").append(column.storedAs);
        values.append(", :").append(column.name);
        assignments.append(", ").append(column.storedAs).append(" = :").append(column.name);
    }
    _selection = "SELECT " + columns + " FROM " + definition.table + " WHERE ";
    insert = "INSERT INTO " + definition.table + " (" + names + ") VALUES (" + values + ") RETURNING " + columns;
    update = "UPDATE " + definition.table + " SET " + assignments + " WHERE id = :id AND version = :version RETURNING "
             + columns;
    remove = "DELETE FROM " + definition.table + " WHERE id = :id AND version = :version";
}

std::string Statements::read(std::string_view key, std::string_view scope) const {
    constexpr std::size_t room = 64; // for what follows without a scope
    std::string sql;
    sql.reserve(_selection.size() + scope.size() + room);
    sql.append(_selection).append(key).append(" = :key");
    if (!scope.empty()) {
        sql.append(" AND (").append(scope).append(")");
    }
    return sql;
}

std::string Statements::first(std::string_view condition) const {
    std::string sql = _selection;
    return sql.append(condition).append(" ORDER BY id LIMIT 1");
}

std::string Statements::list(std::string_view condition, std::string_view ordering) const {
    std::string sql = "SELECT " + columns + ", (" + count(condition) + ") AS total FROM " + _definition.table;
    return sql.append(condition).append(ordering).append(" LIMIT :limit OFFSET :offset");
}

std::string Statements::count(std::string_view condition) const {
    return "SELECT COUNT(*) FROM " + _definition.table + std::string(condition);
}

std::string Statements::ordering(std::string_view field) const {
    const bool isDescending = field.starts_with('-');
    field.remove_prefix(isDescending ? 1 : 0);
    const auto& order = _definition.order;
    if (std::find(order.begin(), order.end(), field) == order.end()) {
        return {};
    }
    const Column* column = _definition.column(field);
    std::string sql = " ORDER BY ";
    return sql.append(column != nullptr ? column->storedAs : field)
        .append(isDescending ? " DESC NULLS LAST, id" : " NULLS LAST, id");
}

} // namespace tenon::resources
