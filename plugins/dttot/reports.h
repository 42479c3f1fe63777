#pragma once

#include "report_model.h"

#include <tenon/app.h>
#include <tenon/documents/reports.h>

#include <cstdint>
#include <string>

namespace dttot {

/// Reports that were made of the lists in force, and their files. A file stays as it was made. Safe to call from many
/// threads.
class Reports {
public:
    explicit Reports(tenon::App& app) : _app(app) {}

    /// Makes a report and keeps its file: {"id", "title", "format", "language", "document_ids", "size", "status",
    /// "created_at", "url"}.
    ///
    /// Throws Forbidden without `dttot.export`, NotFound for a document that is not there. Waits for a helper program,
    /// so it must not be called inside a transaction.
    tenon::JsonObject make(const tenon::Caller& caller, documents::Form form, const ReportRequest& request);

    /// The reports, latest first. Throws Forbidden without `dttot.export`, like the next; that throws NotFound, too.
    [[nodiscard]] tenon::Page page(const tenon::Caller& caller, const tenon::Paging& paging);
    [[nodiscard]] tenon::JsonObject read(const tenon::Caller& caller, std::int64_t id);
    [[nodiscard]] tenon::FileReply file(const tenon::Caller& caller, std::int64_t id);

private:
    tenon::App& _app;
};

} // namespace dttot
