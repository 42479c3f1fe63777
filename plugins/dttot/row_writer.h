#pragma once

#include "batch_insert.h"
#include "list_record.h"

#include <tenon/database.h>

#include <cstdint>
#include <span>
#include <vector>

namespace dttot {

/// Draws `count` new ids from the sequence that documents and rows share, in ascending order.
enum class IdKind { document, row };
[[nodiscard]] std::vector<std::int64_t> newIds(tenon::Database& database, IdKind kind, std::size_t count);

/// Where a row comes from.
enum class Source { extracted, manual };

/// Writes rows together with all that searches need of them. Works inside the caller's transaction; safe to call from
/// many threads.
class RowWriter {
public:
    explicit RowWriter(tenon::Database& database) : _database(database) {}

    /// Where new rows go: run 0 for those added by hand.
    struct Place {
        std::int64_t document = 0;
        std::int64_t run = 0;
        Source source = Source::extracted;
    };

    /// Adds the records under new ids, which it returns in their order. Fuzzy searches find them once addSounds() has
    /// had their words.
    std::vector<std::int64_t> add(const Place& place, std::span<const StoredRecord> records);

    /// Makes the words known to fuzzy searches in `document`; those that are already stay as they are.
    void addSounds(std::int64_t document, std::span<const std::string> words);

    /// Gives a row of `document` another content; it counts as manual from now on.
    void replace(std::int64_t document, std::int64_t row, const StoredRecord& record);

    /// Deletes rows by id.
    void remove(std::span<const std::int64_t> rows);

private:
    void addRows(const Place& place, std::span<const std::int64_t> ids, std::span<const StoredRecord> records);
    void index(std::span<const std::int64_t> ids, std::span<const StoredRecord> records);

    tenon::Database& _database;
    BatchInsert _rows{
        "dttot_row",
        {"id",
         "document_id",
         "run_id",
         "source",
         "source_place",
         "fingerprint",
         "version",
         "kode_densus",
         "type",
         "nationality",
         "nationalities",
         "birth_year",
         "birth_years",
         "issue_count",
         "record",
         "created_at",
         "updated_at"}};
    BatchInsert _names{"dttot_name", {"folded", "row_id", "position"}};
    BatchInsert _identifiers{"dttot_identifier", {"value", "row_id"}};
    BatchInsert _words{"dttot_word", {"word", "row_id"}};
    BatchInsert _sounds{"dttot_sound", {"sound", "word", "document_id"}, "ON CONFLICT DO NOTHING"};
};

} // namespace dttot
