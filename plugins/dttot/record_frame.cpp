#include "record_frame.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace dttot {

namespace {

constexpr std::array<std::string_view, 12> members{
    "kode_densus",
    "type",
    "name",
    "aliases",
    "weak_aliases",
    "birth_dates",
    "birth_places",
    "nationalities",
    "passports",
    "addresses",
    "programs",
    "description"};

/// A member's text; of a list, its texts one after the other.
std::string cellOf(const tenon::JsonObject& record, std::string_view member) {
    const tenon::Json* value = record.if_contains(member);
    if (value == nullptr || !value->is_array()) {
        return std::string(tenon::textAt(record, member));
    }
    std::string all;
    for (const tenon::Json& text : value->get_array()) {
        all.append(all.empty() ? "" : "; ").append(tenon::textOf(text.as_string()));
    }
    return all;
}

/// The cells as they stood in the document, which has the same columns in each of its records.
tenon::JsonArray originalCells(const tenon::JsonObject& record, const tenon::JsonArray& columns) {
    const tenon::JsonObject& original = record.at("original").as_object();
    tenon::JsonArray cells;
    for (const tenon::Json& column : columns) {
        cells.emplace_back(tenon::textAt(original, tenon::textOf(column.as_string())));
    }
    return cells;
}

} // namespace

RecordFrame::RecordFrame(DataFrame& frame, Columns columns) : _frame(frame), _columns(columns) {
    if (columns == Columns::ofTheRecord) {
        _frame.name(tenon::JsonArray(members.begin(), members.end()));
    }
}

void RecordFrame::take(const tenon::JsonObject& finding) {
    const tenon::Json* found = finding.if_contains("record");
    if (found == nullptr) {
        return;
    }
    const tenon::JsonObject& record = found->as_object();
    if (!_frame.hasColumns()) {
        tenon::JsonArray columns;
        for (const auto& [header, text] : record.at("original").as_object()) {
            columns.emplace_back(header);
        }
        _frame.name(std::move(columns));
    }
    _frame.add([&] {
        if (_columns == Columns::ofTheTable) {
            return originalCells(record, _frame.columns());
        }
        tenon::JsonArray cells;
        for (const std::string_view member : members) {
            cells.emplace_back(cellOf(record, member));
        }
        return cells;
    });
}

} // namespace dttot
