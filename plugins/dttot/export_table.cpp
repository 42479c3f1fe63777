#include "export_table.h"

#include <tenon/error.h>

namespace dttot {

namespace {

constexpr std::string_view rowsOfDocument =
    "SELECT r.id, r.record, l.name FROM dttot_row_in_force r LEFT JOIN dttot_watch_list l ON l.id = r.list_id "
    "WHERE r.document_id = :document ORDER BY r.id";
constexpr std::string_view allRows =
    "SELECT r.id, r.record, l.name FROM dttot_row_in_force r LEFT JOIN dttot_watch_list l ON l.id = r.list_id "
    "ORDER BY r.id";
constexpr std::string_view documentExists = "SELECT id FROM dttot_list WHERE id = :document";

/// "birth_dates: birth_date.unread (Januari)".
std::string issueText(const tenon::JsonObject& issue) {
    std::string text(tenon::textAt(issue, "field"));
    text.append(": ").append(tenon::textAt(issue, "code"));
    if (const std::string_view cell = tenon::textAt(issue, "text"); !cell.empty()) {
        text.append(" (").append(cell).append(")");
    }
    return text;
}

/// "Passport Z1234567 (IR)".
std::string documentText(const tenon::JsonObject& document) {
    std::string text(tenon::textAt(document, "type"));
    text.append(" ").append(tenon::textAt(document, "number"));
    if (const std::string_view country = tenon::textAt(document, "country"); !country.empty()) {
        text.append(" (").append(country).append(")");
    }
    return text;
}

/// "Owned or Controlled By: KALIMAYA (99002)" of this subject, "KALIMAYA (99002): Owned or Controlled By" of the other.
std::string relatedText(const tenon::JsonObject& related) {
    std::string other(tenon::textAt(related, "name"));
    other.append(other.empty() ? "(" : " (").append(tenon::textAt(related, "code")).append(")");
    const std::string relation(tenon::textAt(related, "relation"));
    const std::string text =
        tenon::textAt(related, "said_of") == "other" ? other + ": " + relation : relation + ": " + other;
    return tenon::flagAt(related, "former") ? text + " [former]" : text;
}

std::string objectText(const tenon::JsonObject& object) {
    if (object.contains("relation")) {
        return relatedText(object);
    }
    return object.contains("number") ? documentText(object) : issueText(object);
}

std::string cellText(const tenon::Json& value) {
    if (value.is_string()) {
        return std::string(tenon::textOf(value.get_string()));
    }
    if (value.is_object()) {
        return objectText(value.get_object());
    }
    if (!value.is_array()) {
        return value.is_null() ? std::string() : boost::json::serialize(value);
    }
    std::string text;
    for (const tenon::Json& item : value.get_array()) {
        text.append(text.empty() ? "" : "; ").append(cellText(item));
    }
    return text;
}

ExportRow exportRow(const tenon::Row& row) {
    const std::string_view text = row.text(1);
    const tenon::Json record = boost::json::parse(boost::json::string_view(text.data(), text.size()));
    ExportRow cells;
    cells[0] = std::to_string(row.integer(0));
    for (std::size_t i = 0; i < recordKeys.size(); ++i) {
        cells[i + 1] = cellText(record.at(recordKeys[i]));
    }
    for (std::size_t i = 0; i < furtherKeys.size(); ++i) {
        if (const tenon::Json* value = record.as_object().if_contains(furtherKeys[i])) {
            cells[1 + recordKeys.size() + i] = cellText(*value);
        }
    }
    cells.back() = row.isNull(2) ? std::string_view() : row.text(2);
    return cells;
}

} // namespace

std::string_view exportHeader(std::size_t column) {
    if (column == 0) {
        return "id";
    }
    if (column <= recordKeys.size()) {
        return recordKeys[column - 1];
    }
    return column + 1 == exportColumns ? "list" : furtherKeys.at(column - 1 - recordKeys.size());
}

void forEachExportRow(
    tenon::App& app,
    const tenon::Caller& caller,
    std::int64_t document,
    std::string_view format,
    const std::function<void(const ExportRow&)>& visit
) {
    caller.require("dttot.export");
    tenon::Database& database = app.database();
    if (document != 0 && !database.value<std::int64_t>(documentExists, {{"document", document}})) {
        throw tenon::NotFound("There is no such document.");
    }
    std::int64_t rows = 0;
    const auto take = [&](const tenon::Row& row) {
        visit(exportRow(row));
        ++rows;
    };
    if (document == 0) {
        database.each(allRows, {}, take);
    } else {
        database.each(rowsOfDocument, {{"document", document}}, take);
    }
    database.transaction([&] {
        app.audit().record(
            caller,
            {.action = "dttot.list.exported",
             .model = "dttot_document",
             .record = document == 0 ? "all" : std::to_string(document),
             .after = tenon::JsonObject{{"format", format}, {"rows", rows}}}
        );
    });
}

} // namespace dttot
