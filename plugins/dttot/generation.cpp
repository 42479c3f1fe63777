#include "generation.h"

#include "id_list.h"
#include "json_number.h"

#include <tenon/time.h>

#include <algorithm>
#include <array>

namespace dttot {

namespace {

/// Rows per transaction. Fewer would write the pages of the search indexes, which every batch touches all over, more
/// often; more would keep other writers waiting for longer than a fraction of a second.
constexpr std::size_t rowsPerBatch = 2000;

constexpr std::string_view beginRun =
    "INSERT INTO dttot_run (document_id, job_id, script, script_version, status, source_rows, records, "
    "record_rows, skipped, with_issues, started_at) SELECT id, :job, :script, :version, 'running', 0, 0, 0, 0, 0, :now "
    "FROM dttot_document "
    "WHERE id = :document RETURNING id";

constexpr std::string_view own =
    "UPDATE dttot_document SET status = 'processing', latest_run_id = :run, error_code = '', error_message = '', "
    "updated_at = :now WHERE id = :document";

// Rows of runs that never came to their end.
constexpr std::string_view stagedRows = "SELECT r.id FROM dttot_row r JOIN dttot_document d ON d.id = r.document_id "
                                        "WHERE r.document_id = :document AND r.run_id > d.run_id ORDER BY r.id";

constexpr std::string_view putInForce =
    "UPDATE dttot_document SET status = 'processed', run_id = :run, updated_at = :now "
    "WHERE id = :document AND latest_run_id = :run";

constexpr std::string_view noteFailure =
    "UPDATE dttot_document SET status = 'failed', error_code = :code, error_message = :message, updated_at = :now "
    "WHERE id = :document AND latest_run_id = :run";

constexpr std::string_view closeRun =
    "UPDATE dttot_run SET status = :status, source_rows = :source_rows, records = :records, "
    "record_rows = :record_rows, skipped = :skipped, with_issues = :with_issues, finished_at = :now WHERE id = :run";

constexpr std::string_view forgetSkipped =
    "DELETE FROM dttot_skipped WHERE run_id IN (SELECT id FROM dttot_run WHERE document_id = :document AND id <> :run)";

// A row may have been changed by hand since the run began.
constexpr std::string_view stillExtracted = "SELECT id FROM dttot_row WHERE source = 'extracted' AND id IN ";
// Both databases choose their ways by statistics, which after a large list are all wrong.
constexpr std::array<std::string_view, 5> gatherStatistics{
    "ANALYZE dttot_row",
    "ANALYZE dttot_name",
    "ANALYZE dttot_identifier",
    "ANALYZE dttot_word",
    "ANALYZE dttot_sound",
};
constexpr std::int64_t manyRows = 200;

constexpr std::string_view keepAsManual = "UPDATE dttot_row SET run_id = 0 WHERE id IN ";
constexpr std::string_view forgetRemoved = "DELETE FROM dttot_removed WHERE id IN ";

const BatchInsert& skippedInsert() {
    static const BatchInsert made("dttot_skipped", {"run_id", "sheet", "source_row", "row_count", "kind", "text"});
    return made;
}

std::int64_t begin(tenon::Database& database, std::int64_t document, const EtlScript& script, std::int64_t job) {
    return database.transaction(
        [&] {
            const auto run = database.value<std::int64_t>(
                beginRun,
                {{"job", job},
                 {"script", script.name},
                 {"version", script.version},
                 {"now", tenon::Clock::now()},
                 {"document", document}}
            );
            if (!run) {
                throw tenon::NotFound("There is no such document.");
            }
            database.execute(own, {{"run", *run}, {"now", tenon::Clock::now()}, {"document", document}});
            return *run;
        },
        tenon::Isolation::ReadCommitted
    );
}

} // namespace

Generation::Generation(tenon::App& app, std::int64_t document, const EtlScript& script, std::int64_t job)
    : _app(app), _database(app.database()), _document(document), _run(begin(_database, document, script, job)),
      _script(script), _writer(_database), _known(_database, document) {
    deleteStagedRows();
}

void Generation::addRecord(const tenon::JsonObject& record) {
    StoredRecord ready = stored(completed(record));
    if (_known.recognise(ready)) {
        ++_kept;
        return;
    }
    _batch.push_back(std::move(ready));
    if (_batch.size() >= rowsPerBatch) {
        flush();
    }
}

void Generation::addSkipped(const tenon::JsonObject& skipped) {
    _skipped.push_back(skipped);
    if (_skipped.size() >= rowsPerBatch) {
        flush();
    }
}

void Generation::flush() {
    std::vector<std::string> unheard;
    for (const StoredRecord& record : _batch) {
        for (const std::string& word : record.words) {
            if (_sounded.insert(word).second) {
                unheard.push_back(word);
            }
        }
    }
    std::vector<tenon::Value> skipped;
    for (const tenon::JsonObject& row : _skipped) {
        skipped.insert(
            skipped.end(),
            {_run,
             tenon::textAt(row, "sheet"),
             numberAt(row, "row"),
             std::max<std::int64_t>(1, numberAt(row, "rows")),
             tenon::textAt(row, "kind"),
             tenon::textAt(row, "text")}
        );
    }
    _database.transaction(
        [&] {
            (void)_writer.add({_document, _run, Source::extracted}, _batch);
            _writer.addSounds(_document, unheard);
            skippedInsert().run(_database, skipped);
        },
        tenon::Isolation::ReadCommitted
    );
    _added += static_cast<std::int64_t>(_batch.size());
    _batch.clear();
    _skipped.clear();
}

void Generation::deleteStagedRows() {
    const auto idOf = [](const tenon::Row& row) { return row.get<std::int64_t>(0); };
    std::vector<std::int64_t> staged = _database.rows(stagedRows, {{"document", _document}}, idOf);
    const std::span<const std::int64_t> all(staged);
    for (std::size_t from = 0; from < all.size(); from += rowsPerBatch) {
        const auto some = all.subspan(from, std::min(rowsPerBatch, all.size() - from));
        _database.transaction([&] { _writer.remove(some); }, tenon::Isolation::ReadCommitted);
    }
}

tenon::JsonObject Generation::finish(const tenon::Caller& caller, const Counts& counts) {
    flush();
    const KnownRows::Leftovers left = _known.leftovers();
    const tenon::JsonObject outcome{
        {"document_id", _document},
        {"run_id", _run},
        {"script", _script.name},
        {"script_version", _script.version},
        {"source_rows", counts.sourceRows},
        {"records", counts.records},
        {"record_rows", counts.recordRows},
        {"skipped", counts.skipped},
        {"with_issues", counts.withIssues},
        {"added", _added},
        {"kept", _kept},
        {"deleted", left.extracted.size()},
    };
    _database.transaction(
        [&] {
            const auto now = tenon::Clock::now();
            // Also the lock that keeps a second run of the same document out until this one is committed.
            if (_database.execute(putInForce, {{"run", _run}, {"now", now}, {"document", _document}}) == 0) {
                throw tenon::Conflict("dttot.run.superseded", "The document was deleted or another run has begun.");
            }
            settle(left);
            close("succeeded", counts);
            _app.audit().record(
                caller,
                {.action = "dttot.document.processed",
                 .model = "dttot_document",
                 .record = std::to_string(_document),
                 .after = outcome}
            );
            _app.publish("dttot.list.changed", {{"document_id", _document}, {"run_id", _run}});
        },
        tenon::Isolation::ReadCommitted
    );
    if (_added + static_cast<std::int64_t>(left.extracted.size()) >= manyRows) {
        for (const std::string_view sql : gatherStatistics) {
            _database.execute(sql);
        }
    }
    return outcome;
}

void Generation::settle(const KnownRows::Leftovers& left) {
    std::vector<std::int64_t> stale;
    forEachChunk(_database, stillExtracted, left.extracted, {}, [&](const tenon::Row& row) {
        stale.push_back(row.integer(0));
    });
    _writer.remove(stale);
    forEachChunk(_database, keepAsManual, left.manual);
    forEachChunk(_database, forgetRemoved, left.removed);
    _database.execute(forgetSkipped, {{"document", _document}, {"run", _run}});
}

void Generation::close(std::string_view status, const Counts& counts) {
    _database.execute(
        closeRun,
        {{"status", status},
         {"source_rows", counts.sourceRows},
         {"records", counts.records},
         {"record_rows", counts.recordRows},
         {"skipped", counts.skipped},
         {"with_issues", counts.withIssues},
         {"now", tenon::Clock::now()},
         {"run", _run}}
    );
}

void Generation::fail(const tenon::Caller& caller, std::string_view code, std::string_view sentence) {
    _batch.clear();
    _skipped.clear();
    _database.transaction([&] {
        const auto now = tenon::Clock::now();
        const auto owned = _database.execute(
            noteFailure, {{"code", code}, {"message", sentence}, {"now", now}, {"document", _document}, {"run", _run}}
        );
        close("failed", {});
        if (owned > 0) {
            _app.audit().record(
                caller,
                {.action = "dttot.document.failed",
                 .model = "dttot_document",
                 .record = std::to_string(_document),
                 .after = tenon::JsonObject{{"code", code}, {"message", sentence}, {"run_id", _run}}}
            );
        }
    });
    deleteStagedRows();
}

} // namespace dttot
