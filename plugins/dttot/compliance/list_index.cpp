#include "compliance/list_index.h"

#include "compliance/listed_entry.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <stdexcept>

namespace dttot::compliance {

namespace {

// A new list counts as a change as well.
constexpr std::string_view sumOfVersions = "SELECT CAST(COALESCE(SUM(version + 1), 0) AS BIGINT) FROM dttot_watch_list";

// One statement, so that rows and versions are those of the same moment. A list without rows is there as well.
constexpr std::string_view everything =
    "SELECT l.id, l.name, l.version, r.id, r.version, r.content, r.kode_densus, r.record "
    "FROM dttot_watch_list l LEFT JOIN dttot_row_in_force r ON r.list_id = l.id";

constexpr std::size_t rowsBetweenCheckpoints = 256;

tenon::JsonObject recordIn(std::string_view text) {
    return boost::json::parse(boost::json::string_view(text.data(), text.size())).as_object();
}

} // namespace

std::int64_t generationOf(tenon::Database& database) { return database.value<std::int64_t>(sumOfVersions).value_or(0); }

ListIndex::ListIndex(
    tenon::Database& database, const ScreeningSettings::InForce& settings, const std::function<void()>& checkpoint
)
    : _settings(settings), _index(read(database, checkpoint)) {}

screening::Index ListIndex::read(tenon::Database& database, const std::function<void()>& checkpoint) {
    screening::IndexBuilder builder(_settings.weights);
    std::size_t count = 0;
    database.each(everything, {}, [&](const tenon::Row& row) {
        const std::uint32_t list = noteList(row);
        if (row.isNull(3)) {
            return;
        }
        if (++count % rowsBetweenCheckpoints == 0) {
            checkpoint();
        }
        const tenon::JsonObject record = recordIn(row.text(7));
        builder.add(entryOf(row.integer(3), list, record));
        notePlace(row, tenon::textAt(record, "name"));
    });
    std::ranges::sort(_places, {}, &Place::row);
    _generation =
        std::accumulate(_lists.begin(), _lists.end(), std::int64_t{0}, [](std::int64_t sum, const List& list) {
            return sum + list.version + 1;
        });
    return builder.build();
}

std::uint32_t ListIndex::noteList(const tenon::Row& row) {
    // The rows come in no order, which would cost more than to look among a few lists.
    const std::int64_t id = row.integer(0);
    const auto known = std::ranges::find(_lists, id, &List::id);
    const auto number = static_cast<std::uint32_t>(known - _lists.begin());
    if (known == _lists.end()) {
        _lists.push_back({id, std::string(row.text(1)), row.integer(2)});
    }
    return number;
}

void ListIndex::notePlace(const tenon::Row& row, std::string_view name) {
    const std::string_view code = row.text(6);
    _places.push_back(
        {row.integer(3),
         row.integer(4),
         row.integer(5),
         _texts.size(),
         static_cast<std::uint32_t>(code.size()),
         static_cast<std::uint32_t>(name.size())}
    );
    _texts.append(code).append(name);
}

std::optional<std::uint32_t> ListIndex::listNamed(std::string_view name) const {
    const auto found = std::ranges::find(_lists, name, &List::name);
    return found == _lists.end() ? std::nullopt : std::optional(static_cast<std::uint32_t>(found - _lists.begin()));
}

const ListIndex::Place* ListIndex::find(std::int64_t row) const {
    const auto found = std::ranges::lower_bound(_places, row, {}, &Place::row);
    return found == _places.end() || found->row != row ? nullptr : &*found;
}

ListIndex::Listed ListIndex::listed(std::int64_t row) const {
    const Place* found = find(row);
    if (found == nullptr) {
        throw std::out_of_range("the index has no such row");
    }
    const std::string_view texts = _texts;
    return {
        .version = found->version,
        .content = found->content,
        .kodeDensus = texts.substr(found->text, found->codeLength),
        .name = texts.substr(found->text + found->codeLength, found->nameLength),
    };
}

} // namespace dttot::compliance
