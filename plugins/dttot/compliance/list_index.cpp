#include "compliance/list_index.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace dttot::compliance {

namespace {

// A new list counts as a change as well.
constexpr std::string_view sumOfVersions = "SELECT CAST(COALESCE(SUM(version + 1), 0) AS BIGINT) FROM dttot_watch_list";

// One statement, so that rows and versions are those of the same moment. A list without rows is there as well.
constexpr std::string_view everything =
    "SELECT l.id, l.name, l.version, r.id, r.document_id, r.version, r.content, r.kode_densus, r.record "
    "FROM dttot_watch_list l LEFT JOIN dttot_row_in_force r ON r.list_id = l.id";

constexpr std::string_view versions = "SELECT id, name, version FROM dttot_watch_list ORDER BY id";

// One statement as well: the versions since the one that is known, the rows that are in force since one of those that
// cost no more than is allowed, and the rows and whole documents that one of these ended. A deletion is always among
// these, because rows know their document; it costs something only once they are being cleared away. CROSS JOIN and IN
// have SQLite begin with the few versions, whatever its statistics say of the many rows.
constexpr std::string_view changesOfList =
    "WITH since AS (SELECT id, number, "
    "CASE cause WHEN 'removal' THEN 0 ELSE CAST(:row AS BIGINT) * (added + changed) + removed END AS cost "
    "FROM dttot_list_version WHERE list_id = :list AND number > :from), "
    "fresh AS (SELECT id FROM since WHERE cost <= :most) "
    "SELECT 0, number, cost, 0, 0, '', '' FROM since "
    "UNION ALL SELECT 1, r.id, r.document_id, r.version, r.content, r.kode_densus, r.record "
    "FROM fresh CROSS JOIN dttot_row r "
    "CROSS JOIN dttot_list d WHERE r.since_version = fresh.id "
    "AND d.id = r.document_id AND r.run_id <= d.run_id AND r.until_run > d.run_id "
    "UNION ALL SELECT 2, p.id, 0, 0, 0, '', '' FROM fresh CROSS JOIN dttot_past_row p WHERE p.until_version = fresh.id "
    "UNION ALL SELECT 2, r.id, 0, 0, 0, '', '' FROM dttot_row r "
    "WHERE r.until_version < 9223372036854775807 AND r.until_version IN (SELECT id FROM fresh) "
    "UNION ALL SELECT 3, d.id, 0, 0, 0, '', '' FROM fresh CROSS JOIN dttot_document d WHERE d.ended_version = fresh.id";

enum class Change { version, come, gone, documentGone };

constexpr std::size_t rowsBetweenCheckpoints = 256;

ListLayer::Row rowAt(const tenon::Row& row, std::size_t column) {
    return {
        .id = row.integer(column),
        .document = row.integer(column + 1),
        .version = row.integer(column + 2),
        .content = row.integer(column + 3),
        .kodeDensus = row.text(column + 4),
        .record = row.text(column + 5)};
}

} // namespace

std::int64_t generationOf(tenon::Database& database) { return database.value<std::int64_t>(sumOfVersions).value_or(0); }

std::shared_ptr<const ListIndex>
ListIndex::read(tenon::Database& database, const ScreeningSettings::InForce& settings, const Checkpoint& checkpoint) {
    const std::shared_ptr<ListIndex> index(new ListIndex());
    index->_settings = settings;
    ListLayer::Builder builder(settings.weights);
    std::size_t count = 0;
    database.each(everything, {}, [&](const tenon::Row& row) {
        const std::uint32_t list = index->noteList(row.integer(0), row.text(1));
        index->_lists[list].version = index->_lists[list].latest = row.integer(2);
        if (row.isNull(3)) {
            return;
        }
        if (++count % rowsBetweenCheckpoints == 0) {
            checkpoint();
        }
        builder.add(rowAt(row, 3), list);
    });
    index->cover(builder.build());
    return index;
}

std::shared_ptr<const ListIndex> ListIndex::extended(
    tenon::Database& database,
    const ScreeningSettings::InForce& settings,
    std::int64_t most,
    const Checkpoint& checkpoint
) const {
    const std::shared_ptr<ListIndex> index(new ListIndex(*this));
    if (servesFor(settings)) {
        index->_settings = settings;
    }
    std::vector<std::uint32_t> changed;
    database.each(versions, {}, [&](const tenon::Row& row) {
        const std::uint32_t list = index->noteList(row.integer(0), row.text(1));
        if (row.integer(2) > index->_lists[list].latest) {
            changed.push_back(list);
        }
    });
    ListLayer::Builder builder(_settings.weights);
    std::vector<std::int64_t> gone;
    std::vector<std::int64_t> documentsGone;
    std::size_t count = 0;
    for (const std::uint32_t number : changed) {
        List& list = index->_lists[number];
        std::int64_t firstPending = 0;
        const auto take = [&](const tenon::Row& row) {
            if (++count % rowsBetweenCheckpoints == 0) {
                checkpoint();
            }
            switch (static_cast<Change>(row.integer(0))) {
            case Change::version:
                list.latest = std::max(list.latest, row.integer(1));
                if (row.integer(2) > most) {
                    firstPending = firstPending == 0 ? row.integer(1) : std::min(firstPending, row.integer(1));
                }
                break;
            case Change::come:
                builder.add(rowAt(row, 1), number);
                [[fallthrough]];
            case Change::gone:
                gone.push_back(row.integer(1));
                break;
            case Change::documentGone:
                documentsGone.push_back(row.integer(1));
            }
        };
        database.each(
            changesOfList, {{"row", costOfRow}, {"list", list.id}, {"from", list.latest}, {"most", most}}, take
        );
        list.version = firstPending == 0 ? list.latest : firstPending - 1;
    }
    index->leaveOut(std::move(gone), documentsGone);
    if (!builder.isEmpty()) {
        index->cover(builder.build());
    }
    return index;
}

screening::Answer ListIndex::search(const screening::Subject& subject, const screening::Question& question) const {
    std::vector<screening::LayeredIndex::Layer> layers;
    layers.reserve(_layers.size());
    for (const Layer& layer : _layers) {
        layers.push_back({layer.rows->index(), layer.gone});
    }
    screening::Question asked = question;
    asked.minScore = question.minScore.value_or(_settings.weights.threshold);
    return screening::LayeredIndex(std::move(layers)).search(subject, asked);
}

std::uint32_t ListIndex::noteList(std::int64_t id, std::string_view name) {
    // The rows come in no order, which would cost more than to look among a few lists.
    const auto known = std::ranges::find(_lists, id, &List::id);
    const auto number = static_cast<std::uint32_t>(known - _lists.begin());
    if (known == _lists.end()) {
        _lists.push_back({.id = id, .name = std::string(name)});
    }
    return number;
}

void ListIndex::leaveOut(std::vector<std::int64_t> rows, std::span<const std::int64_t> documents) {
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    for (Layer& layer : _layers) {
        std::vector<std::int64_t> theirs;
        std::ranges::copy_if(rows, std::back_inserter(theirs), [&](auto row) { return layer.rows->has(row); });
        layer.leaveOut(theirs);
        if (!documents.empty()) {
            layer.leaveOut(layer.rows->rowsOf(documents));
        }
    }
}

void ListIndex::cover(std::shared_ptr<const ListLayer> rows) { _layers.push_back({std::move(rows), {}}); }

std::optional<std::uint32_t> ListIndex::listNamed(std::string_view name) const {
    const auto found = std::ranges::find(_lists, name, &List::name);
    return found == _lists.end() ? std::nullopt : std::optional(static_cast<std::uint32_t>(found - _lists.begin()));
}

bool ListIndex::Layer::has(std::int64_t row) const { return rows->has(row) && !std::ranges::binary_search(gone, row); }

void ListIndex::Layer::leaveOut(const std::vector<std::int64_t>& sorted) {
    std::vector<std::int64_t> all;
    std::ranges::set_union(gone, sorted, std::back_inserter(all));
    gone = std::move(all);
}

const ListIndex::Layer* ListIndex::layerOf(std::int64_t row) const {
    const auto found = std::ranges::find_if(_layers, [&](const Layer& layer) { return layer.has(row); });
    return found == _layers.end() ? nullptr : &*found;
}

ListIndex::Listed ListIndex::listed(std::int64_t row) const {
    const Layer* layer = layerOf(row);
    if (layer == nullptr) {
        throw std::out_of_range("the index has no such row");
    }
    return layer->rows->listed(row);
}

bool ListIndex::servesFor(const ScreeningSettings::InForce& settings) const {
    screening::Weights weights = settings.weights;
    weights.threshold = _settings.weights.threshold;
    return weights == _settings.weights;
}

std::int64_t ListIndex::generation() const {
    return std::accumulate(_lists.begin(), _lists.end(), std::int64_t{0}, [](std::int64_t sum, const List& list) {
        return sum + list.version + 1;
    });
}

std::int64_t ListIndex::latestGeneration() const {
    return std::accumulate(_lists.begin(), _lists.end(), std::int64_t{0}, [](std::int64_t sum, const List& list) {
        return sum + list.latest + 1;
    });
}

std::size_t ListIndex::entries() const {
    return std::accumulate(_layers.begin(), _layers.end(), std::size_t{0}, [](std::size_t sum, const Layer& layer) {
        return sum + layer.rows->size() - layer.gone.size();
    });
}

std::size_t ListIndex::changedRows() const {
    std::size_t changed = 0;
    for (const Layer& layer : _layers) {
        changed += layer.gone.size() + (&layer == &_layers.front() ? 0 : layer.rows->size());
    }
    return changed;
}

bool ListIndex::isWorn(std::size_t layers) const {
    constexpr std::size_t few = 1000;
    constexpr std::size_t part = 3;
    return _layers.size() > layers || (changedRows() > few && changedRows() > entries() / part);
}

} // namespace dttot::compliance
