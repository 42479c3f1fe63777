#include "row_writer.h"

#include "id_list.h"
#include "spelling.h"

#include <tenon/time.h>

#include <algorithm>

namespace dttot {

namespace {

constexpr std::string_view drawIds =
    "INSERT INTO dttot_id (kind) "
    "WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < CAST(:count AS BIGINT)) "
    "SELECT CAST(:kind AS TEXT) FROM n RETURNING id";

constexpr std::string_view changeRow =
    "UPDATE dttot_row SET source = 'manual', version = version + 1, kode_densus = :kode_densus, type = :type, "
    "nationality = :nationality, nationalities = :nationalities, birth_year = :birth_year, birth_years = :birth_years, "
    "issue_count = :issue_count, record = :record, updated_at = :now WHERE id = :id";

// One per table, because a name of a table cannot be a parameter.
constexpr std::string_view deleteNames = "DELETE FROM dttot_name WHERE row_id IN ";
constexpr std::string_view deleteIdentifiers = "DELETE FROM dttot_identifier WHERE row_id IN ";
constexpr std::string_view deleteWords = "DELETE FROM dttot_word WHERE row_id IN ";
constexpr std::string_view deleteRows = "DELETE FROM dttot_row WHERE id IN ";

/// What an index of the search leads from, and the row it leads to.
struct Posting {
    std::string_view text;
    std::int64_t row = 0;
    std::size_t position = 0;

    auto operator<=>(const Posting&) const = default;
};

/// In the order of the index, so that neighbours are written to the same page.
const std::vector<Posting>& sorted(std::vector<Posting>& postings) {
    std::ranges::sort(postings);
    return postings;
}

std::vector<tenon::Value> valuesOf(const std::vector<Posting>& postings) {
    std::vector<tenon::Value> values;
    for (const Posting& posting : postings) {
        values.insert(values.end(), {posting.text, posting.row});
    }
    return values;
}

std::string_view nameOf(Source source) { return source == Source::extracted ? "extracted" : "manual"; }

} // namespace

std::vector<std::int64_t> newIds(tenon::Database& database, IdKind kind, std::size_t count) {
    std::vector<std::int64_t> ids;
    if (count == 0) {
        return ids;
    }
    ids = database.rows(
        drawIds,
        {{"count", count}, {"kind", kind == IdKind::document ? "document" : "row"}},
        [](const tenon::Row& row) { return row.get<std::int64_t>(0); }
    );
    std::ranges::sort(ids);
    return ids;
}

std::vector<std::int64_t> RowWriter::add(const Place& place, std::span<const StoredRecord> records) {
    std::vector<std::int64_t> ids = newIds(_database, IdKind::row, records.size());
    addRows(place, ids, records);
    index(ids, records);
    return ids;
}

void RowWriter::addSounds(std::int64_t document, std::span<const std::string> words) {
    std::vector<std::vector<std::string>> sounds;
    for (const std::string& word : words) {
        sounds.push_back(soundsOf(word));
    }
    std::vector<tenon::Value> values;
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (const std::string& sound : sounds[i]) {
            values.insert(values.end(), {sound, words[i], document});
        }
    }
    _sounds.run(_database, values);
}

void RowWriter::replace(std::int64_t document, std::int64_t row, const StoredRecord& record) {
    _database.execute(
        changeRow,
        {{"kode_densus", record.kodeDensus},
         {"type", record.type},
         {"nationality", record.nationality},
         {"nationalities", record.nationalities},
         {"birth_year", record.birthYear},
         {"birth_years", record.birthYears},
         {"issue_count", record.issueCount},
         {"record", record.json},
         {"now", tenon::Clock::now()},
         {"id", row}}
    );
    const std::int64_t ids[] = {row};
    for (const std::string_view sql : {deleteNames, deleteIdentifiers, deleteWords}) {
        forEachChunk(_database, sql, ids);
    }
    index(ids, {&record, 1});
    addSounds(document, record.words);
}

void RowWriter::remove(std::span<const std::int64_t> rows) {
    for (const std::string_view sql : {deleteNames, deleteIdentifiers, deleteWords, deleteRows}) {
        forEachChunk(_database, sql, rows);
    }
}

void RowWriter::addRows(const Place& place, std::span<const std::int64_t> ids, std::span<const StoredRecord> records) {
    const std::string now = tenon::Clock::now().text();
    std::vector<tenon::Value> values;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const StoredRecord& record = records[i];
        const tenon::Value row[] = {
            ids[i],
            place.document,
            place.run,
            nameOf(place.source),
            record.sourcePlace,
            record.fingerprint,
            1,
            record.kodeDensus,
            record.type,
            record.nationality,
            record.nationalities,
            record.birthYear,
            record.birthYears,
            record.issueCount,
            record.json,
            now,
            now,
        };
        values.insert(values.end(), std::begin(row), std::end(row));
    }
    _rows.run(_database, values);
}

void RowWriter::index(std::span<const std::int64_t> ids, std::span<const StoredRecord> records) {
    std::vector<Posting> names;
    std::vector<Posting> identifiers;
    std::vector<Posting> words;
    for (std::size_t i = 0; i < records.size(); ++i) {
        for (std::size_t position = 0; position < records[i].names.size(); ++position) {
            names.push_back({records[i].names[position], ids[i], position});
        }
        for (const std::string& identifier : records[i].identifiers) {
            identifiers.push_back({identifier, ids[i]});
        }
        for (const std::string& word : records[i].words) {
            words.push_back({word, ids[i]});
        }
    }
    std::vector<tenon::Value> values;
    for (const Posting& name : sorted(names)) {
        values.insert(values.end(), {name.text, name.row, name.position});
    }
    _names.run(_database, values);
    _identifiers.run(_database, valuesOf(sorted(identifiers)));
    _words.run(_database, valuesOf(sorted(words)));
}

} // namespace dttot
