#pragma once

#include "documents.h"
#include "etl.h"

#include <tenon/app.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace dttot {

/// Many documents in one go. What is wrong with one of them stands at its item and does not stop the others. Safe to
/// call from many threads.
class Batches {
public:
    Batches(tenon::App& app, Documents& documents, Etl& etl) : _app(app), _documents(documents), _etl(etl) {}

    static constexpr std::size_t mostItems = 200;

    /// Uploads the files. Throws Forbidden without `dttot.upload`, Invalid on `files` for none or too many. Waits for
    /// the disk, so it must not be called inside a transaction. Returns the batch, see status().
    tenon::JsonObject upload(const tenon::Caller& caller, std::span<const tenon::Upload> files);

    /// Starts a job for each document. Throws Forbidden without `dttot.process`, Invalid on `document_ids` for none or
    /// too many. Returns the batch.
    tenon::JsonObject process(const tenon::Caller& caller, std::span<const std::int64_t> documents);

    /// The caller's batch: {"batch_id", "kind", "status", "total", "queued", "running", "succeeded", "failed",
    /// "documents"}, where a document is {"position", "id", "filename", "document_id", "job_id", "status", "error"}.
    /// Throws Forbidden without `dttot.view`, NotFound.
    [[nodiscard]] tenon::JsonObject status(const tenon::Caller& caller, std::int64_t batch);

    /// The caller's batches, latest first.
    [[nodiscard]] tenon::Page page(const tenon::Caller& caller, const tenon::Paging& paging);

private:
    struct Item {
        std::string filename;
        std::optional<std::int64_t> document;
        std::optional<std::int64_t> job;
        std::string outcome;
        std::string errorCode;
        std::string errorMessage;
    };

    /// Runs `action` on an item and notes at it what it throws.
    static void attempt(Item& item, const std::function<void()>& action);
    tenon::JsonObject keep(const tenon::Caller& caller, std::string_view kind, std::span<const Item> items);
    [[nodiscard]] tenon::JsonObject read(const tenon::Caller& caller, std::int64_t batch, std::string_view kind);

    tenon::App& _app;
    Documents& _documents;
    Etl& _etl;
};

} // namespace dttot
