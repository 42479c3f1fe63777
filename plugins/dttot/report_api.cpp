#include "report_api.h"

#include <tenon/reply.h>
#include <tenon/request.h>

namespace dttot {

namespace {

using namespace tenon::fields;
using tenon::Request;

tenon::Fields reportMembers() {
    return {
        integer("id"),
        text("title"),
        choice("format", {"pdf", "html"}),
        choice("language", {"en", "id", "ar"}),
        list("document_ids", integer("")),
        integer("size"),
        text("status"),
        integer("created_by"),
        timestamp("created_at"),
        text("url").help("Where its file is"),
    };
}

tenon::Reply make(Reports& reports, const Request& request) {
    const tenon::JsonObject& body = request.body();
    ReportRequest wanted;
    wanted.title = tenon::textAt(body, "title");
    wanted.language = tenon::textAt(body, "language");
    if (wanted.language.empty()) {
        const bool isKnown = request.language() == "id" || request.language() == "ar";
        wanted.language = isKnown ? request.language() : "en";
    }
    if (const tenon::Json* ids = body.if_contains("document_ids"); ids != nullptr && ids->is_array()) {
        for (const tenon::Json& id : ids->get_array()) {
            wanted.documents.push_back(id.to_number<std::int64_t>());
        }
    }
    const auto form = tenon::textAt(body, "format") == "html" ? documents::Form::html : documents::Form::pdf;
    return tenon::created(reports.make(request.caller(), form, wanted));
}

} // namespace

void declareReportRoutes(tenon::App& app, Reports& reports) {
    app.post("/dttot/report", [&](const Request& request) { return make(reports, request); })
        .needs("dttot.export")
        .withoutTransaction()
        .status(201)
        .body({
            list("document_ids", integer("").min(1)).max(200).help("None: all documents in force"),
            choice("format", {"pdf", "html"}).initial("pdf"),
            choice("language", {"en", "id", "ar"}).help("Else the language of the request"),
            text("title", 200),
        })
        .answers(reportMembers())
        .summary("Makes a report with figures, charts and the subjects of processed documents");
    app.get(
           "/dttot/reports",
           [&](const Request& request) { return tenon::page(reports.page(request.caller(), request.paging())); }
    )
        .needs("dttot.export")
        .answersList(reportMembers())
        .summary("The reports that were made, latest first");
    app.get(
           "/dttot/reports/{id}",
           [&](const Request& request) { return tenon::ok(reports.read(request.caller(), request.id())); }
    )
        .needs("dttot.export")
        .answers(reportMembers())
        .summary("A report");
    app.get(
           "/dttot/reports/{id}/file",
           [&](const Request& request) { return tenon::file(reports.file(request.caller(), request.id())); }
    )
        .needs("dttot.export")
        .produces("application/pdf")
        .summary("The file of a report, PDF or HTML as it was made");
}

} // namespace dttot
