#pragma once

#include "documents.h"
#include "etl.h"

#include <tenon/reply.h>
#include <tenon/request.h>

namespace dttot {

/// Requests about documents, translated for the services. Safe to call from many threads.
class DocumentApi {
public:
    DocumentApi(tenon::App& app, Documents& documents, Etl& etl) : _app(app), _documents(documents), _etl(etl) {}

    tenon::Reply upload(const tenon::Request& request);
    tenon::Reply list(const tenon::Request& request);
    tenon::Reply listProcessed(const tenon::Request& request);
    tenon::Reply read(const tenon::Request& request);
    tenon::Reply skipped(const tenon::Request& request);
    tenon::Reply dataframe(const tenon::Request& request);
    tenon::Reply runEtl(const tenon::Request& request);
    tenon::Reply remove(const tenon::Request& request);
    tenon::Reply exportCsv(const tenon::Request& request);
    tenon::Reply exportXlsx(const tenon::Request& request);

private:
    tenon::App& _app;
    Documents& _documents;
    Etl& _etl;
};

} // namespace dttot
