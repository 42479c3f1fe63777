#pragma once

#include "batch_statement.h"
#include "list_record.h"

#include <tenon/database.h>

#include <cstdint>
#include <span>
#include <vector>

namespace dttot {

/// Draws `count` new ids from the sequence that documents and rows share, in ascending order.
enum class IdKind { document, row };
[[nodiscard]] std::vector<std::int64_t> newIds(tenon::Database& database, IdKind kind, std::size_t count);

/// Whose the words of a document are in fuzzy searches: its own, or its list's when other documents will take its
/// place, whose words are mostly the same.
[[nodiscard]] std::int64_t soundOwner(tenon::Database& database, std::int64_t document);

/// Where a row comes from.
enum class Source { extracted, manual };

/// Writes rows. What does not say otherwise works inside the caller's transaction; safe to call from many threads.
class RowWriter {
public:
    explicit RowWriter(tenon::Database& database) : _database(database) {}

    /// Where new rows go: run 0 for those added by hand. They count from the version on.
    struct Place {
        std::int64_t document = 0;
        std::int64_t run = 0;
        std::int64_t version = 0;
        Source source = Source::extracted;
    };

    /// Adds the records under new ids, which it returns in their order. Searches find them once their Postings are
    /// written, fuzzy ones once addSounds() has had their words too.
    std::vector<std::int64_t> add(const Place& place, std::span<const StoredRecord> records);

    /// Makes the words known to fuzzy searches as those of `owner`, see soundOwner(); those that are already stay as
    /// they are. Outside of a transaction it takes several short ones.
    void addSounds(std::int64_t owner, std::span<const std::string> words);

    /// Gives a row of `document` another content from `version` on; it counts as manual from now on. What it said
    /// before stays readable in the versions before.
    void replace(std::int64_t document, std::int64_t row, const StoredRecord& record, std::int64_t version);

    /// Lets a row end with `version` and deletes it like remove().
    void end(std::int64_t row, std::int64_t version);

    /// Deletes rows by id with their postings. What was in force stays readable in the versions that it belonged to.
    /// Outside of a transaction it takes several short ones; it may break off between them and be repeated.
    void remove(std::span<const std::int64_t> rows);

private:
    void addRows(const Place& place, std::span<const std::int64_t> ids, std::span<const StoredRecord> records);

    tenon::Database& _database;
    const BatchStatement _rows = BatchStatement::insert(
        "dttot_row",
        {"id",          "document_id",   "run_id",      "source",        "source_place", "fingerprint", "version",
         "kode_densus", "type",          "nationality", "nationalities", "birth_year",   "birth_years", "issue_count",
         "names",       "since_version", "content",     "origin_id",     "record",       "created_at",  "updated_at"}
    );
    const BatchStatement _sounds =
        BatchStatement::insert("dttot_sound", {"sound", "word", "document_id"}, "ON CONFLICT DO NOTHING");
};

} // namespace dttot
