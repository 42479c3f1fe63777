#include "row_writer.h"

#include "id_list.h"
#include "postings.h"
#include "spelling.h"

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
    "issue_count = :issue_count, names = :names, record = :record, updated_at = :now WHERE id = :id";

constexpr std::string_view deleteRows = "DELETE FROM dttot_row WHERE id IN ";

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

void RowWriter::addSounds(std::int64_t document, std::span<const std::string> words) {
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
            values.insert(values.end(), {sound, word, document});
        }
        _database.transaction([&] { _sounds.run(_database, values); }, tenon::Isolation::ReadCommitted);
        rest = rest.subspan(some.size());
    }
}

void RowWriter::replace(std::int64_t document, std::int64_t row, const StoredRecord& record) {
    const std::int64_t ids[] = {row};
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
         {"record", record.json},
         {"now", tenon::Clock::now()},
         {"id", row}}
    );
    Postings after;
    after.add(row, record);
    after.write(_database);
    addSounds(document, record.words);
}

void RowWriter::remove(std::span<const std::int64_t> rows) {
    while (!rows.empty()) {
        const auto some = rows.first(std::min(rows.size(), rowsAtOnce));
        Postings postings;
        postings.addStored(_database, some);
        postings.erase(_database);
        for (auto rest = some; !rest.empty();) {
            const auto few = rest.first(std::min(rest.size(), rowsPerTransaction));
            _database.transaction([&] { forEachChunk(_database, deleteRows, few); }, tenon::Isolation::ReadCommitted);
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
            record.json,
            now,
            now,
        };
        values.insert(values.end(), std::begin(row), std::end(row));
    }
    _rows.run(_database, values);
}

} // namespace dttot
