#pragma once

#include <tenon/documents/tables.h>
#include <tenon/json.h>

#include <optional>
#include <string>
#include <string_view>

namespace documents {

/// Understands what tenon-tables writes (tables/sheet_lines.h).
class SheetLineReader {
public:
    explicit SheetLineReader(const Tables::OnRow& onRow) : _onRow(onRow) {}

    /// Passes on a row, or remembers how the program ended. Throws std::runtime_error for a line that is neither.
    void take(std::string_view line);

    [[nodiscard]] const std::optional<tenon::JsonObject>& failure() const { return _failure; }

    [[nodiscard]] const std::optional<tenon::JsonObject>& summary() const { return _summary; }

    /// Adds what the summary says.
    void describe(TableFile& file) const;

private:
    const Tables::OnRow& _onRow;
    std::string _sheet; ///< that the rows are of, where every sheet is read
    std::optional<tenon::JsonObject> _failure;
    std::optional<tenon::JsonObject> _summary;
};

} // namespace documents
