#include "insights.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace dttot {

namespace {

// Read from the index of facts alone, as the summary is.
constexpr std::string_view subjects =
    "SELECT list_id, type, nationality, birth_year, COUNT(*), SUM(CASE WHEN issue_count > 0 THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN source = 'manual' THEN 1 ELSE 0 END) "
    "FROM dttot_row_in_force GROUP BY list_id, type, nationality, birth_year";

constexpr std::string_view lists =
    "SELECT l.id, l.name, l.title, l.version, (SELECT v.created_at FROM dttot_list_version v WHERE v.list_id = l.id "
    "AND v.number = l.version) FROM dttot_watch_list l ORDER BY l.name";

constexpr std::string_view documents =
    "SELECT format, status, COUNT(*) FROM dttot_list WHERE format <> 'manual' GROUP BY format, status";

constexpr std::string_view runs =
    "SELECT u.status, COUNT(*), CAST(COALESCE(SUM(u.records), 0) AS BIGINT) FROM dttot_run u GROUP BY u.status";

// The first seven characters of a time are its month.
constexpr std::string_view changes =
    "SELECT substr(CAST(v.created_at AS TEXT), 1, 7), l.name, COUNT(*), CAST(SUM(v.added) AS BIGINT), "
    "CAST(SUM(v.changed) AS BIGINT), CAST(SUM(v.removed) AS BIGINT) FROM dttot_list_version v "
    "JOIN dttot_watch_list l ON l.id = v.list_id WHERE v.number > 0 "
    "GROUP BY substr(CAST(v.created_at AS TEXT), 1, 7), l.name ORDER BY 1 DESC, 2 LIMIT 240";

using Counts = std::map<std::string, std::int64_t, std::less<>>;

struct Subjects {
    std::int64_t total = 0;
    std::int64_t withIssues = 0;
    std::int64_t byHand = 0;
    std::int64_t withoutBirthYear = 0;
    std::int64_t withoutNationality = 0;
    std::map<std::int64_t, std::int64_t> byList;
    Counts byType{{"entity", 0}, {"person", 0}};
    Counts byNationality;
    Counts byDecade;

    void add(const tenon::Row& row) {
        const auto count = row.integer(4);
        const auto nationality = row.text(2);
        const auto year = row.integer(3);
        total += count;
        withIssues += row.integer(5);
        byHand += row.integer(6);
        byType[std::string(row.text(1))] += count;
        if (!row.isNull(0)) {
            byList[row.integer(0)] += count;
        }
        if (nationality.empty()) {
            withoutNationality += count;
        } else {
            byNationality[std::string(nationality)] += count;
        }
        if (year == 0) {
            withoutBirthYear += count;
        } else {
            byDecade[std::to_string(year / 10 * 10)] += count;
        }
    }
};

tenon::JsonObject jsonOf(const Counts& counts) {
    tenon::JsonObject json;
    for (const auto& [name, count] : counts) {
        json[name] = count;
    }
    return json;
}

/// The largest ones, largest first.
tenon::JsonArray topOf(const Counts& counts, std::string_view key) {
    constexpr std::size_t most = 10;
    std::vector<std::pair<std::string, std::int64_t>> sorted(counts.begin(), counts.end());
    std::ranges::stable_sort(sorted, [](const auto& a, const auto& b) { return a.second > b.second; });
    sorted.resize(std::min(sorted.size(), most));
    tenon::JsonArray json;
    for (const auto& [name, count] : sorted) {
        json.push_back(tenon::JsonObject{{key, name}, {"count", count}});
    }
    return json;
}

tenon::JsonArray listsOf(tenon::Database& database, const Subjects& found) {
    tenon::JsonArray json;
    database.each(lists, {}, [&](const tenon::Row& row) {
        const auto rows = found.byList.find(row.integer(0));
        json.push_back(tenon::JsonObject{
            {"id", row.integer(0)},
            {"name", row.text(1)},
            {"title", row.text(2)},
            {"version", row.integer(3)},
            {"rows", rows == found.byList.end() ? 0 : rows->second},
            {"changed_at", row.isNull(4) ? tenon::Json() : tenon::Json(row.text(4))},
        });
    });
    return json;
}

tenon::JsonObject documentsOf(tenon::Database& database) {
    Counts byFormat;
    Counts byStatus;
    std::int64_t total = 0;
    database.each(documents, {}, [&](const tenon::Row& row) {
        byFormat[std::string(row.text(0))] += row.integer(2);
        byStatus[std::string(row.text(1))] += row.integer(2);
        total += row.integer(2);
    });
    return {{"total", total}, {"by_format", jsonOf(byFormat)}, {"by_status", jsonOf(byStatus)}};
}

tenon::JsonObject runsOf(tenon::Database& database) {
    Counts counts{{"failed", 0}, {"running", 0}, {"succeeded", 0}};
    std::int64_t records = 0;
    database.each(runs, {}, [&](const tenon::Row& row) {
        counts[std::string(row.text(0))] = row.integer(1);
        records += row.integer(2);
    });
    tenon::JsonObject json = jsonOf(counts);
    json["records_read"] = records;
    return json;
}

tenon::JsonArray changesOf(tenon::Database& database) {
    tenon::JsonArray json;
    database.each(changes, {}, [&](const tenon::Row& row) {
        json.push_back(tenon::JsonObject{
            {"month", row.text(0)},
            {"list", row.text(1)},
            {"versions", row.integer(2)},
            {"added", row.integer(3)},
            {"changed", row.integer(4)},
            {"removed", row.integer(5)},
        });
    });
    return json;
}

} // namespace

tenon::JsonObject insights(tenon::App& app, const tenon::Caller& caller) {
    caller.require("dttot.view");
    tenon::Database& database = app.database();
    Subjects found;
    database.each(subjects, {}, [&](const tenon::Row& row) { found.add(row); });
    return {
        {"total", found.total},
        {"lists", listsOf(database, found)},
        {"by_type", jsonOf(found.byType)},
        {"top_nationalities", topOf(found.byNationality, "nationality")},
        {"birth_decades", jsonOf(found.byDecade)},
        {"quality",
         {{"with_issues", found.withIssues},
          {"without_birth_year", found.withoutBirthYear},
          {"without_nationality", found.withoutNationality},
          {"by_hand", found.byHand}}},
        {"documents", documentsOf(database)},
        {"runs", runsOf(database)},
        {"changes_by_month", changesOf(database)},
    };
}

} // namespace dttot
