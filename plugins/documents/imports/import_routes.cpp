#include "imports/import_routes.h"

#include "imports/file_run.h"
#include "tables/merged_areas.h"

#include <algorithm>
#include <memory>

namespace documents {

namespace {

using namespace tenon::fields;
using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::Reply;
using tenon::Request;
using tenon::textAt;

constexpr std::size_t longestValue = 200; // of a cell in a fault, in bytes

std::string_view beginningOf(std::string_view text) {
    if (text.size() <= longestValue) {
        return text;
    }
    std::size_t end = longestValue;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) {
        --end;
    }
    return text.substr(0, end);
}

Notation notationOf(const JsonObject& body) {
    const std::string_view mark = textAt(body, "decimal_mark");
    const std::string_view order = textAt(body, "day_order");
    return {
        .mark = mark == "point"   ? DecimalMark::Point
                : mark == "comma" ? DecimalMark::Comma
                                  : DecimalMark::Unknown,
        .order = order == "day_first"     ? DayOrder::DayFirst
                 : order == "month_first" ? DayOrder::MonthFirst
                                          : DayOrder::Unknown};
}

Wish wishOf(const JsonObject& body) {
    return {
        .existing = textAt(body, "existing") == "update" ? Existing::Update : Existing::Refuse,
        .storing = tenon::flagAt(body, "dry_run")          ? tenon::Storing::Nothing
                   : textAt(body, "mode") == "best_effort" ? tenon::Storing::BestEffort
                                                           : tenon::Storing::AllOrNothing};
}

tenon::Fields bodyOf(const Import& import) {
    tenon::Fields body{
        file("file").required().help(".xlsx, .xls or delimited text (.csv)"),
        boolean("dry_run").initial(false).help("Tells every fault and what would happen, and stores nothing"),
        choice("mode", {"all_or_nothing", "best_effort"}).help("all_or_nothing unless told otherwise"),
        choice("existing", {"refuse", "update"}).help("Rows whose key is there already; refuse unless told otherwise"),
        choice("decimal_mark", {"point", "comma"}).help("Tells what 1.234 is where cells are text"),
        choice("day_order", {"day_first", "month_first"}).help("Tells what 03/04/2026 is where cells are text"),
        text("sheet", 100).help("Name of a sheet; the first one that is not blank unless told otherwise"),
    };
    body.insert(body.end(), import.options.begin(), import.options.end());
    return body;
}

tenon::Fields answerMembers() {
    return {
        boolean("dry_run"),
        integer("rows"),
        integer("stored").help("Rows that took effect"),
        integer("added"),
        integer("updated"),
        integer("unchanged"),
        integer("failed"),
        list(
            "faults",
            object(
                "",
                {integer("row").nullable().help("As the sheet counts"),
                 text("column").nullable().help("Its letters"),
                 text("field").nullable(),
                 text("title").nullable(),
                 text("value").nullable(),
                 text("code"),
                 text("message")}
            )
        ),
        list("unknown_columns", text("")),
        text("format"),
        text("sheet").nullable(),
        list("other_sheets", text("")),
        text("sha256"),
    };
}

JsonArray textsOf(const std::vector<std::string>& texts) { return JsonArray(texts.begin(), texts.end()); }

/// The import of one module, as its routes need it.
class Declared {
public:
    Declared(tenon::App& app, Tables& tables, Import import)
        : _app(app), _tables(tables), _import(std::move(import)), _names(_import.columns) {}

    [[nodiscard]] Reply take(const Request& request) {
        const JsonObject& body = request.body();
        const tenon::Upload& upload = request.upload("file");
        std::vector<SheetRow> rows;
        const TableFile table = _tables.read(upload, std::string(textAt(body, "sheet")), {}, [&](SheetRow&& row) {
            rows.push_back(std::move(row));
        });
        const auto form = _app.find<tenon::Rows>()->form(fieldsOfRows());
        const PreparedFile prepared(_import, _names, *form, std::move(rows), notationOf(body));
        FileRun run(_app, _import, prepared, request, wishOf(body));
        run.run({{"file", upload.filename}, {"sha256", table.sha256}, {"format", table.format}});
        return tenon::ok(answerOf(run, prepared, table, request));
    }

    [[nodiscard]] Reply give(const Request& request) const {
        return Reply(200, tenon::Document{csvTemplate(_import.columns, request.language()), "text/csv; charset=utf-8"})
            .with("Content-Disposition", "attachment; filename=\"template.csv\"");
    }

private:
    [[nodiscard]] tenon::Fields fieldsOfRows() const {
        tenon::Fields fields;
        for (const ImportColumn& column : _import.columns) {
            fields.push_back(column.field);
        }
        return fields;
    }

    [[nodiscard]] JsonObject
    answerOf(const FileRun& run, const PreparedFile& file, const TableFile& table, const Request& request) const {
        const Tally& tally = run.tally();
        JsonArray faults;
        for (const Fault& fault : run.faults()) {
            faults.push_back(jsonOf(fault, file, request));
        }
        return {
            {"dry_run", tenon::flagAt(request.body(), "dry_run")},
            {"rows", file.rows().size()},
            {"stored", run.isStored() ? tally.right() : 0},
            {"added", tally.added},
            {"updated", tally.updated},
            {"unchanged", tally.unchanged},
            {"failed", tally.failed},
            {"faults", std::move(faults)},
            {"unknown_columns", textsOf(file.header().unknown())},
            {"format", table.format},
            {"sheet", table.sheet.empty() ? Json(nullptr) : Json(table.sheet)},
            {"other_sheets", textsOf(table.otherSheets)},
            {"sha256", table.sha256},
        };
    }

    [[nodiscard]] JsonObject jsonOf(const Fault& fault, const PreparedFile& file, const Request& request) const {
        const auto place = file.placeOf(fault.field);
        JsonObject json{
            {"row", fault.row == 0 ? Json(nullptr) : Json(fault.row)},
            {"column", place ? Json(tables::columnLetters(*place)) : Json(nullptr)},
            {"field", fault.field.empty() ? Json(nullptr) : Json(fault.field)},
            {"title", place ? Json(file.header().titles[*place]) : Json(nullptr)},
            {"value", nullptr},
            {"code", fault.code},
            {"message", _app.say(fault.message, request.language())},
        };
        const auto row = std::ranges::lower_bound(file.rows(), fault.row, {}, &PreparedRow::number);
        if (place && row != file.rows().end() && row->number == fault.row && *place < row->cells.size()) {
            json["value"] = beginningOf(row->cells[*place].text);
        }
        return json;
    }

    tenon::App& _app;
    Tables& _tables;
    const Import _import;
    const ColumnNames _names;
};

} // namespace

void ImportRoutes::declare(tenon::App& app, Import import) {
    const std::string path = import.path;
    const std::string permission = import.permission;
    const std::string summary = import.summary;
    const tenon::Fields body = bodyOf(import);
    auto& declared = app.keep<Declared>(app, _tables, std::move(import));
    // The file is read by a helper program, for which no transaction waits.
    app.post(path, [&declared](const Request& request) { return declared.take(request); })
        .needs(permission)
        .withoutTransaction()
        .body(body)
        .answers(answerMembers())
        .summary(summary);
    app.get(path + "template/", [&declared](const Request& request) { return declared.give(request); })
        .needs(permission)
        .query({choice("format", {"csv"}).initial("csv")})
        .produces("text/csv")
        .summary("The header of a file to import, in the client's language");
}

} // namespace documents
