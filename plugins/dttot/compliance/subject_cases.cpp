#include "compliance/subject_cases.h"

#include "compliance/stored_hit.h"
#include "json_number.h"
#include "screening/weights.h"

#include <tenon/system_caller.h>
#include <tenon/time.h>

#include <algorithm>
#include <vector>

namespace dttot::compliance {

namespace {

// Nothing when the subject has changed meanwhile, or newer lists have met it. Without cases there is only what was
// said.
constexpr std::string_view markScreened =
    "UPDATE dttot_subject SET screened_version = version, screened_generation = :generation, "
    "screened_settings = :settings WHERE id = :subject AND version = :version AND screened_generation <= :generation "
    "AND removed_at IS NULL RETURNING hits, status = COALESCE(NULLIF(statement, ''), 'pending')";

constexpr std::string_view currentCases =
    "SELECT id, list_id, content, row_id, status, subject_version FROM dttot_case WHERE subject_id = :subject AND "
    "is_current = 1 ORDER BY id";
constexpr std::string_view endCase = "UPDATE dttot_case SET is_current = 0 WHERE id = :id";

// What was decided about the same subject and the same row counts again when both are back.
constexpr std::string_view reviveCase = "UPDATE dttot_case SET is_current = 1, row_id = :row WHERE subject_id = "
                                        ":subject AND subject_version = :version AND "
                                        "list_id = :list AND content = :content";
constexpr std::string_view recordOfRow = "SELECT record FROM dttot_row WHERE id = :row AND content = :content";
constexpr std::string_view insertCase =
    "INSERT INTO dttot_case (subject_id, subject_version, list_id, list_name, list_version, row_id, row_version, "
    "content, settings_version, rules_version, certainty, score, facts, record, hit, status, is_current, reason, "
    "created_at) VALUES (:subject, :version, :list, :list_name, :list_version, :row, :row_version, :content, "
    ":settings, "
    ":rules, :certainty, :score, :facts, :record, :hit, 'pending', 1, '', :now) RETURNING id";

// By the alphabet, the gravest status comes first: approved, pending, rejected.
constexpr std::string_view refresh =
    "UPDATE dttot_subject SET "
    "hits = (SELECT COUNT(*) FROM dttot_case c WHERE c.subject_id = dttot_subject.id AND c.is_current = 1), "
    "pending = (SELECT COUNT(*) FROM dttot_case c WHERE c.subject_id = dttot_subject.id AND c.is_current = 1 AND "
    "c.status = 'pending'), "
    "status = COALESCE((SELECT MIN(c.status) FROM dttot_case c WHERE c.subject_id = dttot_subject.id AND "
    "c.is_current = 1), "
    "NULLIF(statement, ''), 'pending') WHERE id = :subject";

} // namespace

void refreshStatus(tenon::Database& database, std::int64_t subject) {
    database.executeLater(refresh, {{"subject", subject}});
}

bool SubjectCases::store(std::int64_t subject, const Screened& screened) {
    return _app.database().transaction([&] {
        // Nothing, when the mark could not be set; true, when there is nothing more to write.
        const auto isAsBefore = _app.database().first(
            markScreened,
            {{"generation", screened.lists->generation()},
             {"settings", screened.lists->settings().version},
             {"subject", subject},
             {"version", screened.version}},
            [&](const tenon::Row& row) { return row.integer(0) == 0 && row.boolean(1) && screened.answer.hits.empty(); }
        );
        if (!isAsBefore || *isAsBefore) {
            return isAsBefore.has_value();
        }
        keepCases(subject, screened);
        const std::int64_t latestCase = addCases(subject, screened);
        refreshStatus(_app.database(), subject);
        if (latestCase != 0) {
            _officers.tell({.subject = subject, .latestCase = latestCase, .kind = screened.kind, .name = screened.name}
            );
        }
        return true;
    });
}

void SubjectCases::keepCases(std::int64_t subject, const Screened& screened) {
    const auto isHit = [&](std::int64_t list, std::int64_t content) {
        return std::ranges::any_of(screened.answer.hits, [&](const screening::Hit& hit) {
            return screened.lists->list(hit.list).id == list && screened.lists->listed(hit.entry).content == content;
        });
    };
    std::vector<std::int64_t> ended;
    _app.database().each(currentCases, {{"subject", subject}}, [&](const tenon::Row& row) {
        // Somebody who is known to be listed does not get rid of it by another spelling.
        const bool isKnown = row.text(4) == "approved" && screened.lists->has(row.integer(3));
        const bool isSame = row.integer(5) == screened.version && isHit(row.integer(1), row.integer(2));
        if (!isKnown && !isSame) {
            ended.push_back(row.integer(0));
        }
    });
    for (const std::int64_t id : ended) {
        _app.database().executeLater(endCase, {{"id", id}});
    }
}

std::int64_t SubjectCases::addCases(std::int64_t subject, const Screened& screened) {
    std::int64_t latest = 0;
    for (const screening::Hit& hit : screened.answer.hits) {
        const ListIndex::List& list = screened.lists->list(hit.list);
        const ListIndex::Listed listed = screened.lists->listed(hit.entry);
        const auto revived = _app.database().execute(
            reviveCase,
            {{"row", hit.entry},
             {"subject", subject},
             {"version", screened.version},
             {"list", list.id},
             {"content", listed.content}}
        );
        if (revived == 0) {
            latest = open(subject, screened, hit).value_or(latest);
        }
    }
    return latest;
}

std::optional<std::int64_t>
SubjectCases::open(std::int64_t subject, const Screened& screened, const screening::Hit& hit) {
    tenon::Database& database = _app.database();
    const ListIndex::List& list = screened.lists->list(hit.list);
    const ListIndex::Listed listed = screened.lists->listed(hit.entry);
    const auto record = database.value<std::string>(recordOfRow, {{"row", hit.entry}, {"content", listed.content}});
    if (!record) { // changed since; then the next screening is on its way
        return std::nullopt;
    }
    const auto id = database.value<std::int64_t>(
        insertCase,
        {{"subject", subject},
         {"version", screened.version},
         {"list", list.id},
         {"list_name", list.name},
         {"list_version", list.version},
         {"row", hit.entry},
         {"row_version", listed.version},
         {"content", listed.content},
         {"settings", screened.lists->settings().version},
         {"rules", screening::rulesVersion},
         {"certainty", nameOf(certaintyOf(hit))},
         {"score", thousandthsOf(hit.score)},
         {"facts", screened.facts},
         {"record", *record},
         {"hit", textOf(hit)},
         {"now", tenon::Clock::now()}}
    );
    const tenon::JsonObject opened{
        {"subject", screened.kind},
        {"row_id", hit.entry},
        {"list", list.name},
        {"list_version", list.version},
        {"score", hit.score},
    };
    _app.audit().record(
        tenon::SystemCaller("dttot.screening"),
        {.action = "dttot.case.opened", .model = "dttot_case", .record = std::to_string(id.value()), .after = opened}
    );
    return id;
}

} // namespace dttot::compliance
