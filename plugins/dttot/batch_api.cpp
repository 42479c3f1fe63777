#include "batch_api.h"

#include "json_number.h"

#include <tenon/reply.h>
#include <tenon/request.h>

#include <vector>

namespace dttot {

namespace {

using namespace tenon::fields;
using tenon::Request;

tenon::Fields batchMembers() {
    return {
        integer("batch_id"),
        choice("kind", {"upload", "process"}),
        choice("status", {"queued", "running", "succeeded", "failed"})
            .help("succeeded once none is queued or running and not all failed"),
        integer("total"),
        integer("queued"),
        integer("running"),
        integer("succeeded"),
        integer("failed"),
        list(
            "documents",
            object(
                "",
                {integer("position"),
                 integer("id").nullable(),
                 text("filename"),
                 integer("document_id").nullable(),
                 integer("job_id").nullable(),
                 choice("status", {"queued", "running", "succeeded", "failed"}),
                 json("error")}
            )
        ),
    };
}

std::vector<std::int64_t> documentsIn(const tenon::JsonObject& body) {
    std::vector<std::int64_t> documents;
    for (const tenon::Json& id : body.at("document_ids").as_array()) {
        documents.push_back(id.to_number<std::int64_t>());
    }
    return documents;
}

tenon::Reply status(Batches& batches, const Request& request) {
    const tenon::JsonObject& asked = request.arguments();
    if (asked.contains("batch_id")) {
        return tenon::ok(batches.status(request.caller(), numberAt(asked, "batch_id")));
    }
    return tenon::page(batches.page(request.caller(), request.paging()));
}

} // namespace

void declareBatchRoutes(tenon::App& app, Batches& batches, std::uint64_t largestUpload) {
    app.post(
           "/batch/dttot-documents",
           [&](const Request& request) { return tenon::created(batches.upload(request.caller(), request.uploads())); }
    )
        .needs("dttot.upload")
        .withoutTransaction()
        .status(201)
        .maxBody(largestUpload)
        .body({list("files", file("")), list("file", file(""))})
        .answers(batchMembers())
        .summary("Uploads several lists; what is wrong with one of them does not stop the others");
    app.post(
           "/batch/dttot-documents/process",
           [&](const Request& request) {
               return tenon::accepted(batches.process(request.caller(), documentsIn(request.body())));
           }
    )
        .needs("dttot.process")
        .withoutTransaction()
        .status(202)
        .body({list("document_ids", integer("").min(1)).required().also("documents").example(tenon::JsonArray{1, 2})})
        .answers(batchMembers())
        .summary("Reads several lists, each in a job of its own");
    app.get("/batch/status", [&](const Request& request) { return status(batches, request); })
        .needs("dttot.view")
        .query({integer("batch_id").min(1).also("job_id")})
        .answersList(batchMembers())
        .summary("The caller's batches, latest first, or the one of batch_id; totals by state and each document's own");
}

} // namespace dttot
