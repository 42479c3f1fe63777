#include "lists.h"

#include "list_differences.h"
#include "list_version.h"
#include "own_list.h"

#include <tenon/time.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace dttot {

namespace {

constexpr std::string_view listColumns =
    "SELECT l.id, l.name, l.title, l.version, (SELECT CAST(COALESCE(SUM(d.row_count), 0) AS BIGINT) FROM dttot_list d "
    "WHERE d.list_id = l.id), "
    "(SELECT v.created_at FROM dttot_list_version v WHERE v.list_id = l.id AND v.number = l.version), l.created_at, "
    "(SELECT COUNT(*) FROM dttot_watch_list) FROM dttot_watch_list l ";
constexpr std::string_view listsInOrder = "ORDER BY l.name LIMIT :limit OFFSET :offset";
constexpr std::string_view listWithId = "WHERE l.id = :id";
constexpr std::size_t listTotal = 7;

constexpr std::string_view listWithNameOrId = "SELECT id FROM dttot_watch_list WHERE name = :name OR id = :id";

constexpr std::string_view versionColumns =
    "SELECT v.number, v.cause, v.document_id, v.filename, v.script, v.script_version, v.row_count, v.added, v.changed, "
    "v.removed, v.created_by, v.created_at, l.version FROM dttot_list_version v "
    "JOIN dttot_watch_list l ON l.id = v.list_id WHERE v.list_id = :list AND ";
constexpr std::string_view latestVersions = "v.number > 0 ORDER BY v.number DESC LIMIT :limit OFFSET :offset";
constexpr std::string_view versionWithNumber = "v.number = :number";
constexpr std::size_t versionTotal = 12;

constexpr std::string_view rowsAt =
    "WITH alive AS (SELECT p.id, p.since_version AS since FROM dttot_past_row p "
    "JOIN dttot_list_version s ON s.id = p.since_version AND s.list_id = :list AND s.number <= :number "
    "JOIN dttot_list_version u ON u.id = p.until_version AND u.number > :number "
    "UNION ALL SELECT r.id, r.since_version FROM dttot_row r "
    "JOIN dttot_list_version s ON s.id = r.since_version AND s.list_id = :list AND s.number <= :number "
    "JOIN dttot_document d ON d.id = r.document_id LEFT JOIN dttot_list_version u ON u.id = "
    "CASE WHEN r.until_version < 9223372036854775807 THEN r.until_version ELSE d.ended_version END "
    "WHERE u.number IS NULL OR u.number > :number) "
    "SELECT id, since, (SELECT COUNT(*) FROM alive) FROM alive ORDER BY id LIMIT :limit OFFSET :offset";

constexpr std::string_view recordAt =
    "SELECT p.record FROM dttot_past_row p WHERE p.id = :id AND p.since_version = :since "
    "UNION ALL SELECT r.record FROM dttot_row r WHERE r.id = :id AND r.since_version = :since";

tenon::JsonObject listJson(const tenon::Row& row) {
    return {
        {"id", row.integer(0)},
        {"name", row.text(1)},
        {"title", row.text(2)},
        {"version", row.integer(3)},
        {"rows", row.integer(4)},
        {"changed_at", row.isNull(5) ? tenon::Json() : tenon::Json(row.text(5))},
        {"created_at", row.text(6)},
    };
}

tenon::JsonObject versionJson(const tenon::Row& row) {
    return {
        {"version", row.integer(0)},
        {"cause", row.text(1)},
        {"document_id", row.integer(2)},
        {"filename", row.text(3)},
        {"script", row.text(4)},
        {"script_version", row.text(5)},
        {"rows", row.integer(6)},
        {"added", row.integer(7)},
        {"changed", row.integer(8)},
        {"removed", row.integer(9)},
        {"created_by", row.integer(10)},
        {"created_at", row.text(11)},
    };
}

tenon::JsonObject existing(tenon::Database& database, std::int64_t list) {
    static const std::string sql = std::string(listColumns).append(listWithId);
    return database.first(sql, {{"id", list}}, listJson).value();
}

/// The record of a row as it read from version `since` on.
tenon::JsonObject recordOf(tenon::Database& database, std::int64_t row, std::int64_t since) {
    tenon::JsonObject record{{"id", row}};
    database.each(recordAt, {{"id", row}, {"since", since}}, [&](const tenon::Row& found) {
        const std::string_view text = found.text(0);
        const tenon::Json parsed = boost::json::parse(boost::json::string_view(text.data(), text.size()));
        for (const auto& [key, value] : parsed.as_object()) {
            record[key] = value;
        }
    });
    return record;
}

std::string_view nameOf(Difference::Kind kind) {
    switch (kind) {
    case Difference::Kind::added:
        return "added";
    case Difference::Kind::changed:
        return "changed";
    case Difference::Kind::removed:
        break;
    }
    return "removed";
}

/// The members that say something else; where the rows stand and how they were written does not matter.
tenon::JsonArray membersChanged(const tenon::JsonObject& before, const tenon::JsonObject& after) {
    static constexpr std::string_view ofPlace[] = {
        "id", "source_row", "sheet", "page", "element", "issues", "original"};
    std::set<std::string_view> keys;
    for (const tenon::JsonObject* record : {&before, &after}) {
        for (const auto& member : *record) {
            keys.insert(member.key());
        }
    }
    tenon::JsonArray members;
    for (const std::string_view key : keys) {
        const tenon::Json* was = before.if_contains(key);
        const tenon::Json* is = after.if_contains(key);
        const bool isSame = was != nullptr && is != nullptr && *was == *is;
        if (!isSame && std::ranges::find(ofPlace, key) == std::end(ofPlace)) {
            members.emplace_back(key);
        }
    }
    return members;
}

tenon::JsonObject differenceJson(tenon::Database& database, const KeptDifferences::Difference& difference) {
    tenon::Json before;
    tenon::Json after;
    if (difference.kind != Difference::Kind::added) {
        before = recordOf(database, difference.before.row, difference.before.since);
    }
    if (difference.kind != Difference::Kind::removed) {
        after = recordOf(database, difference.after.row, difference.after.since);
    }
    const tenon::JsonObject& shown = after.is_object() ? after.get_object() : before.get_object();
    tenon::JsonObject json{
        {"change", nameOf(difference.kind)},
        {"kode_densus", tenon::textAt(shown, "kode_densus")},
        {"name", tenon::textAt(shown, "name")},
        {"type", tenon::textAt(shown, "type")},
    };
    if (difference.kind == Difference::Kind::changed) {
        json["members"] = membersChanged(before.get_object(), after.get_object());
    }
    json["before"] = std::move(before);
    json["after"] = std::move(after);
    return json;
}

/// Those of one kind, which stand together, or all when it has no name.
std::span<const KeptDifferences::Difference> ofKind(const KeptDifferences::Differences& all, std::string_view kind) {
    const auto first =
        std::ranges::find_if(all, [&](const auto& each) { return kind.empty() || nameOf(each.kind) == kind; });
    const auto last =
        std::find_if_not(first, all.end(), [&](const auto& each) { return kind.empty() || nameOf(each.kind) == kind; });
    return {first, last};
}

} // namespace

std::int64_t Lists::idOf(std::string_view list) {
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(list.data(), list.data() + list.size(), id);
    const bool isNumber = error == std::errc() && end == list.data() + list.size();
    const auto found = _app.database().value<std::int64_t>(
        listWithNameOrId, {{"name", list}, {"id", isNumber ? id : std::int64_t{0}}}
    );
    if (!found) {
        throw tenon::NotFound("There is no such list.");
    }
    return *found;
}

void Lists::requireVersion(std::int64_t list, std::int64_t number) {
    static const std::string sql = std::string(versionColumns).append(versionWithNumber);
    if (!_app.database().first(sql, {{"list", list}, {"number", number}}, [](const tenon::Row&) { return true; })) {
        throw tenon::NotFound("The list has no such version.");
    }
}

tenon::Page Lists::page(const tenon::Caller& caller, const tenon::Paging& paging) {
    caller.require("dttot.view");
    static const std::string sql = std::string(listColumns).append(listsInOrder);
    tenon::Page page{.size = paging.size, .offset = paging.offset};
    _app.database().each(sql, {{"limit", paging.size}, {"offset", paging.offset}}, [&](const tenon::Row& row) {
        page.items.push_back(listJson(row));
        page.total = row.integer(listTotal);
    });
    return page;
}

tenon::JsonObject Lists::read(const tenon::Caller& caller, std::string_view list) {
    caller.require("dttot.view");
    return existing(_app.database(), idOf(list));
}

tenon::JsonObject Lists::create(const tenon::Caller& caller, std::string_view name, std::string_view title) {
    caller.require("dttot.upload");
    const std::string full = ownListName(name);
    return _app.database().transaction([&] {
        tenon::Database& database = _app.database();
        if (database.value<std::int64_t>(listWithNameOrId, {{"name", full}, {"id", 0}})) {
            throw tenon::Conflict("dttot.list.exists", "There is a list of this name already.");
        }
        tenon::JsonObject list = existing(database, listNamed(database, full, title.empty() ? name : title));
        _app.audit().record(
            caller,
            {.action = "dttot.list.created",
             .model = "dttot_watch_list",
             .record = std::to_string(list.at("id").to_number<std::int64_t>()),
             .after = list}
        );
        return list;
    });
}

tenon::JsonObject Lists::add(const tenon::Caller& caller, std::string_view list, const tenon::JsonObject& input) {
    caller.require("dttot.change");
    return _app.database().transaction([&] {
        return _rows.add(caller, documentForHand(_app.database(), caller, idOf(list)), input);
    });
}

tenon::Page Lists::versions(const tenon::Caller& caller, std::string_view list, const tenon::Paging& paging) {
    caller.require("dttot.view");
    static const std::string sql = std::string(versionColumns).append(latestVersions);
    tenon::Page page{.size = paging.size, .offset = paging.offset};
    _app.database().each(
        sql,
        {{"list", idOf(list)}, {"limit", paging.size}, {"offset", paging.offset}},
        [&](const tenon::Row& row) {
            page.items.push_back(versionJson(row));
            page.total = row.integer(versionTotal);
        }
    );
    return page;
}

tenon::JsonObject Lists::version(const tenon::Caller& caller, std::string_view list, std::int64_t number) {
    caller.require("dttot.view");
    static const std::string sql = std::string(versionColumns).append(versionWithNumber);
    auto found = _app.database().first(sql, {{"list", idOf(list)}, {"number", number}}, versionJson);
    if (!found) {
        throw tenon::NotFound("The list has no such version.");
    }
    return std::move(*found);
}

tenon::Page
Lists::rowsOf(const tenon::Caller& caller, std::string_view list, std::int64_t number, const tenon::Paging& paging) {
    caller.require("dttot.view");
    tenon::Database& database = _app.database();
    const std::int64_t id = idOf(list);
    requireVersion(id, number);
    tenon::Page page{.size = paging.size, .offset = paging.offset};
    std::vector<std::pair<std::int64_t, std::int64_t>> found;
    database.each(
        rowsAt,
        {{"list", id}, {"number", number}, {"limit", paging.size}, {"offset", paging.offset}},
        [&](const tenon::Row& row) {
            found.emplace_back(row.integer(0), row.integer(1));
            page.total = row.integer(2);
        }
    );
    for (const auto& [row, since] : found) {
        page.items.push_back(recordOf(database, row, since));
    }
    return page;
}

tenon::Page Lists::differences(
    const tenon::Caller& caller, std::string_view list, const Comparison& comparison, const tenon::Paging& paging
) {
    caller.require("dttot.view");
    tenon::Database& database = _app.database();
    const std::int64_t id = idOf(list);
    const std::int64_t from = comparison.from < 0 ? comparison.to - 1 : comparison.from;
    requireVersion(id, comparison.to);
    if (from > 0) {
        requireVersion(id, from);
    }
    if (from > comparison.to) {
        throw tenon::Invalid("from", "Must not be later than the version it is compared with.");
    }
    const auto all = _differences.between({id, from, comparison.to}, [&] {
        return differencesBetween(database, id, from, comparison.to);
    });
    const auto wanted = ofKind(*all, comparison.kind);
    tenon::Page page{.total = std::ssize(wanted), .size = paging.size, .offset = paging.offset};
    const auto end = std::min(paging.offset + paging.size, page.total);
    for (auto i = std::min(paging.offset, page.total); i < end; ++i) {
        page.items.push_back(differenceJson(database, wanted[static_cast<std::size_t>(i)]));
    }
    return page;
}

} // namespace dttot
