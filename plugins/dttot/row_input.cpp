#include "row_input.h"

#include "extraction/record_builder.h"
#include "list_record.h"
#include "row_cells.h"

#include <tenon/error.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace dttot {

namespace {

using layout::Column;
using layout::RawRecord;

/// Identity numbers stand in the description as well as in members of their own.
constexpr std::string_view describedMembers[] = {
    "nik",
    "nik_malformed",
    "related_nik",
    "passports",
    "kk",
    "npwp",
    "phones",
    "birth_dates_from_description",
};

/// What the cells say, as a complete record.
tenon::JsonObject readCells(const RowCells& cells) {
    tenon::JsonObject record = jsonOf(recordOf(RawRecord(cells.raw)));
    for (const auto& [column, value] : cells.exact) {
        tenon::JsonArray& list = record[membersOf(column).front()].as_array();
        if (std::ranges::find(list, tenon::Json(value)) == list.end()) {
            list.emplace_back(value);
        }
    }
    return completed(record);
}

/// The issues of the members that stay as they are, and those of the new ones.
tenon::JsonArray
issuesOf(const tenon::JsonArray& before, const tenon::JsonArray& after, const std::set<std::string_view>& members) {
    tenon::JsonArray issues;
    for (const tenon::Json& issue : before) {
        if (!members.contains(tenon::textAt(issue.as_object(), "field"))) {
            issues.push_back(issue);
        }
    }
    for (const tenon::Json& issue : after) {
        if (members.contains(tenon::textAt(issue.as_object(), "field"))) {
            issues.push_back(issue);
        }
    }
    return issues;
}

std::set<std::string_view> namedMembers(const RowCells& cells, const tenon::JsonObject& read) {
    std::set<std::string_view> members;
    for (const Column column : cells.columns) {
        for (const std::string_view member : membersOf(column)) {
            members.insert(member);
        }
    }
    // A name cell may have brought aliases along, a description numbers.
    if (cells.columns.contains(Column::name) && !read.at("aliases").get_array().empty()) {
        members.insert("aliases");
    }
    if (cells.columns.contains(Column::description)) {
        for (const std::string_view member : describedMembers) {
            if (!read.at(member).get_array().empty()) {
                members.insert(member);
            }
        }
    }
    return members;
}

void requireName(const tenon::JsonObject& record) {
    if (tenon::textAt(record, "name").empty()) {
        throw tenon::Invalid("name", "A row needs a name.");
    }
}

} // namespace

tenon::JsonObject recordFrom(const tenon::JsonObject& input) {
    RowCells cells = cellsOf(input);
    if (!cells.columns.contains(Column::type)) {
        cells.raw.sectionType = SubjectType::person;
    }
    tenon::JsonObject record = readCells(cells);
    requireName(record);
    return record;
}

tenon::JsonObject changedRecord(const tenon::JsonObject& record, const tenon::JsonObject& input) {
    RowCells cells = cellsOf(input);
    if (cells.raw.original.empty()) {
        throw tenon::Invalid("The request names nothing to change.");
    }
    tenon::JsonObject changed = completed(record);
    const tenon::JsonObject read = readCells(cells);
    const std::set<std::string_view> members = namedMembers(cells, read);
    for (const std::string_view member : members) {
        changed[member] = read.at(member);
    }
    changed["issues"] = issuesOf(changed.at("issues").get_array(), read.at("issues").get_array(), members);
    for (const auto& [header, text] : cells.raw.original) {
        changed["original"].get_object()[header] = text;
    }
    requireName(changed);
    return completed(changed);
}

} // namespace dttot
