#include "succession.h"

#include "list_version.h"

#include <tenon/error.h>
#include <tenon/time.h>

namespace dttot {

namespace {

constexpr std::string_view give =
    "UPDATE dttot_document SET list_id = COALESCE(list_id, CAST(:list AS BIGINT)), "
    "supersedes = COALESCE(supersedes, CAST(:by_nature AS BIGINT)) WHERE id = :document AND deleted_at IS NULL "
    "RETURNING list_id, supersedes";

constexpr std::string_view givenList = "SELECT list_id FROM dttot_list WHERE id = :document AND list_id > 0";

constexpr std::string_view own = "UPDATE dttot_watch_list SET latest_run_id = :run WHERE id = :list";
constexpr std::string_view stillOwns =
    "UPDATE dttot_watch_list SET latest_run_id = :run WHERE id = :list AND latest_run_id = :run";

// Rows that were entered by hand without any file are of no document that can be replaced.
constexpr std::string_view documentsInForce =
    "SELECT id FROM dttot_list WHERE list_id = :list AND id <> :document AND superseded_by IS NULL "
    "AND (run_id > 0 OR row_count > 0) AND format <> 'manual' ORDER BY id";

constexpr std::string_view documentsReplaced =
    "SELECT id FROM dttot_list WHERE list_id = :list AND superseded_by IS NOT NULL ORDER BY id";

// A row that was added by hand stays one; what a later reading of the predecessor has left there is none of ours.
constexpr std::string_view moveRows = "UPDATE dttot_row SET document_id = :document, source_place = '', "
                                      "run_id = CASE WHEN run_id = 0 THEN 0 ELSE CAST(:run AS BIGINT) END "
                                      "WHERE document_id = :predecessor AND until_version <> :version "
                                      "AND run_id <= (SELECT d.run_id FROM dttot_document d WHERE d.id = :predecessor)";
constexpr std::string_view moveRemoved =
    "UPDATE dttot_removed SET document_id = :document, source_place = '' WHERE document_id = :predecessor";
constexpr std::string_view replaceDocument =
    "UPDATE dttot_document SET superseded_by = :document, run_id = 0, row_count = 0, updated_at = :now "
    "WHERE id = :predecessor AND deleted_at IS NULL";

} // namespace

Succession::Succession(tenon::Database& database, std::int64_t document, std::int64_t run, const FoundList& found)
    : _database(database), _document(document), _run(run) {
    const auto given = database.value<std::int64_t>(givenList, {{"document", document}});
    const std::int64_t list = given ? *given : listNamed(database, found.name, found.title);
    database.each(
        give,
        {{"list", list}, {"by_nature", found.supersedesByNature ? 1 : 0}, {"document", document}},
        [this](const tenon::Row& row) {
            _list = row.integer(0);
            _supersedes = row.integer(1) == 1;
        }
    );
    if (_list == 0) {
        throw tenon::NotFound("There is no such document.");
    }
    if (!_supersedes) {
        return;
    }
    database.execute(own, {{"run", run}, {"list", _list}});
    _predecessors =
        database.rows(documentsInForce, {{"list", _list}, {"document", document}}, [](const tenon::Row& row) {
            return row.get<std::int64_t>(0);
        });
}

std::vector<std::int64_t> Succession::superseded() const {
    return _database.rows(documentsReplaced, {{"list", _list}}, [](const tenon::Row& row) {
        return row.get<std::int64_t>(0);
    });
}

bool Succession::isOwned() const {
    return !_supersedes || _database.execute(stillOwns, {{"run", _run}, {"list", _list}}) > 0;
}

void Succession::takeOver(std::int64_t version) const {
    for (const std::int64_t predecessor : _predecessors) {
        _database.execute(
            moveRows, {{"document", _document}, {"run", _run}, {"predecessor", predecessor}, {"version", version}}
        );
        _database.execute(moveRemoved, {{"document", _document}, {"predecessor", predecessor}});
        const auto replaced = _database.execute(
            replaceDocument, {{"document", _document}, {"now", tenon::Clock::now()}, {"predecessor", predecessor}}
        );
        if (replaced == 0) {
            throw tenon::Conflict("dttot.run.superseded", "A document of the list was deleted meanwhile.");
        }
    }
}

} // namespace dttot
