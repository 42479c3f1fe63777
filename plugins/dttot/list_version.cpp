#include "list_version.h"

#include <tenon/time.h>

#include <string>

namespace dttot {

namespace {

constexpr std::string_view addList = "INSERT INTO dttot_watch_list (name, title, version, latest_run_id, created_at) "
                                     "VALUES (:name, :title, 0, 0, :now) ON CONFLICT (name) DO NOTHING";
constexpr std::string_view listWithName = "SELECT id FROM dttot_watch_list WHERE name = :name";

constexpr std::string_view listOfDocument = "SELECT list_id FROM dttot_document WHERE id = :document";
constexpr std::string_view giveToList =
    "UPDATE dttot_document SET list_id = :list WHERE id = :document AND list_id IS NULL";

constexpr std::string_view prepareVersion =
    "INSERT INTO dttot_list_version (cause, document_id, run_id, filename, script, script_version, row_count, added, "
    "changed, removed, created_by, created_at) "
    "SELECT :cause, id, CAST(:run AS BIGINT), filename, '', '', 0, 0, 0, 0, CAST(:by AS BIGINT), :now "
    "FROM dttot_document WHERE id = :document RETURNING id";

// The lock that keeps the numbers of a list without gaps and in the order in which they come into force.
constexpr std::string_view nextNumber =
    "UPDATE dttot_watch_list SET version = version + 1 WHERE id = :list RETURNING version, name";

constexpr std::string_view numberVersion =
    "UPDATE dttot_list_version SET list_id = :list, number = :number, added = :added, changed = :changed, "
    "removed = :removed, created_at = :now, "
    "script = COALESCE((SELECT u.script FROM dttot_run u WHERE u.id = dttot_list_version.run_id), ''), "
    "script_version = COALESCE((SELECT u.script_version FROM dttot_run u WHERE u.id = dttot_list_version.run_id), ''), "
    "row_count = (SELECT CAST(COALESCE(SUM(d.row_count), 0) AS BIGINT) FROM dttot_list d WHERE d.list_id = :list) "
    "WHERE id = :version RETURNING row_count, cause, document_id";

constexpr std::string_view deleteVersion = "DELETE FROM dttot_list_version WHERE id = :version AND number IS NULL";

std::string_view nameOf(Cause cause) {
    switch (cause) {
    case Cause::run:
        return "run";
    case Cause::removal:
        return "removal";
    case Cause::hand:
        break;
    }
    return "hand";
}

} // namespace

std::int64_t listNamed(tenon::Database& database, std::string_view name, std::string_view title) {
    if (const auto found = database.value<std::int64_t>(listWithName, {{"name", name}})) {
        return *found;
    }
    database.execute(addList, {{"name", name}, {"title", title}, {"now", tenon::Clock::now()}});
    return database.value<std::int64_t>(listWithName, {{"name", name}}).value();
}

std::int64_t listOf(tenon::Database& database, std::int64_t document) {
    const auto given = database.first(listOfDocument, {{"document", document}}, [](const tenon::Row& row) {
        return row.isNull(0) ? 0 : row.integer(0);
    });
    if (given.value_or(0) != 0) {
        return *given;
    }
    const std::int64_t list = listNamed(database, policeList, "DTTOT");
    database.execute(giveToList, {{"list", list}, {"document", document}});
    return list;
}

std::int64_t newVersion(
    tenon::Database& database, const tenon::Caller& caller, Cause cause, std::int64_t document, std::int64_t run
) {
    const auto version = database.value<std::int64_t>(
        prepareVersion,
        {{"cause", nameOf(cause)},
         {"run", run},
         {"by", caller.id()},
         {"now", tenon::Clock::now()},
         {"document", document}}
    );
    if (!version) {
        throw tenon::NotFound("There is no such document.");
    }
    return *version;
}

std::int64_t putInForce(tenon::App& app, std::int64_t version, std::int64_t list, const ListChange& change) {
    tenon::Database& database = app.database();
    std::int64_t number = 0;
    tenon::JsonObject event;
    database.each(nextNumber, {{"list", list}}, [&](const tenon::Row& row) {
        number = row.integer(0);
        event["list"] = row.text(1);
    });
    event["version"] = number;
    database.each(
        numberVersion,
        {{"list", list},
         {"number", number},
         {"added", change.added},
         {"changed", change.changed},
         {"removed", change.removed},
         {"now", tenon::Clock::now()},
         {"version", version}},
        [&](const tenon::Row& row) {
            event["rows"] = row.integer(0);
            event["cause"] = row.text(1);
            event["document_id"] = row.integer(2);
        }
    );
    event["added"] = change.added;
    event["changed"] = change.changed;
    event["removed"] = change.removed;
    app.publish("dttot.list.changed", event);
    return number;
}

std::int64_t
versionNow(tenon::App& app, const tenon::Caller& caller, Cause cause, std::int64_t document, const ListChange& change) {
    const std::int64_t version = newVersion(app.database(), caller, cause, document);
    putInForce(app, version, listOf(app.database(), document), change);
    return version;
}

void dropVersion(tenon::Database& database, std::int64_t version) {
    database.execute(deleteVersion, {{"version", version}});
}

} // namespace dttot
