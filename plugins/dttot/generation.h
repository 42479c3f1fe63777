#pragma once

#include "known_rows.h"
#include "list_version.h"
#include "postings.h"
#include "row_writer.h"
#include "succession.h"

#include <tenon/app.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

namespace dttot {

/// The rows that one run makes of a document. They are written as they arrive, where nobody sees them, and take the
/// place of the previous ones in one short transaction; a run that fails leaves those in force.
///
/// Used by one thread, outside of any transaction.
class Generation {
public:
    /// Begins a run, by `script` when one was asked for; it owns the document until another one begins. Throws
    /// NotFound.
    Generation(
        tenon::App& app, const tenon::Caller& caller, std::int64_t document, std::string_view script, std::int64_t job
    );

    /// Says which list the document is of; before its first record.
    void join(const FoundList& found);

    /// Takes a record or a skipped row as the extraction found them.
    void addRecord(const tenon::JsonObject& record);
    void addSkipped(const tenon::JsonObject& skipped);

    /// How the document's rows were used: `sourceRows` = `recordRows` + `skipped`.
    struct Counts {
        std::int64_t sourceRows = 0;
        std::int64_t records = 0;
        std::int64_t recordRows = 0; ///< more than `records` where a record spans rows
        std::int64_t skipped = 0;
        std::int64_t withIssues = 0;
    };

    /// Puts the new rows in force and returns what the job answers. Throws Conflict `dttot.run.superseded` when a later
    /// run has taken over.
    tenon::JsonObject finish(const tenon::Caller& caller, const Counts& counts);

    /// Deletes what the run put out of force, after finish(). When it breaks off, the next run does it.
    void tidy();

    /// Ends the run without effect and notes why.
    void fail(const tenon::Caller& caller, std::string_view code, std::string_view sentence);

private:
    void flush();
    void index();
    void prepare();
    void deleteUnseenRows(std::int64_t document);
    void retire(std::span<const std::int64_t> rows);
    void reinstate();
    void requireOwnership();
    void settle(const KnownRows::Leftovers& left);
    [[nodiscard]] std::vector<std::int64_t> predecessors() const;
    [[nodiscard]] ListChange change(const KnownRows::Leftovers& left) const;
    [[nodiscard]] bool changesNothing(const KnownRows::Leftovers& left) const;
    void close(std::string_view status, const Counts& counts);

    tenon::App& _app;
    tenon::Database& _database;
    std::int64_t _document;
    std::int64_t _run;
    std::int64_t _version; ///< of the list, once the run is in force
    std::string _script;
    std::string _scriptVersion;
    RowWriter _writer;
    std::optional<Succession> _succession;
    std::optional<KnownRows> _known;
    std::vector<StoredRecord> _batch;
    Postings _postings;
    std::vector<tenon::JsonObject> _skipped;
    std::unordered_set<std::string> _heard; ///< words of this run
    std::vector<std::string> _unheard;      ///< those that fuzzy searches do not know yet
    std::int64_t _added = 0;
    std::int64_t _kept = 0;
    std::int64_t _changed = 0; ///< rows added and deleted by finish()
};

} // namespace dttot
