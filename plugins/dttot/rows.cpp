#include "rows.h"

#include "id_list.h"
#include "json_number.h"
#include "list_version.h"
#include "postings.h"
#include "row_input.h"

#include <tenon/time.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace dttot {

namespace {

constexpr std::string_view matching = "WITH found AS (SELECT r.id FROM dttot_row_in_force r WHERE ";
constexpr std::string_view selecting = ") SELECT ";
constexpr std::string_view onThisPage =
    " FROM dttot_row r WHERE r.id IN (SELECT id FROM found ORDER BY id LIMIT :limit OFFSET :offset) ORDER BY r.id";
constexpr int totalColumn = 9;

constexpr std::string_view inForceWithId = " FROM dttot_row_in_force r WHERE r.id = :id";
constexpr std::string_view withIds = " FROM dttot_row r WHERE r.id IN ";

// Of a document that is there; also the lock that keeps the number true.
constexpr std::string_view countRow =
    "UPDATE dttot_document SET row_count = row_count + :more WHERE id = :id AND deleted_at IS NULL";

// Only what the file brought can come back with the file.
constexpr std::string_view rememberRemoved =
    "INSERT INTO dttot_removed (id, document_id, source_place, fingerprint) "
    "SELECT id, document_id, source_place, fingerprint FROM dttot_row WHERE id = :id AND run_id > 0";

std::string selectRows(std::string_view tail) { return std::string("SELECT ").append(rowColumns).append(tail); }

std::optional<tenon::JsonObject> rowWith(tenon::Database& database, std::int64_t id) {
    static const std::string sql = selectRows(inForceWithId);
    return database.first(sql, {{"id", id}}, rowJson);
}

tenon::JsonObject existing(tenon::Database& database, std::int64_t id) {
    auto row = rowWith(database, id);
    if (!row) {
        throw tenon::NotFound("There is no such row.");
    }
    return std::move(*row);
}

} // namespace

tenon::JsonObject rowJson(const tenon::Row& row) {
    const std::string_view text = row.text(6);
    const tenon::Json record = boost::json::parse(boost::json::string_view(text.data(), text.size()));
    tenon::JsonObject out{{"id", row.integer(0)}};
    for (const auto& [key, value] : record.as_object()) {
        out[key] = value;
    }
    out["list"] = row.text(7);
    out["document_id"] = row.integer(1);
    out["origin_document_id"] = row.integer(8);
    out["source"] = row.text(2);
    out["version"] = row.integer(3);
    out["created_at"] = row.text(4);
    out["updated_at"] = row.text(5);
    return out;
}

tenon::Page Rows::page(
    const tenon::Caller& caller,
    const RowFilter& filter,
    std::string_view query,
    Match match,
    const tenon::Paging& paging
) {
    caller.require("dttot.view");
    if (!query.empty()) {
        return hits(filter, query, match, paging);
    }
    const std::string found = std::string(matching).append(filter.condition());
    const std::string count = "(" + filter.count("found") + ")";
    const std::string sql =
        found + std::string(selecting).append(rowColumns).append(", ").append(count).append(onThisPage);
    std::vector<tenon::Param> params;
    filter.bind(params);
    const std::vector<tenon::Param> restriction = params;
    params.push_back({"limit", paging.size});
    params.push_back({"offset", paging.offset});
    tenon::Page page{.size = paging.size, .offset = paging.offset};
    _app.database().run(sql, params, [&](const tenon::Row& row) {
        page.items.push_back(rowJson(row));
        page.total = row.integer(totalColumn);
    });
    if (page.items.empty() && paging.offset > 0) {
        _app.database().run(found + std::string(selecting).append(count), restriction, [&](const tenon::Row& row) {
            page.total = row.integer(0);
        });
    }
    return page;
}

tenon::Page Rows::hits(const RowFilter& filter, std::string_view query, Match match, const tenon::Paging& paging) {
    static const std::string sql = selectRows(withIds);
    const std::vector<Hit> all = _search.find(query, match, filter);
    const auto total = static_cast<std::int64_t>(all.size());
    const auto begin = std::min(paging.offset, total);
    const auto end = std::min(begin + paging.size, total);
    const std::vector<Hit> shown(all.begin() + begin, all.begin() + end);

    std::vector<std::int64_t> ids;
    std::ranges::transform(shown, std::back_inserter(ids), &Hit::row);
    std::map<std::int64_t, tenon::JsonObject> rows;
    forEachChunk(_app.database(), sql, ids, {}, [&](const tenon::Row& row) {
        rows.insert_or_assign(row.get<std::int64_t>(0), rowJson(row));
    });
    tenon::Page page{.total = total, .size = paging.size, .offset = paging.offset};
    for (const Hit& hit : shown) {
        // A row may have been deleted since it was found.
        if (const auto row = rows.find(hit.row); row != rows.end()) {
            row->second["score"] = hit.score;
            page.items.push_back(std::move(row->second));
        }
    }
    return page;
}

std::optional<tenon::JsonObject> Rows::find(const tenon::Caller& caller, std::int64_t id) {
    caller.require("dttot.view");
    return rowWith(_app.database(), id);
}

tenon::JsonObject Rows::add(const tenon::Caller& caller, std::int64_t document, const tenon::JsonObject& input) {
    caller.require("dttot.change");
    const StoredRecord record = stored(recordFrom(input));
    return _app.database().transaction([&] {
        if (_app.database().execute(countRow, {{"more", 1}, {"id", document}}) == 0) {
            throw tenon::NotFound("There is no such document.");
        }
        const std::int64_t version = versionNow(_app, caller, Cause::hand, document, {.added = 1});
        const std::int64_t id =
            _writer.add({.document = document, .run = 0, .version = version, .source = Source::manual}, {&record, 1})
                .front();
        Postings postings;
        postings.add(id, record);
        postings.write(_app.database());
        _writer.addSounds(soundOwner(_app.database(), document), record.words);
        tenon::JsonObject row = existing(_app.database(), id);
        _app.audit().record(
            caller, {.action = "dttot.row.added", .model = "dttot_row", .record = std::to_string(id), .after = row}
        );
        return row;
    });
}

tenon::JsonObject Rows::change(
    const tenon::Caller& caller, std::int64_t id, const tenon::JsonObject& input, std::optional<std::int64_t> expected
) {
    caller.require("dttot.change");
    return _app.database().transaction([&] {
        const tenon::JsonObject before = forChange(id, expected);
        const std::int64_t document = numberAt(before, "document_id");
        const std::int64_t version = versionNow(_app, caller, Cause::hand, document, {.changed = 1});
        _writer.replace(document, id, stored(changedRecord(before, input)), version);
        tenon::JsonObject after = existing(_app.database(), id);
        _app.audit().record(
            caller,
            {.action = "dttot.row.changed",
             .model = "dttot_row",
             .record = std::to_string(id),
             .before = before,
             .after = after}
        );
        return after;
    });
}

void Rows::remove(const tenon::Caller& caller, std::int64_t id, std::optional<std::int64_t> expected) {
    caller.require("dttot.change");
    _app.database().transaction([&] {
        const tenon::JsonObject before = forChange(id, expected);
        const std::int64_t document = numberAt(before, "document_id");
        _app.database().execute(countRow, {{"more", -1}, {"id", document}});
        _app.database().execute(rememberRemoved, {{"id", id}});
        _writer.end(id, versionNow(_app, caller, Cause::hand, document, {.removed = 1}));
        _app.audit().record(
            caller,
            {.action = "dttot.row.deleted", .model = "dttot_row", .record = std::to_string(id), .before = before}
        );
    });
}

tenon::JsonObject Rows::forChange(std::int64_t id, std::optional<std::int64_t> expected) {
    tenon::JsonObject row = existing(_app.database(), id);
    const std::int64_t version = numberAt(row, "version");
    if (expected && *expected != version) {
        throw tenon::Error(412, "VERSION_CONFLICT", "The row was changed since you read it.", {{"version", version}});
    }
    return row;
}

} // namespace dttot
