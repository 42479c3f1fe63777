#pragma once

#include <kernel/schema/schema.h>

#include <tenon/json.h>
#include <tenon/scope.h>

#include <string>
#include <string_view>
#include <vector>

namespace tenon::resources {

/// How a column's values travel between database and JSON.
enum class ColumnKind { Text, Integer, Number, Boolean, Decimal, Json, Secret };

/// A column that a field declares.
struct Column {
    std::string name;     ///< Of the field
    std::string storedAs; ///< Of the column, most often the same
    ColumnKind kind = ColumnKind::Text;
    int scale = 0;        ///< Of a decimal
    std::string target;   ///< Table that a reference leads to
    std::string agreesOn; ///< Column in which the record that a reference leads to agrees with this one
    bool isRequired = false;
    bool isReadOnly = false;
    bool isFixed = false;
    bool isHidden = false; ///< Write-only: never answered (a secret is, as a mask)
};

/// A resource as its module declared it, read once at start. Throws std::invalid_argument for names in search, filter
/// or order that are no field, and for fields that are never answered: who may search or sort by one can guess it; also
/// for columns of the scope that are neither field nor id.
class Definition {
public:
    Definition(std::string_view module, const JsonObject& description);

    std::string name;
    std::string path;
    std::string table;
    std::string permission; ///< Prefix: "locations.districts"
    JsonArray fields;
    std::vector<Column> columns;
    std::vector<std::string> search;
    std::vector<std::string> filter;
    std::vector<std::string> order;
    ScopeColumns scope; ///< Whose the rows are
    schema::Schema schema;

    /// By the name of its field.
    [[nodiscard]] const Column* column(std::string_view name) const;

private:
    [[nodiscard]] std::vector<std::string> names(const JsonObject& description, std::string_view key) const;
    [[nodiscard]] std::string scopeColumn(std::string_view column) const;
    void check(std::string_view field, std::string_view key) const;
};

} // namespace tenon::resources
