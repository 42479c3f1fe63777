#include "reading/sheet_line.h"

#include <stdexcept>
#include <utility>

namespace documents {

namespace {

using tenon::Json;
using tenon::JsonObject;

SheetCell cellOf(const Json& cell) {
    if (cell.is_null()) {
        return {};
    }
    if (cell.is_string()) {
        return {SheetCell::Kind::Text, std::string(tenon::textOf(cell.get_string()))};
    }
    const auto& member = *cell.as_object().begin();
    const SheetCell::Kind kind = member.key() == "number" ? SheetCell::Kind::Number
                                 : member.key() == "day"  ? SheetCell::Kind::Day
                                                          : SheetCell::Kind::Error;
    return {kind, std::string(tenon::textOf(member.value().as_string()))};
}

SheetRow rowOf(const JsonObject& line, const std::string& sheet) {
    SheetRow row{.number = line.at("row").to_number<std::uint64_t>(), .cells = {}, .sheet = sheet};
    for (const Json& cell : line.at("cells").as_array()) {
        row.cells.push_back(cellOf(cell));
    }
    return row;
}

} // namespace

void SheetLineReader::take(std::string_view line) {
    const Json parsed = boost::json::parse(boost::json::string_view(line.data(), line.size()));
    const JsonObject& object = parsed.as_object();
    if (object.contains("row")) {
        _onRow(rowOf(object, _sheet));
    } else if (const Json* sheet = object.if_contains("sheet")) {
        _sheet = tenon::textOf(sheet->as_string());
    } else if (const Json* failure = object.if_contains("failure")) {
        _failure = failure->as_object();
    } else if (const Json* summary = object.if_contains("summary")) {
        _summary = summary->as_object();
    } else {
        throw std::runtime_error("tenon-tables wrote a line of another kind");
    }
}

void SheetLineReader::describe(TableFile& file) const {
    file.format = tenon::textAt(*_summary, "format");
    file.sheet = tenon::textAt(*_summary, "sheet");
    for (const Json& name : _summary->at("others").as_array()) {
        file.otherSheets.emplace_back(tenon::textOf(name.as_string()));
    }
}

} // namespace documents
