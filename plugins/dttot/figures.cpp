#include "figures.h"

#include <cstdint>
#include <map>
#include <string>

namespace dttot {

namespace {

constexpr std::string_view subjects =
    "SELECT type, nationality, birth_year, COUNT(*), SUM(CASE WHEN issue_count > 0 THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN run_id = 0 THEN 1 ELSE 0 END), SUM(CASE WHEN source = 'manual' AND run_id > 0 THEN 1 ELSE 0 END) "
    "FROM dttot_row_in_force GROUP BY type, nationality, birth_year";

constexpr std::string_view files =
    "SELECT COALESCE(SUM(u.source_rows), 0), COALESCE(SUM(u.records), 0), COALESCE(SUM(u.record_rows), 0), "
    "COALESCE(SUM(u.skipped), 0), (SELECT COUNT(*) FROM dttot_removed x JOIN dttot_list l ON l.id = x.document_id) "
    "FROM dttot_list d JOIN dttot_run u ON u.id = d.run_id";

constexpr std::string_view states = "SELECT status, COUNT(*) FROM dttot_list WHERE format <> 'manual' GROUP BY status";

using Breakdown = std::map<std::string, std::int64_t, std::less<>>;

tenon::JsonObject jsonOf(const Breakdown& breakdown) {
    tenon::JsonObject json;
    for (const auto& [name, count] : breakdown) {
        json[name] = count;
    }
    return json;
}

struct Subjects {
    std::int64_t total = 0;
    std::int64_t withIssues = 0;
    std::int64_t added = 0;
    std::int64_t changed = 0;
    Breakdown byType{{"entity", 0}, {"person", 0}};
    Breakdown byNationality;
    Breakdown byBirthYear;

    void add(const tenon::Row& row) {
        const auto count = row.integer(3);
        const auto nationality = row.text(1);
        const auto year = row.integer(2);
        byType[std::string(row.text(0))] += count;
        byNationality[nationality.empty() ? "unknown" : std::string(nationality)] += count;
        byBirthYear[year == 0 ? "unknown" : std::to_string(year)] += count;
        total += count;
        withIssues += row.integer(4);
        added += row.integer(5);
        changed += row.integer(6);
    }
};

tenon::JsonObject documentsByState(tenon::Database& database) {
    Breakdown byState{{"failed", 0}, {"processed", 0}, {"processing", 0}, {"uploaded", 0}};
    std::int64_t total = 0;
    database.each(states, {}, [&](const tenon::Row& row) {
        byState[std::string(row.text(0))] = row.integer(1);
        total += row.integer(1);
    });
    tenon::JsonObject json{{"total", total}};
    for (const auto& [state, count] : byState) {
        json[state] = count;
    }
    return json;
}

} // namespace

tenon::JsonObject figures(tenon::App& app, const tenon::Caller& caller) {
    caller.require("dttot.view");
    Subjects found;
    app.database().each(subjects, {}, [&](const tenon::Row& row) { found.add(row); });
    tenon::JsonObject json{
        {"documents", documentsByState(app.database())},
        {"total", found.total},
        {"by_type", jsonOf(found.byType)},
        {"by_nationality", jsonOf(found.byNationality)},
        {"by_birth_year", jsonOf(found.byBirthYear)},
        {"with_issues", found.withIssues},
    };
    app.database().each(files, {}, [&](const tenon::Row& row) {
        json["source_rows"] = row.integer(0);
        json["records"] = row.integer(1);
        json["record_rows"] = row.integer(2);
        json["skipped"] = row.integer(3);
        json["removed_by_hand"] = row.integer(4);
    });
    json["added_by_hand"] = found.added;
    json["changed_by_hand"] = found.changed;
    return json;
}

} // namespace dttot
