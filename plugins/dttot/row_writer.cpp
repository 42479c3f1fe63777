#include "row_writer.h"

#include "id_list.h"
#include "look_up_words.h"
#include "postings.h"

#include <tenon/time.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace dttot {

namespace {

constexpr std::string_view drawIds =
    "INSERT INTO dttot_id (kind) "
    "WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < CAST(:count AS BIGINT)) "
    "SELECT CAST(:kind AS TEXT) FROM n RETURNING id";

constexpr std::string_view changeRow =
    "UPDATE dttot_row SET source = 'manual', version = version + 1, kode_densus = :kode_densus, type = :type, "
    "nationality = :nationality, nationalities = :nationalities, birth_year = :birth_year, birth_years = :birth_years, "
    "issue_count = :issue_count, names = :names, since_version = :version, content = :content, record = :record, "
    "updated_at = :now WHERE id = :id";

constexpr std::string_view deleteRows = "DELETE FROM dttot_row WHERE id IN ";

constexpr std::string_view keepPast =
    "INSERT INTO dttot_past_row (id, since_version, until_version, document_id, origin_id, source, version, "
    "kode_densus, type, names, content, record, created_at, updated_at) "
    "SELECT r.id, r.since_version, u.id, r.document_id, r.origin_id, r.source, r.version, r.kode_densus, r.type, "
    "r.names, r.content, r.record, r.created_at, r.updated_at FROM dttot_row r "
    "JOIN dttot_list_version s ON s.id = r.since_version AND s.number IS NOT NULL ";

// Rows end with their version, or with that of their document's deletion.
constexpr std::string_view keepEnded =
    "JOIN dttot_document d ON d.id = r.document_id JOIN dttot_list_version u ON u.number IS NOT NULL "
    "AND u.id = CASE WHEN r.until_version < 9223372036854775807 THEN r.until_version ELSE d.ended_version END "
    "WHERE r.id IN ";
constexpr std::string_view keepOne =
    "JOIN dttot_list_version u ON u.id = :version WHERE r.id = :id AND r.since_version < :version";
constexpr std::string_view once = "ON CONFLICT DO NOTHING";

constexpr std::string_view endRow = "UPDATE dttot_row SET until_version = :version WHERE id = :id";

constexpr std::string_view ownerOfSounds =
    "SELECT CASE WHEN supersedes = 1 THEN -list_id ELSE id END FROM dttot_document WHERE id = :document";

/// Some tens of milliseconds each; and rows whose postings are deleted together.
constexpr std::size_t rowsPerTransaction = 500;
constexpr std::size_t soundsPerTransaction = 8000;
constexpr std::size_t rowsAtOnce = 60'000;

/// One a line, as the row keeps them for the scores of searches.
std::string linesOf(const std::vector<std::string>& names) {
    std::string lines;
    for (const std::string& name : names) {
        lines.append(lines.empty() ? "" : "\n").append(name);
    }
    return lines;
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
    return ids;
}

std::int64_t soundOwner(tenon::Database& database, std::int64_t document) {
    return database.value<std::int64_t>(ownerOfSounds, {{"document", document}}).value_or(document);
}

void RowWriter::addSounds(std::int64_t owner, std::span<const std::string> words) {
    std::vector<std::pair<std::string, std::string_view>> sounds;
    for (const std::string& word : words) {
        for (std::string& sound : soundsOf(word)) {
            sounds.emplace_back(std::move(sound), word);
        }
    }
    std::ranges::sort(sounds);
    for (std::span rest(sounds); !rest.empty();) {
        const auto some = rest.first(std::min(rest.size(), soundsPerTransaction));
        std::vector<tenon::Value> values;
        for (const auto& [sound, word] : some) {
            values.insert(values.end(), {sound, word, owner});
        }
        _database.transaction([&] { _sounds.run(_database, values); }, tenon::Isolation::ReadCommitted);
        rest = rest.subspan(some.size());
    }
}

void RowWriter::replace(std::int64_t document, std::int64_t row, const StoredRecord& record, std::int64_t version) {
    static const std::string keepBefore = std::string(keepPast).append(keepOne);
    const std::int64_t ids[] = {row};
    _database.execute(keepBefore, {{"version", version}, {"id", row}});
    Postings before;
    before.addStored(_database, ids);
    before.erase(_database);
    const std::string names = linesOf(record.names);
    _database.execute(
        changeRow,
        {{"kode_densus", record.kodeDensus},
         {"type", record.type},
         {"nationality", record.nationality},
         {"nationalities", record.nationalities},
         {"birth_year", record.birthYear},
         {"birth_years", record.birthYears},
         {"issue_count", record.issueCount},
         {"names", names},
         {"version", version},
         {"content", record.content},
         {"record", record.json},
         {"now", tenon::Clock::now()},
         {"id", row}}
    );
    Postings after;
    after.add(row, record);
    after.write(_database);
    addSounds(soundOwner(_database, document), record.words);
}

void RowWriter::end(std::int64_t row, std::int64_t version) {
    _database.execute(endRow, {{"version", version}, {"id", row}});
    const std::int64_t ids[] = {row};
    remove(ids);
}

void RowWriter::remove(std::span<const std::int64_t> rows) {
    static const std::string keep = std::string(keepPast).append(keepEnded);
    while (!rows.empty()) {
        const auto some = rows.first(std::min(rows.size(), rowsAtOnce));
        Postings postings;
        postings.addStored(_database, some);
        postings.erase(_database);
        for (auto rest = some; !rest.empty();) {
            const auto few = rest.first(std::min(rest.size(), rowsPerTransaction));
            _database.transaction(
                [&] {
                    forEachChunk(_database, keep, few, once);
                    forEachChunk(_database, deleteRows, few);
                },
                tenon::Isolation::ReadCommitted
            );
            rest = rest.subspan(few.size());
        }
        rows = rows.subspan(some.size());
    }
}

void RowWriter::addRows(const Place& place, std::span<const std::int64_t> ids, std::span<const StoredRecord> records) {
    const std::string now = tenon::Clock::now().text();
    std::vector<std::string> names;
    std::ranges::transform(records, std::back_inserter(names), linesOf, &StoredRecord::names);
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
            names[i],
            place.version,
            record.content,
            place.document,
            record.json,
            now,
            now,
        };
        values.insert(values.end(), std::begin(row), std::end(row));
    }
    _rows.run(_database, values);
}

} // namespace dttot
