#pragma once

#include "extraction/layout/columns.h"
#include "extraction/tables.h"
#include "tables/row.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace dttot {

/// A window on the raw table of a document: the header's labels, then the cells as they are, merged and repeated ones
/// included. Without a header the columns are A, B, C ….
class RawTable : public tables::RowSink {
public:
    using OnColumns = std::function<void(const std::vector<std::string>&)>;
    using OnRow = std::function<void(const std::vector<std::string>&)>;

    RawTable(std::uint64_t offset, std::uint64_t limit, OnColumns onColumns, OnRow onRow);

    void sheet(const tables::Sheet& sheet) override;
    void row(tables::Row&& row) override;

    /// The document is complete: passes on what waited for a header.
    void finish();

    /// The number of rows below the header, blank ones not counted.
    [[nodiscard]] std::uint64_t rows() const noexcept { return _rows; }

private:
    void announce(const std::vector<std::string>& columns);
    void pass(const tables::Row& row);

    std::uint64_t _offset;
    std::uint64_t _limit;
    OnColumns _onColumns;
    OnRow _onRow;
    std::vector<tables::Row> _waiting;
    std::size_t _width = 0;
    std::uint64_t _rows = 0;
    bool _announced = false;
};

} // namespace dttot
