#include "documents.h"

#include "display_name.h"
#include "file_format.h"
#include "list_version.h"
#include "own_list.h"
#include "record_frame.h"
#include "row_writer.h"
#include "screening/folding.h"
#include "sheet_frame.h"

#include <tenon/time.h>

#include <algorithm>
#include <optional>

namespace dttot {

namespace {

// The columns of jsonOf(), in its order. Figures are those of the last good run.
constexpr std::string_view documentsFound =
    "SELECT d.id, d.title, d.filename, d.format, d.size, d.sha256, d.status, d.job_id, d.error_code, d.error_message, "
    "d.uploaded_by, d.created_at, d.updated_at, u.script, u.script_version, u.source_rows, u.records, "
    "u.record_rows, u.skipped, u.with_issues, u.finished_at, "
    "d.row_count, (SELECT COUNT(*) FROM found), "
    "(SELECT l.name FROM dttot_watch_list l WHERE l.id = d.list_id), d.superseded_by "
    "FROM dttot_list d LEFT JOIN dttot_run u ON u.id = d.good_run_id ";
constexpr int totalColumn = 22;

constexpr std::string_view matching =
    "WITH found AS (SELECT id FROM dttot_list WHERE format <> 'manual' AND "
    "(CAST(:processed AS BIGINT) = 0 OR run_id > 0) AND folded LIKE CAST(:pattern AS TEXT)) ";
constexpr std::string_view onThisPage =
    "WHERE d.id IN (SELECT id FROM found ORDER BY id DESC LIMIT :limit OFFSET :offset) ORDER BY d.id DESC";

constexpr std::string_view withId = "WITH found AS (SELECT id FROM dttot_list WHERE id = :id AND format <> 'manual') ";
constexpr std::string_view allFound = "WHERE d.id IN (SELECT id FROM found)";

constexpr std::string_view sameContent = "SELECT id FROM dttot_list WHERE sha256 = :sha256";

constexpr std::string_view insertDocument =
    "INSERT INTO dttot_document (id, title, filename, folded, format, sha256, size, status, run_id, latest_run_id, "
    "error_code, error_message, uploaded_by, created_at, updated_at, list_id, supersedes) VALUES (:id, :title, "
    ":filename, :folded, :format, :sha256, :size, 'uploaded', 0, 0, '', '', :uploaded_by, :now, :now, :list, "
    ":supersedes)";

constexpr std::string_view fileOfDocument =
    "SELECT sha256, format, filename FROM dttot_list WHERE id = :id AND format <> 'manual'";

constexpr std::string_view skippedRows =
    "SELECT s.sheet, s.source_row, s.row_count, s.kind, s.text, (SELECT COUNT(*) FROM dttot_skipped a WHERE a.run_id = "
    "d.good_run_id) "
    "FROM dttot_list d JOIN dttot_skipped s ON s.run_id = d.good_run_id WHERE d.id = :id ORDER BY s.id "
    "LIMIT :limit OFFSET :offset";

tenon::Json textOrNull(const tenon::Row& row, std::size_t column) {
    return row.isNull(column) ? tenon::Json(nullptr) : tenon::Json(row.text(column));
}

tenon::Json numberOrNull(const tenon::Row& row, std::size_t column) {
    return row.isNull(column) ? tenon::Json(nullptr) : tenon::Json(row.integer(column));
}

tenon::JsonObject jsonOf(const tenon::Row& row) {
    tenon::Json error;
    if (!row.text(8).empty()) {
        error = tenon::JsonObject{{"code", row.text(8)}, {"message", row.text(9)}};
    }
    return {
        {"id", row.integer(0)},
        {"title", row.text(1)},
        {"filename", row.text(2)},
        {"format", row.text(3)},
        {"size", row.integer(4)},
        {"sha256", row.text(5)},
        {"status", row.text(6)},
        {"job_id", numberOrNull(row, 7)},
        {"error", std::move(error)},
        {"uploaded_by", row.integer(10)},
        {"created_at", row.text(11)},
        {"updated_at", row.text(12)},
        {"script", textOrNull(row, 13)},
        {"script_version", textOrNull(row, 14)},
        {"source_rows", numberOrNull(row, 15)},
        {"records", numberOrNull(row, 16)},
        {"record_rows", numberOrNull(row, 17)},
        {"skipped", numberOrNull(row, 18)},
        {"with_issues", numberOrNull(row, 19)},
        {"processed_at", textOrNull(row, 20)},
        {"rows", row.integer(21)},
        {"list", textOrNull(row, 23)},
        {"superseded_by", numberOrNull(row, 24)},
    };
}

/// A LIKE pattern for texts that contain what was folded: only a-z, 0-9 and blanks, so nothing needs escaping.
std::string patternFor(std::string_view search) { return "%" + screening::folded(search) + "%"; }

std::optional<tenon::JsonObject> documentWith(tenon::Database& database, std::int64_t id) {
    static const std::string sql = std::string(withId).append(documentsFound).append(allFound);
    return database.first(sql, {{"id", id}}, jsonOf);
}

tenon::JsonObject existing(tenon::Database& database, std::int64_t id) {
    auto document = documentWith(database, id);
    if (!document) {
        throw tenon::NotFound("There is no such document.");
    }
    return std::move(*document);
}

} // namespace

Documents::Uploaded
Documents::upload(const tenon::Caller& caller, const tenon::Upload& file, const Description& description) {
    caller.require("dttot.upload");
    const std::string list = description.list.empty() ? std::string() : listNameOf(description.list);
    const auto format = formatOf(file.fd, file.offset, file.size);
    if (!format) {
        throw tenon::Invalid("file", "The file is no list: it must be xlsx, xls, csv, pdf, xml or zip.");
    }
    const tenon::StoredFile kept = _app.files().keep(file);
    const std::string filename = displayName(file.filename);
    const std::string shownTitle = description.title.empty() ? filename : description.title;
    tenon::Database& database = _app.database();
    const auto insert = [&]() -> Uploaded {
        if (const auto same = database.value<std::int64_t>(sameContent, {{"sha256", kept.sha256}})) {
            return {existing(database, *same), false};
        }
        const std::int64_t id = newIds(database, IdKind::document, 1).front();
        // Whoever deleted the last document with this content since it was kept has taken it away.
        _app.files().hold(kept.sha256, {});
        database.execute(
            insertDocument,
            {{"id", id},
             {"title", shownTitle},
             {"filename", filename},
             {"folded", screening::folded(shownTitle + " " + filename)},
             {"format", *format},
             {"sha256", kept.sha256},
             {"size", kept.size},
             {"uploaded_by", caller.id()},
             {"now", tenon::Clock::now()},
             {"list", list.empty() ? tenon::Value(nullptr) : tenon::Value(listNamed(database, list, list))},
             {"supersedes", description.supersedes ? tenon::Value(*description.supersedes ? 1 : 0) : nullptr}}
        );
        tenon::JsonObject document = existing(database, id);
        _app.audit().record(
            caller,
            {.action = "dttot.document.uploaded",
             .model = "dttot_document",
             .record = std::to_string(id),
             .after = document}
        );
        return {std::move(document), true};
    };
    try {
        return database.transaction(insert);
    } catch (const tenon::DatabaseError& error) {
        // Somebody else uploaded the same content at the same moment.
        if (error.kind() != tenon::DatabaseError::Kind::Unique) {
            throw;
        }
        return database.transaction(insert);
    }
}

tenon::Page
Documents::page(const tenon::Caller& caller, Filter filter, std::string_view search, const tenon::Paging& paging) {
    caller.require("dttot.view");
    static const std::string sql = std::string(matching).append(documentsFound).append(onThisPage);
    static const std::string count = std::string(matching).append("SELECT COUNT(*) FROM found");
    const int processed = filter == Filter::processed ? 1 : 0;
    const std::string pattern = patternFor(search);
    tenon::Page page{.size = paging.size, .offset = paging.offset};
    _app.database().each(
        sql,
        {{"processed", processed}, {"pattern", pattern}, {"limit", paging.size}, {"offset", paging.offset}},
        [&](const tenon::Row& row) {
            page.items.push_back(jsonOf(row));
            page.total = row.integer(totalColumn);
        }
    );
    if (page.items.empty() && paging.offset > 0) {
        page.total =
            _app.database().value<std::int64_t>(count, {{"processed", processed}, {"pattern", pattern}}).value_or(0);
    }
    return page;
}

tenon::JsonObject Documents::read(const tenon::Caller& caller, std::int64_t id) {
    caller.require("dttot.view");
    return existing(_app.database(), id);
}

tenon::Page Documents::skipped(const tenon::Caller& caller, std::int64_t id, const tenon::Paging& paging) {
    caller.require("dttot.view");
    (void)fileOf(id);
    tenon::Page page{.size = paging.size, .offset = paging.offset};
    _app.database()
        .each(skippedRows, {{"id", id}, {"limit", paging.size}, {"offset", paging.offset}}, [&](const tenon::Row& row) {
            page.items.push_back(tenon::JsonObject{
                {"sheet", row.text(0)},
                {"source_row", row.integer(1)},
                {"rows", row.integer(2)},
                {"kind", row.text(3)},
                {"text", row.text(4)}});
            page.total = row.integer(5);
        });
    return page;
}

tenon::JsonObject
Documents::dataframe(const tenon::Caller& caller, std::int64_t id, std::int64_t offset, std::int64_t limit) {
    caller.require("dttot.view");
    const File kept = fileOf(id);
    const tenon::Descriptor file = _app.files().open(kept.sha256);
    DataFrame frame(offset, limit);
    if (kept.format == "xlsx" || kept.format == "xls" || kept.format == "csv") {
        SheetFrame sheets(frame);
        documents::tableReader(_app)->readEverySheet(file.get(), documents::wholeFile, [&](documents::SheetRow&& row) {
            sheets.add(std::move(row));
        });
        sheets.finish();
    } else {
        RecordFrame records(
            frame, kept.format == "pdf" ? RecordFrame::Columns::ofTheTable : RecordFrame::Columns::ofTheRecord
        );
        const Extractor::Request request{.script = {}, .filename = kept.filename};
        _extractor.records(file.get(), request, [&](const tenon::JsonObject& finding) { records.take(finding); });
    }
    return std::move(frame).json();
}

Documents::File Documents::fileOf(std::int64_t id) {
    auto file = _app.database().first(fileOfDocument, {{"id", id}}, [](const tenon::Row& row) {
        return File{std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2))};
    });
    if (!file) {
        throw tenon::NotFound("There is no such document.");
    }
    return std::move(*file);
}

} // namespace dttot
