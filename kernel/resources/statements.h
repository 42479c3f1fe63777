#pragma once

#include <kernel/resources/definition.h>

#include <string>
#include <string_view>

namespace tenon::resources {

/// The SQL texts of a resource, built once from declared names; nothing of a request ever enters an SQL text.
struct Statements {
    explicit Statements(const Definition& definition);

    /// "SELECT … FROM table WHERE (id = :id or uuid = :uuid)" and, when not empty, " AND (scope)".
    [[nodiscard]] std::string read(std::string_view key, std::string_view scope) const;

    /// The first row by its id that fulfils `condition`.
    [[nodiscard]] std::string first(std::string_view condition) const;

    /// Rows of one page, and in the last column the count of all rows. `condition` begins with " WHERE " or is empty;
    /// `ordering` is one of `orderings`.
    [[nodiscard]] std::string list(std::string_view condition, std::string_view ordering) const;

    /// Only the count, for a page behind the last one.
    [[nodiscard]] std::string count(std::string_view condition) const;

    /// " ORDER BY name DESC NULLS LAST, id" for "-name"; empty when `field` may not be ordered by.
    [[nodiscard]] std::string ordering(std::string_view field) const;

    std::string columns; ///< "id, uuid, version, created_at, updated_at, …"
    std::string insert;
    std::string update; ///< Of all columns, where id and version are as expected
    std::string remove;

private:
    const Definition& _definition;
    std::string _selection; ///< "SELECT … FROM table WHERE "
};

} // namespace tenon::resources
