#pragma once

#include "extraction/tables.h"
#include "tables/row.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dttot::layout {

/// What a column of a DTTOT table holds.
enum class Column {
    number,
    name,
    alias,
    description,
    type,
    code,
    birthPlace,
    birthDate,
    birthPlaceAndDate,
    nationality,
    address,
    nik,
    nikMalformed, ///< of an export of this module, like the next
    relatedNik,
    kk,
    passport,
    npwp,
    phone,
    unknown,
};

/// What a header names, by meaning: case, blanks, punctuation, abbreviations and one slip do not matter. `unknown` for
/// other texts.
[[nodiscard]] Column columnOf(std::string_view header);

/// The columns of a table as its header row names them.
class Columns {
public:
    Columns() = default;
    explicit Columns(std::vector<std::string> headers);

    [[nodiscard]] std::size_t size() const noexcept { return _columns.size(); }

    /// `unknown` beyond the last column.
    [[nodiscard]] Column at(std::size_t index) const {
        return index < _columns.size() ? _columns[index] : Column::unknown;
    }

    /// The header text, on one line; a letter such as "C" for a column without one. Never the same for two columns.
    [[nodiscard]] const std::string& labelAt(std::size_t index) const { return _labels[index]; }

    [[nodiscard]] bool has(Column column) const;

    /// Whether the table is an export of this module, whose cells are clean values with "; " between them.
    [[nodiscard]] bool areOfExport() const { return has(Column::nikMalformed) && has(Column::relatedNik); }

    /// The first column of this meaning.
    [[nodiscard]] std::optional<std::size_t> indexOf(Column column) const;

private:
    std::vector<Column> _columns;
    std::vector<std::string> _labels;
};

/// The columns that a row names, when it is a header: a name column, and most of its cells are headers of a DTTOT
/// table.
[[nodiscard]] std::optional<Columns> headerOf(const tables::Row& row);

/// The columns of a header on two rows ("Lahir" over "Tempat" and "Tanggal"): what the second row adds to the first;
/// none when the second row is no part of a header.
[[nodiscard]] std::optional<Columns> headerOf(const tables::Row& upper, const tables::Row& lower);

/// Whether the row only counts the columns: 1 2 3 … or (1) (2) (3) ….
[[nodiscard]] bool countsColumns(const tables::Row& row);

} // namespace dttot::layout
