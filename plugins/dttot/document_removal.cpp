/// Deleting a document: it is gone at once, a job deletes what was made of it bit by bit, and the audit trail keeps
/// what it was.

#include "bounded_delete.h"
#include "documents.h"
#include "json_number.h"
#include "list_version.h"
#include "row_writer.h"

#include <tenon/time.h>

#include <algorithm>
#include <array>
#include <limits>
#include <span>
#include <vector>

namespace dttot {

namespace {

// The same content may be uploaded again while the old rows are being deleted.
constexpr std::string_view hide =
    "UPDATE dttot_document SET deleted_at = :now, sha256 = :gone WHERE id = :id AND deleted_at IS NULL";

constexpr std::string_view endWith = "UPDATE dttot_document SET ended_version = :version WHERE id = :id";

constexpr std::string_view hidden = "SELECT id FROM dttot_document WHERE deleted_at IS NOT NULL ORDER BY id";

constexpr std::string_view someRows = "SELECT id FROM dttot_row WHERE document_id = :id ORDER BY id LIMIT 60000";

constexpr std::string_view someSounds =
    "DELETE FROM dttot_sound WHERE (sound, word, document_id) IN "
    "(SELECT sound, word, document_id FROM dttot_sound WHERE document_id = :id LIMIT 4000)";

// In the order of their references. Ids in dttot_id stay, so that none is ever given out again.
constexpr std::array<std::string_view, 3> lastDeletions{
    "DELETE FROM dttot_removed WHERE document_id = :id",
    "DELETE FROM dttot_run WHERE document_id = :id",
    "DELETE FROM dttot_document WHERE id = :id",
};

std::int64_t idOf(const tenon::Row& row) { return row.get<std::int64_t>(0); }

} // namespace

void Documents::remove(const tenon::Caller& caller, std::int64_t id, std::string_view reason) {
    caller.require("dttot.delete");
    tenon::Database& database = _app.database();
    database.transaction([&] {
        const tenon::JsonObject before = read(caller, id);
        const bool wasProcessed = !before.at("processed_at").is_null();
        if (wasProcessed && _reason == DeleteReason::required && reason.empty()) {
            throw tenon::Invalid("reason", "A processed document is deleted with a reason only.");
        }
        database.execute(hide, {{"now", tenon::Clock::now()}, {"gone", "deleted " + std::to_string(id)}, {"id", id}});
        (void)_app.jobs().enqueue(removalKind, {{"document_id", id}}, caller);
        _app.audit().record(
            caller,
            {.action = "dttot.document.deleted",
             .model = "dttot_document",
             .record = std::to_string(id),
             .before = before,
             .reason = std::string(reason)}
        );
        if (const std::int64_t rows = numberAt(before, "rows"); rows > 0) {
            const std::int64_t version = versionNow(_app, caller, Cause::removal, id, {.removed = rows});
            database.execute(endWith, {{"version", version}, {"id", id}});
        }
        _app.files().discard(tenon::textAt(before, "sha256"));
    });
}

tenon::JsonObject Documents::clearAway(tenon::JobRun& job) {
    const std::vector<std::int64_t> documents = _app.database().rows(hidden, {}, idOf);
    for (const std::int64_t document : documents) {
        clearAway(document, job);
    }
    return {{"documents", documents.size()}};
}

void Documents::clearAway(std::int64_t id, tenon::JobRun& job) {
    tenon::Database& database = _app.database();
    RowWriter writer(database);
    for (auto rows = database.rows(someRows, {{"id", id}}, idOf); !rows.empty();
         rows = database.rows(someRows, {{"id", id}}, idOf)) {
        job.checkpoint();
        writer.remove(rows);
    }
    job.checkpoint();
    deleteBitByBit(database, someSounds, {{"id", id}});
    forgetSkipped(database, id, std::numeric_limits<std::int64_t>::max());
    database.transaction([&] {
        for (const std::string_view sql : lastDeletions) {
            database.execute(sql, {{"id", id}});
        }
    });
}

} // namespace dttot
