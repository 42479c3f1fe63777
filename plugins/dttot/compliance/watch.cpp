#include "compliance/watch.h"

#include "compliance/listed_entry.h"
#include "json_number.h"
#include "screening/index.h"

#include <tenon/time.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace dttot::compliance {

namespace {

// Facts that change make another version, about which nobody has said anything yet.
constexpr std::string_view putSubject =
    "INSERT INTO dttot_subject (kind, record_id, version, name, facts, entered_by, status, statement, hits, pending, "
    "screened_version, screened_generation, screened_settings, created_at, updated_at) "
    "VALUES (:kind, :record, 1, :name, :facts, :by, 'pending', '', 0, 0, 0, 0, 0, :now, :now) "
    "ON CONFLICT (kind, record_id) DO UPDATE SET "
    "version = dttot_subject.version + CASE WHEN dttot_subject.facts = excluded.facts THEN 0 ELSE 1 END, "
    "entered_by = CASE WHEN excluded.entered_by = 0 THEN dttot_subject.entered_by ELSE excluded.entered_by END, "
    "statement = CASE WHEN dttot_subject.facts = excluded.facts THEN dttot_subject.statement ELSE '' END, "
    "updated_at = CASE WHEN dttot_subject.facts = excluded.facts THEN dttot_subject.updated_at "
    "ELSE excluded.updated_at END, "
    "name = excluded.name, facts = excluded.facts, removed_at = NULL "
    "RETURNING id, version, screened_version";

constexpr std::string_view sameSubject =
    "SELECT id FROM dttot_subject WHERE kind = :kind AND record_id = :record AND removed_at IS NULL AND name = :name "
    "AND facts = :facts AND screened_version = version";

constexpr std::string_view dropSubject = "UPDATE dttot_subject SET removed_at = :now WHERE kind = :kind AND "
                                         "record_id = :record AND removed_at IS NULL RETURNING id";
constexpr std::string_view dropCases = "UPDATE dttot_case SET is_current = 0 WHERE subject_id = :subject";

constexpr std::string_view subjectWithId =
    "SELECT version, facts, name, kind FROM dttot_subject WHERE id = :subject AND removed_at IS NULL";

constexpr std::string_view subjectsAfter =
    "SELECT id, facts FROM dttot_subject WHERE id > :after AND removed_at IS NULL ORDER BY id LIMIT 1000";
constexpr std::string_view unmetAfter =
    "SELECT id FROM dttot_subject WHERE id > :after AND removed_at IS NULL AND (screened_settings < :settings OR "
    "screened_version < version) ORDER BY id LIMIT 1000";
constexpr std::string_view newRows =
    "SELECT r.id, r.record FROM dttot_row_in_force r JOIN dttot_list_version v ON v.id = r.since_version "
    "JOIN dttot_watch_list l ON l.id = v.list_id WHERE l.name = :list AND v.number = :version";
constexpr std::string_view subjectsOfGoneRows =
    "SELECT DISTINCT c.subject_id FROM dttot_case c JOIN dttot_watch_list l ON l.id = c.list_id WHERE l.name = :list "
    "AND c.is_current = 1 AND NOT EXISTS (SELECT 1 FROM dttot_row_in_force r WHERE r.id = c.row_id AND "
    "r.content = c.content) ORDER BY c.subject_id";

tenon::JsonObject objectIn(std::string_view text) {
    return boost::json::parse(boost::json::string_view(text.data(), text.size())).as_object();
}

} // namespace

void Watch::take(const std::function<Subject()>& read) {
    const auto unscreened = _app.database().transaction([&]() -> std::optional<std::int64_t> {
        const Subject subject = read();
        std::optional<std::int64_t> id;
        _app.database().each(
            putSubject,
            {{"kind", subject.kind},
             {"record", subject.record},
             {"name", subject.label},
             {"facts", textOf(subject.facts)},
             {"by", subject.enteredBy},
             {"now", tenon::Clock::now()}},
            [&](const tenon::Row& row) {
                id = row.integer(1) != row.integer(2) ? std::optional(row.integer(0)) : std::nullopt;
            }
        );
        return id;
    });
    if (unscreened) {
        screen(*unscreened);
    }
}

bool Watch::isKept(const Subject& subject) {
    return _app.database()
        .value<std::int64_t>(
            sameSubject,
            {{"kind", subject.kind},
             {"record", subject.record},
             {"name", subject.label},
             {"facts", textOf(subject.facts)}}
        )
        .has_value();
}

void Watch::drop(std::string_view kind, std::int64_t record) {
    _app.database().transaction([&] {
        const auto id = _app.database().value<std::int64_t>(
            dropSubject, {{"now", tenon::Clock::now()}, {"kind", kind}, {"record", record}}
        );
        if (id) {
            _app.database().execute(dropCases, {{"subject", *id}});
            refreshStatus(_app.database(), *id);
        }
    });
}

bool Watch::screen(std::int64_t subject) {
    constexpr int mostTries = 5; // the subject is being changed all the time: the next event comes with the change
    for (int i = 0; i < mostTries; ++i) {
        auto screened = stored(subject);
        if (!screened) {
            return false;
        }
        if (meet(subject, std::move(*screened))) {
            return true;
        }
    }
    return false;
}

std::optional<Screened> Watch::stored(std::int64_t subject) {
    return _app.database().first(subjectWithId, {{"subject", subject}}, [](const tenon::Row& row) {
        Screened unmet;
        unmet.version = row.integer(0);
        unmet.facts = row.text(1);
        unmet.name = row.text(2);
        unmet.kind = row.text(3);
        return unmet;
    });
}

/// Holds the subject against the lists in force; false when it has changed meanwhile, or newer lists have met it.
bool Watch::meet(std::int64_t subject, Screened screened) {
    screened.lists = _lists.current();
    screened.answer = screened.lists->search(subjectIn(screened.facts), screening::Question());
    return _cases.store(subject, screened);
}

tenon::JsonObject Watch::run(tenon::JobRun& job) {
    const ListsInForce::Current lists = _lists.latest([&job] { job.checkpoint(); });
    const std::string list(tenon::textAt(job.input(), "list"));
    const std::vector<std::int64_t> meant =
        list.empty() ? unmet(lists->settings(), job)
                     : affectedBy(list, numberAt(job.input(), "version"), lists->settings(), job);
    std::int64_t screened = 0;
    for (const std::int64_t subject : meant) {
        job.checkpoint();
        screened += screen(subject) ? 1 : 0;
    }
    return {{"screened", screened}};
}

std::vector<std::int64_t> Watch::unmet(const ScreeningSettings::InForce& settings, tenon::JobRun& job) {
    std::vector<std::int64_t> found;
    for (std::size_t before = 1; found.size() != std::exchange(before, found.size());) {
        job.checkpoint();
        _app.database().each(
            unmetAfter,
            {{"after", found.empty() ? 0 : found.back()}, {"settings", settings.version}},
            [&](const tenon::Row& row) { found.push_back(row.integer(0)); }
        );
    }
    return found;
}

std::vector<std::int64_t> Watch::affectedBy(
    std::string_view list, std::int64_t version, const ScreeningSettings::InForce& settings, tenon::JobRun& job
) {
    tenon::Database& database = _app.database();
    std::vector<std::int64_t> affected =
        database.rows(subjectsOfGoneRows, {{"list", list}}, [](const tenon::Row& row) { return row.integer(0); });
    screening::IndexBuilder builder(settings.weights);
    database.each(newRows, {{"list", list}, {"version", version}}, [&](const tenon::Row& row) {
        builder.add(entryOf(row.integer(0), 0, objectIn(row.text(1))));
    });
    const screening::Index changed = builder.build();
    std::int64_t after = 0;
    for (std::int64_t before = -1; changed.entries() > 0 && before != after;) {
        job.checkpoint();
        before = after;
        database.each(subjectsAfter, {{"after", after}}, [&](const tenon::Row& row) {
            after = row.integer(0);
            if (!changed.search(subjectIn(row.text(1)), {.minScore = {}, .lists = {}, .most = 1}).hits.empty()) {
                affected.push_back(after);
            }
        });
    }
    std::ranges::sort(affected);
    affected.erase(std::unique(affected.begin(), affected.end()), affected.end());
    return affected;
}

} // namespace dttot::compliance
