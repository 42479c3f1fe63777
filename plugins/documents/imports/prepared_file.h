#pragma once

#include "imports/cell_value.h"
#include "imports/fault.h"
#include "imports/header.h"

#include <tenon/documents/imports.h>
#include <tenon/rows.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace documents {

/// A row whose cells were read.
struct PreparedRow {
    std::uint64_t number = 0;
    tenon::JsonObject values; ///< Of the cells that are right
    Faults faults;
    bool isComplete = true; ///< Whatever a row must have is right
    std::vector<SheetCell> cells;
};

/// A file whose header was understood and whose cells were read, before anything is asked of a database.
class PreparedFile {
public:
    /// Throws Error 422 when no row of the beginning names a column that is known, or when there is none below.
    PreparedFile(
        const Import& import,
        const ColumnNames& names,
        const tenon::Form& form,
        std::vector<SheetRow> rows,
        const Notation& notation
    );

    [[nodiscard]] const Header& header() const { return _header; }

    [[nodiscard]] const std::vector<PreparedRow>& rows() const { return _rows; }

    /// What is wrong with the header.
    [[nodiscard]] const Faults& faults() const { return _faults; }

    /// Where the column of a field stands; nothing when the file has none.
    [[nodiscard]] std::optional<std::size_t> placeOf(std::string_view field) const;

private:
    void findHeader(std::vector<SheetRow>& rows, const ColumnNames& names);
    void checkHeader();
    void prepare(SheetRow&& row, const Notation& notation);
    void readCells(PreparedRow& row, const Notation& notation) const;
    void checkValues(PreparedRow& row) const;
    void checkKey(PreparedRow& row);
    [[nodiscard]] bool isMissing(std::string_view field) const;

    const Import& _import;
    const tenon::Form& _form;
    Header _header;
    std::vector<PreparedRow> _rows;
    Faults _faults;
    std::map<std::string, std::uint64_t> _keys; ///< Which row had a key first
};

} // namespace documents
