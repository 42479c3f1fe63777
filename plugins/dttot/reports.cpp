#include "reports.h"

#include <tenon/documents/printing.h>
#include <tenon/time.h>

#include <utility>

namespace dttot {

namespace {

constexpr std::string_view addReport =
    "INSERT INTO dttot_report (title, format, language, documents, sha256, size, created_by, created_at) "
    "VALUES (:title, :format, :language, :documents, :sha256, :size, :by, :now) RETURNING id";

constexpr std::string_view reportColumns =
    "SELECT id, title, format, language, documents, sha256, size, created_by, created_at, "
    "(SELECT COUNT(*) FROM dttot_report) FROM dttot_report ";
constexpr std::string_view onPage = "ORDER BY id DESC LIMIT :limit OFFSET :offset";
constexpr std::string_view withId = "WHERE id = :id";
constexpr std::size_t totalColumn = 9;

tenon::JsonObject jsonOf(const tenon::Row& row) {
    const std::string_view documents = row.text(4);
    return {
        {"id", row.integer(0)},
        {"report_id", row.integer(0)},
        {"title", row.text(1)},
        {"format", row.text(2)},
        {"language", row.text(3)},
        {"document_ids", boost::json::parse(boost::json::string_view(documents.data(), documents.size()))},
        {"size", row.integer(6)},
        {"status", "ready"},
        {"created_by", row.integer(7)},
        {"created_at", row.text(8)},
        {"url", "/api/dttot/reports/" + std::to_string(row.integer(0)) + "/file/"},
    };
}

} // namespace

tenon::JsonObject Reports::make(const tenon::Caller& caller, documents::Form form, const ReportRequest& request) {
    caller.require("dttot.export");
    const documents::Report model = reportModel(_app, request);
    const tenon::FileReply printed = documents::printer(_app)->print(model, form, "dttot-report");
    const tenon::StoredFile kept = _app.files().keep(printed.file.get(), 0, printed.size, "reports");
    const std::string documents =
        boost::json::serialize(tenon::JsonArray(request.documents.begin(), request.documents.end()));
    return _app.database().transaction([&] {
        const auto id = _app.database().value<std::int64_t>(
            addReport,
            {{"title", model.title},
             {"format", documents::formNames[static_cast<std::size_t>(form)]},
             {"language", request.language},
             {"documents", documents},
             {"sha256", kept.sha256},
             {"size", kept.size},
             {"by", caller.id()},
             {"now", tenon::Clock::now()}}
        );
        tenon::JsonObject report = read(caller, *id);
        _app.audit().record(
            caller,
            {.action = "dttot.report.made", .model = "dttot_report", .record = std::to_string(*id), .after = report}
        );
        return report;
    });
}

tenon::Page Reports::page(const tenon::Caller& caller, const tenon::Paging& paging) {
    caller.require("dttot.export");
    static const std::string sql = std::string(reportColumns).append(onPage);
    tenon::Page page{.size = paging.size, .offset = paging.offset};
    _app.database().each(sql, {{"limit", paging.size}, {"offset", paging.offset}}, [&](const tenon::Row& row) {
        page.items.push_back(jsonOf(row));
        page.total = row.integer(totalColumn);
    });
    return page;
}

tenon::JsonObject Reports::read(const tenon::Caller& caller, std::int64_t id) {
    caller.require("dttot.export");
    static const std::string sql = std::string(reportColumns).append(withId);
    auto report = _app.database().first(sql, {{"id", id}}, jsonOf);
    if (!report) {
        throw tenon::NotFound("There is no such report.");
    }
    return std::move(*report);
}

tenon::FileReply Reports::file(const tenon::Caller& caller, std::int64_t id) {
    caller.require("dttot.export");
    static const std::string sql = std::string(reportColumns).append(withId);
    std::string sha256;
    tenon::FileReply reply;
    _app.database().each(sql, {{"id", id}}, [&](const tenon::Row& row) {
        sha256 = row.text(5);
        reply.size = static_cast<std::uint64_t>(row.integer(6));
        reply.name = "dttot-report-" + std::to_string(id) + "." + std::string(row.text(2));
        reply.contentType = row.text(2) == "pdf" ? "application/pdf" : "text/html; charset=utf-8";
    });
    if (sha256.empty()) {
        throw tenon::NotFound("There is no such report.");
    }
    reply.file = _app.files().open(sha256);
    reply.etag = std::move(sha256);
    return reply;
}

} // namespace dttot
