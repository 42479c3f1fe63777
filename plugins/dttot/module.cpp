/// DTTOT: the police's list of suspected terrorists and terrorist organisations; documents, their extraction, rows,
/// search.

#include "api_fields.h"
#include "batch_api.h"
#include "compliance/compliance.h"
#include "demo_lists.h"
#include "document_api.h"
#include "figures.h"
#include "insights.h"
#include "list_api.h"
#include "report_api.h"
#include "row_api.h"

#include <tenon/module.h>

#include <chrono>

namespace {

using namespace tenon::fields;
using tenon::Request;

void declarePermissions(tenon::App& app) {
    app.permission("dttot.view", "Read the uploaded lists, their rows and figures, and search them.");
    app.permission("dttot.upload", "Upload lists.");
    app.permission("dttot.process", "Run the ETL on uploaded lists.");
    app.permission("dttot.change", "Add, change and delete single rows of a list.");
    app.permission("dttot.delete", "Delete an uploaded list with all its rows.");
    app.permission("dttot.export", "Download the rows of the lists as a file.");
}

} // namespace

TENON_MODULE(dttot, "1.0.0", "documents, notifications?, parties?") {
    app.dialect("danasaham");
    declarePermissions(app);
    const tenon::JsonObject settings = app.settings({
        bytes("max_file").initial("50MB").help("Largest list that may be uploaded"),
        bytes("max_batch").initial("200MB").help("How large the lists of one batch may be together"),
        duration("max_search_time").initial("20s").help("How long one request may search names"),
        boolean("require_delete_reason").initial(false).help("Whether deleting a processed list needs a reason"),
    });
    const auto deleteReason = tenon::flagAt(settings, "require_delete_reason") ? dttot::DeleteReason::required
                                                                               : dttot::DeleteReason::optional;

    const auto& extractor = app.keep<dttot::Extractor>(app.program("dttot-extract"));
    auto& documents = app.keep<dttot::Documents>(app, extractor, deleteReason);
    auto& etl = app.keep<dttot::Etl>(app, extractor);
    auto& rows = app.keep<dttot::Rows>(app);
    auto& lists = app.keep<dttot::DocumentApi>(app, documents, etl);
    auto& data = app.keep<dttot::RowApi>(app, rows);
    dttot::declareDemoJob(app, documents, etl);
    dttot::declareListRoutes(app, app.keep<dttot::Lists>(app, rows));
    dttot::declareReportRoutes(app, app.keep<dttot::Reports>(app));
    dttot::declareBatchRoutes(
        app, app.keep<dttot::Batches>(app, documents, etl), settings.at("max_batch").to_number<std::uint64_t>()
    );
    const auto waitForSearches = dttot::compliance::declare(
        app, std::chrono::milliseconds(settings.at("max_search_time").to_number<std::int64_t>())
    );

    // What they do to the lists counts for every search before they say that they are done.
    const auto reading = [&etl, waitForSearches](tenon::JobRun& job) {
        tenon::JsonObject outcome = etl.run(job);
        waitForSearches(job);
        return outcome;
    };
    app.job(dttot::Etl::jobKind, reading).parallel(2);
    app.job(dttot::Documents::removalKind, [&documents, waitForSearches](tenon::JobRun& job) {
        waitForSearches(job);
        return documents.clearAway(job);
    });
    app.demo([&](const tenon::Caller& system) { dttot::startDemoJob(app, system); });

    // Documents
    app.post("/dttot/documents", [&](const Request& request) { return lists.upload(request); })
        .needs("dttot.upload")
        .withoutTransaction()
        .status(201)
        .maxBody(settings.at("max_file").to_number<std::uint64_t>())
        .body({
            file("file").required(),
            text("title", 200),
            text("list", 70).help("The list to which it is given (\"own:staff\"); else the file tells"),
            boolean("supersedes").help("Whether it takes the place of the other documents of its list"),
        })
        .answers(dttot::documentMembers())
        .summary("Uploads a list: xlsx, xls, csv, pdf, xml or zip. The same content again answers 200 with the "
                 "document that is there.");
    app.get("/dttot/documents", [&](const Request& request) { return lists.list(request); })
        .needs("dttot.view")
        .query({text("search", 200)})
        .answersList(dttot::documentMembers())
        .summary("The uploaded lists, latest first");
    app.get("/dttot/processed-documents", [&](const Request& request) { return lists.listProcessed(request); })
        .needs("dttot.view")
        .query({text("search", 200)})
        .answersList(dttot::documentMembers())
        .summary("The lists whose rows are in force, latest first");
    app.get("/dttot/documents/{id}", [&](const Request& request) { return lists.read(request); })
        .needs("dttot.view")
        .answers(dttot::documentMembers())
        .summary("A list with the figures of its last good run");
    app.remove("/dttot/documents/{id}", [&](const Request& request) { return lists.remove(request); })
        .needs("dttot.delete")
        .query({text("reason", 500)})
        .body({text("reason", 500)})
        .summary("Deletes a list with its rows; the audit trail keeps what it was and the reason");
    app.get("/dttot/documents/{id}/dataframe", [&](const Request& request) { return lists.dataframe(request); })
        .needs("dttot.view")
        .query({integer("offset").initial(0).min(0), integer("limit").initial(100).min(1).max(1000)})
        .answers({list("columns", text("")), list("data", list("", text(""))), list("shape", integer(""))})
        .summary("The table of the file as it is; of a PDF and of XML, that of its records");
    app.get("/dttot/documents/{id}/skipped", [&](const Request& request) { return lists.skipped(request); })
        .needs("dttot.view")
        .answersList({text("sheet"), integer("source_row"), integer("rows"), text("kind"), text("text")})
        .summary("The rows of the file that are no record, with what they are");

    // ETL; the job itself is at /jobs/{id}
    app.get("/dttot/etl-scripts", [&](const Request&) { return tenon::list(etl.scripts().json()); })
        .needs("dttot.view")
        .answersList({integer("id"), text("name"), text("version"), text("title"), list("formats", text(""))})
        .summary("The ways of reading a list");
    app.post("/dttot/documents/{id}/etl", [&](const Request& request) { return lists.runEtl(request); })
        .needs("dttot.process")
        .status(202)
        .summary("Reads a list in a job; until it succeeds the previous rows stay in force");
    app.post("/dttot/documents/{id}/etl/{script_id}", [&](const Request& request) { return lists.runEtl(request); })
        .needs("dttot.process")
        .status(202)
        .summary("Reads a list by a certain script, given by id or name");

    // Rows
    app.get("/dttot/search", [&](const Request& request) { return data.search(request); })
        .needs("dttot.view")
        .query(dttot::rowFilters())
        .answersList(dttot::rowAnswer())
        .summary("Searches all lists in force");
    app.get("/dttot/{id}", [&](const Request& request) { return data.read(request); })
        .needs("dttot.view")
        .query(dttot::rowFilters())
        .answersList(dttot::rowAnswer())
        .summary("The rows of a list when the id is a document's, else the one row");
    app.post("/dttot/{id}/data", [&](const Request& request) { return data.add(request); })
        .needs("dttot.change")
        .status(201)
        .body(dttot::rowMembers())
        .anything()
        .answers(dttot::rowAnswer())
        .summary("Adds a row to a list by hand");
    app.patch("/dttot/{id}/data", [&](const Request& request) { return data.change(request); })
        .needs("dttot.change")
        .query({text("data_id", 20)})
        .body(dttot::rowMembers())
        .anything()
        .answers(dttot::rowAnswer())
        .summary("Changes a row, named by data_id or by the id itself");
    app.remove("/dttot/{id}/data", [&](const Request& request) { return data.remove(request); })
        .needs("dttot.change")
        .query({text("data_id", 20)})
        .body({json("data_id")})
        .summary("Deletes a row, named by data_id or by the id itself");

    app.get(
           "/audit-trail/dttot-documents",
           [&app](const Request& request) {
               tenon::AuditQuery query = tenon::auditQueryOf(request);
               query.anyOf = {"dttot."};
               return tenon::page(app.audit().history(request.caller(), query));
           }
    )
        .needs(tenon::auditPermission)
        .query(tenon::auditFilters())
        .answersList(tenon::auditMembers())
        .summary("What was done to the lists and their rows, newest first");

    // Figures and exports
    app.get(
           "/dttot/summary", [&app](const Request& request) { return tenon::ok(dttot::figures(app, request.caller())); }
    )
        .needs("dttot.view")
        .summary("Figures of the lists in force; every breakdown adds up to the total");
    app.get(
           "/insights/dttot",
           [&app](const Request& request) { return tenon::ok(dttot::insights(app, request.caller())); }
    )
        .needs("dttot.view")
        .summary("What the lists in force look like, how good they are and how they change");
    app.get("/dttot/export/csv", [&](const Request& request) { return lists.exportCsv(request); })
        .needs("dttot.export")
        .query({integer("document_id").min(1)})
        .produces("text/csv")
        .summary("The rows in force as CSV");
    app.get("/dttot/export/excel", [&](const Request& request) { return lists.exportXlsx(request); })
        .needs("dttot.export")
        .query({integer("document_id").min(1)})
        .produces("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        .summary("The rows in force as an Excel workbook");
}
