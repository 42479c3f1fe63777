#include "document_api.h"

#include "export_file.h"
#include "json_number.h"

namespace dttot {

namespace {

tenon::Page pageOf(Documents& documents, Documents::Filter filter, const tenon::Request& request) {
    return documents.page(request.caller(), filter, request.query("search"), request.paging());
}

Documents::Description descriptionIn(const tenon::JsonObject& body) {
    Documents::Description description;
    description.title = tenon::textAt(body, "title");
    description.list = tenon::textAt(body, "list");
    if (body.contains("supersedes")) {
        description.supersedes = tenon::flagAt(body, "supersedes");
    }
    return description;
}

} // namespace

tenon::Reply DocumentApi::upload(const tenon::Request& request) {
    auto uploaded = _documents.upload(request.caller(), request.upload("file"), descriptionIn(request.body()));
    return uploaded.isNew ? tenon::created(std::move(uploaded.document)) : tenon::ok(std::move(uploaded.document));
}

tenon::Reply DocumentApi::list(const tenon::Request& request) {
    return tenon::page(pageOf(_documents, Documents::Filter::all, request));
}

tenon::Reply DocumentApi::listProcessed(const tenon::Request& request) {
    return tenon::page(pageOf(_documents, Documents::Filter::processed, request));
}

tenon::Reply DocumentApi::read(const tenon::Request& request) {
    return tenon::ok(_documents.read(request.caller(), request.id()));
}

tenon::Reply DocumentApi::skipped(const tenon::Request& request) {
    return tenon::page(_documents.skipped(request.caller(), request.id(), request.paging()));
}

tenon::Reply DocumentApi::dataframe(const tenon::Request& request) {
    const std::int64_t offset = numberAt(request.arguments(), "offset");
    const std::int64_t limit = numberAt(request.arguments(), "limit");
    return tenon::ok(_documents.dataframe(request.caller(), request.id(), offset, limit));
}

tenon::Reply DocumentApi::runEtl(const tenon::Request& request) {
    const std::int64_t document = request.id();
    tenon::JsonObject job = tenon::jsonOf(_etl.start(request.caller(), document, request.parameter("script_id")));
    job["document_id"] = document;
    return tenon::accepted(std::move(job)).saying("The document is being read.");
}

tenon::Reply DocumentApi::remove(const tenon::Request& request) {
    const std::int64_t id = request.id();
    _documents.remove(request.caller(), id, tenon::textAt(request.body(), "reason", request.query("reason")));
    return tenon::ok(tenon::JsonObject{{"id", id}, {"deleted", true}}).saying("The document was deleted.");
}

tenon::Reply DocumentApi::exportCsv(const tenon::Request& request) {
    return tenon::file(
        exportFile(_app, request.caller(), documents::Form::csv, numberAt(request.arguments(), "document_id"))
    );
}

tenon::Reply DocumentApi::exportXlsx(const tenon::Request& request) {
    return tenon::file(
        exportFile(_app, request.caller(), documents::Form::xlsx, numberAt(request.arguments(), "document_id"))
    );
}

} // namespace dttot
