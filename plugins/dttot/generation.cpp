#include "generation.h"

#include "bounded_delete.h"
#include "id_list.h"
#include "json_number.h"
#include "list_differences.h"
#include "list_version.h"

#include <tenon/time.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace dttot {

namespace {

/// Rows per transaction: some tens of milliseconds.
constexpr std::size_t rowsPerBatch = 1000;

constexpr std::string_view beginRun =
    "INSERT INTO dttot_run (document_id, job_id, script, script_version, status, source_rows, records, "
    "record_rows, skipped, with_issues, started_at) SELECT id, :job, :script, '', 'running', 0, 0, 0, 0, 0, :now "
    "FROM dttot_list WHERE id = :document RETURNING id";

constexpr std::string_view noteScript =
    "UPDATE dttot_run SET script = :script, script_version = :version WHERE id = :run";

constexpr std::string_view own =
    "UPDATE dttot_document SET status = 'processing', latest_run_id = :run, error_code = '', error_message = '', "
    "updated_at = :now WHERE id = :document";

// Of runs up to this one that never came to their end, and what the last one to do so put out of force.
constexpr std::string_view unseenRows =
    "SELECT r.id FROM dttot_row r JOIN dttot_document d ON d.id = r.document_id "
    "WHERE r.document_id = :document AND ((r.run_id > d.run_id AND r.run_id <= :run) OR r.until_run <= d.run_id) "
    "ORDER BY r.id";

// The lock that keeps out every other run of the document until this transaction ends.
constexpr std::string_view stillOwns = "UPDATE dttot_document SET latest_run_id = :run WHERE id = :document AND "
                                       "latest_run_id = :run AND deleted_at IS NULL";

constexpr std::string_view retireRows = "UPDATE dttot_row SET until_run = :run, until_version = :version WHERE id IN ";
constexpr std::string_view whereExtracted = "AND source = 'extracted'";

// A row may have been changed by hand since it was found to be gone from the file: it stays as if added by hand.
constexpr std::string_view keepChanged =
    "UPDATE dttot_row SET run_id = 0, until_run = :ever, until_version = :ever WHERE until_version = :version "
    "AND until_version < 9223372036854775807 AND source = 'manual'";

constexpr std::string_view reinstateRows =
    "UPDATE dttot_row SET until_run = :ever, until_version = :ever WHERE document_id = :document AND until_run < :ever "
    "AND until_run > (SELECT run_id FROM dttot_document WHERE id = :document)";

constexpr std::string_view inForceAlready = "SELECT id FROM dttot_list WHERE id = :document AND run_id > 0";

constexpr std::string_view seeRun =
    "UPDATE dttot_document SET status = 'processed', run_id = :run, good_run_id = :run, superseded_by = NULL, "
    "updated_at = :now WHERE id = :document";

// Of runs of the document that never came to their end.
constexpr std::string_view forgetVersions =
    "DELETE FROM dttot_list_version WHERE document_id = :document AND number IS NULL AND id < :version";

constexpr std::string_view countRows =
    "UPDATE dttot_document SET row_count = (SELECT COUNT(*) FROM dttot_row_in_force r WHERE r.document_id = :document) "
    "WHERE id = :document";

constexpr std::string_view noteFailure =
    "UPDATE dttot_document SET status = 'failed', error_code = :code, error_message = :message, updated_at = :now "
    "WHERE id = :document AND latest_run_id = :run AND deleted_at IS NULL";

constexpr std::string_view closeRun =
    "UPDATE dttot_run SET status = :status, source_rows = :source_rows, records = :records, "
    "record_rows = :record_rows, skipped = :skipped, with_issues = :with_issues, finished_at = :now WHERE id = :run";

constexpr std::string_view ownSkipped =
    "DELETE FROM dttot_skipped WHERE id IN (SELECT id FROM dttot_skipped WHERE run_id = :run ORDER BY id LIMIT 2000)";

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

const BatchStatement& skippedInsert() {
    static const BatchStatement made =
        BatchStatement::insert("dttot_skipped", {"run_id", "sheet", "source_row", "row_count", "kind", "text"});
    return made;
}

std::int64_t begin(tenon::Database& database, std::int64_t document, std::string_view script, std::int64_t job) {
    return database.transaction(
        [&] {
            const auto run = database.value<std::int64_t>(
                beginRun, {{"job", job}, {"script", script}, {"now", tenon::Clock::now()}, {"document", document}}
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

Generation::Generation(
    tenon::App& app, const tenon::Caller& caller, std::int64_t document, std::string_view script, std::int64_t job
)
    : _app(app), _database(app.database()), _document(document), _run(begin(_database, document, script, job)),
      _version(newVersion(_database, caller, Cause::run, document, _run)), _script(script), _writer(_database) {}

void Generation::join(const FoundList& found) {
    _script = found.script;
    _scriptVersion = found.scriptVersion;
    _database.transaction([&] {
        _database.execute(noteScript, {{"script", _script}, {"version", _scriptVersion}, {"run", _run}});
        _succession.emplace(_database, _document, _run, found);
    });
    prepare();
    _known.emplace(_database, _document, _succession->predecessors());
}

void Generation::addRecord(const tenon::JsonObject& record) {
    StoredRecord ready = stored(completed(record));
    if (_known.value().recognise(ready)) {
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
    const std::vector<std::int64_t> ids = _database.transaction(
        [&] {
            requireOwnership();
            skippedInsert().run(_database, skipped);
            return _writer.add({_document, _run, _version, Source::extracted}, _batch);
        },
        tenon::Isolation::ReadCommitted
    );
    for (std::size_t i = 0; i < ids.size(); ++i) {
        _postings.add(ids[i], _batch[i]);
        std::ranges::copy_if(_batch[i].words, std::back_inserter(_unheard), [&](const std::string& word) {
            return _heard.insert(word).second;
        });
    }
    if (_postings.isFull()) {
        index();
    }
    _added += static_cast<std::int64_t>(_batch.size());
    _batch.clear();
    _skipped.clear();
}

void Generation::index() {
    _postings.write(_database);
    _writer.addSounds(soundOwner(_database, _document), _unheard);
    _unheard.clear();
}

/// A run that ended in the middle left rows, and rows that it would have put out of force.
void Generation::prepare() {
    deleteUnseenRows(_document);
    reinstate();
    _database.execute(forgetVersions, {{"document", _document}, {"version", _version}});
}

void Generation::deleteUnseenRows(std::int64_t document) {
    _writer.remove(_database.rows(unseenRows, {{"document", document}, {"run", _run}}, [](const tenon::Row& row) {
        return row.get<std::int64_t>(0);
    }));
}

/// Lets rows end with this run. Nobody sees that before the run is in force.
void Generation::retire(std::span<const std::int64_t> rows) {
    while (!rows.empty()) {
        const auto some = rows.first(std::min(rows.size(), rowsPerBatch));
        _database.transaction(
            [&] {
                requireOwnership();
                forEachChunk(
                    _database, retireRows, some, whereExtracted, nullptr, {{"run", _run}, {"version", _version}}
                );
            },
            tenon::Isolation::ReadCommitted
        );
        rows = rows.subspan(some.size());
    }
}

void Generation::reinstate() {
    _database.transaction(
        [&] {
            if (_database.execute(stillOwns, {{"run", _run}, {"document", _document}}) > 0) {
                _database.execute(reinstateRows, {{"ever", ever}, {"document", _document}});
            }
            // What a later run of the list has marked is its own.
            if (!_succession || !_succession->isOwned()) {
                return;
            }
            for (const std::int64_t predecessor : predecessors()) {
                _database.execute(reinstateRows, {{"ever", ever}, {"document", predecessor}});
            }
        },
        tenon::Isolation::ReadCommitted
    );
}

void Generation::requireOwnership() {
    if (_database.execute(stillOwns, {{"run", _run}, {"document", _document}}) == 0) {
        throw tenon::Conflict("dttot.run.superseded", "The document was deleted or another run has begun.");
    }
    if (_succession && !_succession->isOwned()) {
        throw tenon::Conflict("dttot.run.superseded", "A later run has begun to renew the list.");
    }
}

std::vector<std::int64_t> Generation::predecessors() const {
    return _succession ? _succession->predecessors() : std::vector<std::int64_t>();
}

/// Whether the list says the same, of the same documents, as before the run.
bool Generation::changesNothing(const KnownRows::Leftovers& left) const {
    return _added == 0 && left.extracted.empty() && predecessors().empty()
           && _database.value<std::int64_t>(inForceAlready, {{"document", _document}}).has_value();
}

ListChange Generation::change(const KnownRows::Leftovers& left) const {
    if (left.extracted.empty()) {
        return {.added = _added};
    }
    return changeBetween(tracesOf(_database, left.extracted), tracesSince(_database, _version));
}

tenon::JsonObject Generation::finish(const tenon::Caller& caller, const Counts& counts) {
    flush();
    index();
    const KnownRows::Leftovers left = _known.value().leftovers();
    retire(left.extracted);
    const ListChange difference = change(left);
    tenon::JsonObject outcome{
        {"document_id", _document},
        {"run_id", _run},
        {"script", _script},
        {"script_version", _scriptVersion},
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
            requireOwnership();
            const bool isSame = changesNothing(left);
            _database.execute(seeRun, {{"run", _run}, {"now", tenon::Clock::now()}, {"document", _document}});
            settle(left);
            close("succeeded", counts);
            if (isSame) {
                dropVersion(_database, _version);
            } else {
                outcome["list_version"] = putInForce(_app, _version, _succession->list(), difference);
            }
            _app.audit().record(
                caller,
                {.action = "dttot.document.processed",
                 .model = "dttot_document",
                 .record = std::to_string(_document),
                 .after = outcome}
            );
        },
        tenon::Isolation::ReadCommitted
    );
    _changed = _added + static_cast<std::int64_t>(left.extracted.size());
    return outcome;
}

void Generation::tidy() {
    deleteUnseenRows(_document);
    for (const std::int64_t document : _succession->superseded()) {
        deleteUnseenRows(document);
    }
    forgetSkipped(_database, _document, _run);
    if (_changed >= manyRows) {
        for (const std::string_view sql : gatherStatistics) {
            _database.execute(sql);
        }
    }
}

void Generation::settle(const KnownRows::Leftovers& left) {
    if (!left.extracted.empty()) {
        _database.execute(keepChanged, {{"ever", ever}, {"version", _version}});
    }
    _succession->takeOver(_version);
    forEachChunk(_database, keepAsManual, left.manual);
    forEachChunk(_database, forgetRemoved, left.removed);
    _database.execute(countRows, {{"document", _document}});
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
    _postings = {};
    _database.transaction([&] {
        const auto now = tenon::Clock::now();
        const auto owned = _database.execute(
            noteFailure, {{"code", code}, {"message", sentence}, {"now", now}, {"document", _document}, {"run", _run}}
        );
        close("failed", {});
        dropVersion(_database, _version);
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
    deleteUnseenRows(_document);
    deleteBitByBit(_database, ownSkipped, {{"run", _run}});
    reinstate();
}

} // namespace dttot
