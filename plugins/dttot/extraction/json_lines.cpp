#include "extraction/json_lines.h"

#include "tables/json_line.h"

#include <boost/json/object.hpp>

#include <cstdio>
#include <utility>

namespace dttot {

namespace json = boost::json;

using tables::print;

namespace {

void addSheet(json::object& line, const std::string& sheet) {
    if (!sheet.empty()) {
        line["sheet"] = sheet;
    }
}

} // namespace

void JsonLines::record(const Record& record, std::uint64_t rows, const std::string& sheet) {
    json::object line{{"record", jsonOf(record)}, {"rows", rows}};
    addSheet(line, sheet);
    print(line);
}

void JsonLines::skipped(const layout::SkippedRows& rows, const std::string& sheet) {
    json::object entry{
        {"row", rows.row}, {"rows", rows.rows}, {"kind", layout::nameOf(rows.kind)}, {"text", rows.text}};
    addSheet(entry, sheet);
    print({{"skipped", std::move(entry)}});
}

void JsonLines::progress(std::uint64_t rows, std::optional<std::uint64_t> of) {
    print({{"progress", {{"rows", rows}, {"of", of ? json::value(*of) : json::value()}}}});
    std::fflush(stdout);
}

} // namespace dttot
