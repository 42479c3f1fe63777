#pragma once

#include <tenon/documents/imports.h>
#include <tenon/documents/tables.h>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace documents {

/// The columns of an import by everything that a header may call them. Immutable.
class ColumnNames {
public:
    /// Throws std::invalid_argument when two columns claim the same name.
    explicit ColumnNames(const std::vector<ImportColumn>& columns);

    /// Index of the column that a title names.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view title) const;

private:
    void add(std::string_view title, std::size_t column);

    std::map<std::string, std::size_t, std::less<>> _columns; ///< By folded title
};

/// The header of a file: which of its columns are known.
struct Header {
    std::uint64_t row = 0;                           ///< Its number in the sheet
    std::vector<std::string> titles;                 ///< As they stand there
    std::vector<std::optional<std::size_t>> columns; ///< For each cell the column it names
    std::size_t known = 0;

    /// Titles that name no column.
    [[nodiscard]] std::vector<std::string> unknown() const;

    /// Where column `index` stands; nothing when it is not there. The first one where it is there twice.
    [[nodiscard]] std::optional<std::size_t> placeOf(std::size_t index) const;
};

/// The row as a header.
[[nodiscard]] Header headerOf(const SheetRow& row, const ColumnNames& names);

} // namespace documents
