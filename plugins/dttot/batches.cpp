#include "batches.h"

#include "display_name.h"
#include "json_number.h"

#include <tenon/time.h>

#include <map>
#include <utility>

namespace dttot {

namespace {

constexpr std::string_view addBatch =
    "INSERT INTO dttot_batch (kind, created_by, created_at) VALUES (:kind, :by, :now) RETURNING id";
constexpr std::string_view addItem =
    "INSERT INTO dttot_batch_item (batch_id, position, filename, document_id, job_id, outcome, error_code, "
    "error_message) VALUES (:batch, :position, :filename, :document, :job, :outcome, :code, :message)";

constexpr std::string_view batchOf = "SELECT kind FROM dttot_batch WHERE id = :id AND created_by = :by";
constexpr std::string_view batchesOf =
    "SELECT id, kind, (SELECT COUNT(*) FROM dttot_batch a WHERE a.created_by = :by) FROM dttot_batch "
    "WHERE created_by = :by ORDER BY id DESC LIMIT :limit OFFSET :offset";

// A job that has begun has a run.
constexpr std::string_view itemsOf =
    "SELECT i.position, i.filename, i.document_id, i.job_id, i.outcome, i.error_code, i.error_message, "
    "(SELECT u.status FROM dttot_run u WHERE u.job_id = i.job_id ORDER BY u.id DESC LIMIT 1) "
    "FROM dttot_batch_item i WHERE i.batch_id = :batch ORDER BY i.position";

constexpr std::string_view filenameOf = "SELECT filename FROM dttot_list WHERE id = :id";

tenon::Json numberOrNull(const tenon::Row& row, std::size_t column) {
    return row.isNull(column) ? tenon::Json() : tenon::Json(row.integer(column));
}

tenon::Json errorJson(std::string_view code, std::string_view message) {
    return code.empty() ? tenon::Json() : tenon::Json(tenon::JsonObject{{"code", code}, {"message", message}});
}

/// What a job that has not left a run behind is at.
void askJob(tenon::App& app, const tenon::Caller& caller, tenon::JsonObject& item) {
    const tenon::JobState job = app.jobs().state(numberAt(item, "job_id"), caller);
    item["status"] = job.status == "cancelled" ? "failed" : job.status;
    if (job.status == "cancelled") {
        item["error"] = errorJson("dttot.job.cancelled", "The job was cancelled.");
    } else if (job.status == "failed") {
        item["error"] = errorJson(tenon::textAt(job.error, "code"), tenon::textAt(job.error, "message"));
    }
}

std::string stateOf(const std::map<std::string, std::int64_t, std::less<>>& totals) {
    const auto of = [&](std::string_view state) { return totals.find(state)->second; };
    return of("running") > 0 ? "running" : of("queued") > 0 ? "queued" : of("succeeded") > 0 ? "succeeded" : "failed";
}

void requireSome(std::string_view field, std::size_t count) {
    if (count == 0) {
        throw tenon::Invalid(std::string(field), "Name at least one.");
    }
    if (count > Batches::mostItems) {
        throw tenon::Invalid(std::string(field), "Has too many values.");
    }
}

} // namespace

void Batches::attempt(Item& item, const std::function<void()>& action) {
    try {
        action();
    } catch (const tenon::DatabaseError&) {
        throw; // says nothing about the item
    } catch (const tenon::Invalid& error) {
        item.outcome = "failed";
        item.errorCode = error.code();
        const auto& fields = error.fields();
        item.errorMessage = (fields.empty() ? error.message() : fields.front().message).english();
    } catch (const tenon::Error& error) {
        item.outcome = "failed";
        item.errorCode = error.code();
        item.errorMessage = error.message().english();
    }
}

tenon::JsonObject Batches::upload(const tenon::Caller& caller, std::span<const tenon::Upload> files) {
    caller.require("dttot.upload");
    requireSome("files", files.size());
    std::vector<Item> items;
    for (const tenon::Upload& file : files) {
        Item& item = items.emplace_back();
        item.filename = displayName(file.filename);
        attempt(item, [&] {
            const Documents::Uploaded uploaded = _documents.upload(caller, file, {});
            item.document = numberAt(uploaded.document, "id");
            item.outcome = "succeeded";
        });
    }
    return keep(caller, "upload", items);
}

tenon::JsonObject Batches::process(const tenon::Caller& caller, std::span<const std::int64_t> documents) {
    caller.require("dttot.process");
    requireSome("document_ids", documents.size());
    std::vector<Item> items;
    for (const std::int64_t document : documents) {
        Item& item = items.emplace_back();
        item.document = document;
        item.filename = _app.database().value<std::string>(filenameOf, {{"id", document}}).value_or("");
        attempt(item, [&] {
            item.job = _etl.start(caller, document).id;
            item.outcome = "queued";
        });
    }
    return keep(caller, "process", items);
}

tenon::JsonObject Batches::keep(const tenon::Caller& caller, std::string_view kind, std::span<const Item> items) {
    const std::int64_t batch = _app.database().transaction([&] {
        tenon::Database& database = _app.database();
        const auto id =
            database.value<std::int64_t>(addBatch, {{"kind", kind}, {"by", caller.id()}, {"now", tenon::Clock::now()}});
        std::int64_t position = 0;
        for (const Item& item : items) {
            database.execute(
                addItem,
                {{"batch", *id},
                 {"position", ++position},
                 {"filename", item.filename},
                 {"document", item.document},
                 {"job", item.job},
                 {"outcome", item.outcome},
                 {"code", item.errorCode},
                 {"message", item.errorMessage}}
            );
        }
        return *id;
    });
    return read(caller, batch, kind);
}

tenon::JsonObject Batches::read(const tenon::Caller& caller, std::int64_t batch, std::string_view kind) {
    std::vector<tenon::JsonObject> items;
    std::vector<bool> isUnknown;
    _app.database().each(itemsOf, {{"batch", batch}}, [&](const tenon::Row& row) {
        const std::string_view outcome = row.text(4);
        const bool hasRun = !row.isNull(7);
        items.push_back(tenon::JsonObject{
            {"position", row.integer(0)},
            {"id", numberOrNull(row, 2)},
            {"filename", row.text(1)},
            {"document_id", numberOrNull(row, 2)},
            {"job_id", numberOrNull(row, 3)},
            {"status", hasRun ? row.text(7) : outcome},
            {"error", errorJson(row.text(5), row.text(6))},
        });
        isUnknown.push_back(outcome == "queued" && (!hasRun || row.text(7) == "failed"));
    });
    std::map<std::string, std::int64_t, std::less<>> totals{
        {"queued", 0}, {"running", 0}, {"succeeded", 0}, {"failed", 0}};
    tenon::JsonArray shown;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (isUnknown[i]) {
            askJob(_app, caller, items[i]);
        }
        ++totals[std::string(tenon::textAt(items[i], "status"))];
        shown.push_back(std::move(items[i]));
    }
    tenon::JsonObject json{{"batch_id", batch}, {"kind", kind}, {"status", stateOf(totals)}, {"total", shown.size()}};
    for (const auto& [state, count] : totals) {
        json[state] = count;
    }
    json["documents"] = std::move(shown);
    return json;
}

tenon::JsonObject Batches::status(const tenon::Caller& caller, std::int64_t batch) {
    caller.require("dttot.view");
    const auto kind = _app.database().value<std::string>(batchOf, {{"id", batch}, {"by", caller.id()}});
    if (!kind) {
        throw tenon::NotFound("There is no such batch.");
    }
    return read(caller, batch, *kind);
}

tenon::Page Batches::page(const tenon::Caller& caller, const tenon::Paging& paging) {
    caller.require("dttot.view");
    tenon::Page page{.size = paging.size, .offset = paging.offset};
    std::vector<std::pair<std::int64_t, std::string>> found;
    _app.database().each(
        batchesOf,
        {{"by", caller.id()}, {"limit", paging.size}, {"offset", paging.offset}},
        [&](const tenon::Row& row) {
            found.emplace_back(row.integer(0), row.text(1));
            page.total = row.integer(2);
        }
    );
    for (const auto& [id, kind] : found) {
        page.items.push_back(read(caller, id, kind));
    }
    return page;
}

} // namespace dttot
