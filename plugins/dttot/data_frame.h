#pragma once

#include <tenon/json.h>

#include <cstdint>

namespace dttot {

/// A window on a table: what its columns are called, and of its rows those from `offset` to `offset` + `limit`.
class DataFrame {
public:
    DataFrame(std::int64_t offset, std::int64_t limit) : _offset(offset), _limit(limit) {}

    [[nodiscard]] bool hasColumns() const { return _hasColumns; }

    void name(tenon::JsonArray columns);

    /// Counts the next row and keeps it where it lies in the window.
    template <typename MakeRow>
    void add(const MakeRow& makeRow) {
        const std::int64_t index = _total++;
        if (index >= _offset && index - _offset < _limit) {
            _rows.push_back(makeRow());
        }
    }

    [[nodiscard]] const tenon::JsonArray& columns() const { return _columns; }

    /// {"columns", "data", "shape", "offset", "limit"}
    [[nodiscard]] tenon::JsonObject json() &&;

private:
    std::int64_t _offset;
    std::int64_t _limit;
    std::int64_t _total = 0;
    bool _hasColumns = false;
    tenon::JsonArray _columns;
    tenon::JsonArray _rows;
};

} // namespace dttot
