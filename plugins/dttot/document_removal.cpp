/// Deleting a document: everything that was made of it goes, the audit trail keeps what it was.

#include "documents.h"

#include <array>

namespace dttot {

namespace {

// In the order of their references. Ids in dttot_id stay, so that none is ever given out again.
constexpr std::array<std::string_view, 9> deletions{
    "DELETE FROM dttot_name WHERE row_id IN (SELECT id FROM dttot_row WHERE document_id = :id)",
    "DELETE FROM dttot_identifier WHERE row_id IN (SELECT id FROM dttot_row WHERE document_id = :id)",
    "DELETE FROM dttot_word WHERE row_id IN (SELECT id FROM dttot_row WHERE document_id = :id)",
    "DELETE FROM dttot_sound WHERE document_id = :id",
    "DELETE FROM dttot_row WHERE document_id = :id",
    "DELETE FROM dttot_removed WHERE document_id = :id",
    "DELETE FROM dttot_skipped WHERE run_id IN (SELECT id FROM dttot_run WHERE document_id = :id)",
    "DELETE FROM dttot_run WHERE document_id = :id",
    "DELETE FROM dttot_document WHERE id = :id",
};

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
        for (const std::string_view sql : deletions) {
            database.execute(sql, {{"id", id}});
        }
        _app.audit().record(
            caller,
            {.action = "dttot.document.deleted",
             .model = "dttot_document",
             .record = std::to_string(id),
             .before = before,
             .reason = std::string(reason)}
        );
        if (wasProcessed) {
            _app.publish("dttot.list.changed", {{"document_id", id}, {"run_id", nullptr}});
        }
        _app.files().discard(tenon::textAt(before, "sha256"));
    });
}

} // namespace dttot
