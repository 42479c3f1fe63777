#include "compliance/cases.h"

#include "compliance/facts.h"
#include "compliance/listed_entry.h"
#include "compliance/officers.h"
#include "compliance/picked_page.h"
#include "compliance/reach.h"
#include "compliance/screenings.h"
#include "compliance/stored_hit.h"
#include "compliance/watch.h"
#include "json_number.h"
#include "screening/index.h"

#include <tenon/time.h>

#include <optional>

namespace dttot::compliance {

namespace {

// The columns of jsonOf(), in its order.
constexpr std::string_view columns =
    "SELECT c.id, s.id, s.kind, s.record_id, s.name, c.subject_version, c.list_name, c.list_version, c.row_id, "
    "c.row_version, c.settings_version, c.rules_version, c.certainty, c.score, c.facts, c.record, c.hit, c.status, "
    "c.is_current, c.reason, c.decided_by, c.decided_at, c.created_at "
    "FROM dttot_case c JOIN dttot_subject s ON s.id = c.subject_id ";
constexpr std::string_view restricted = "WHERE (c.is_current = 1 OR CAST(:past AS BIGINT) = 1) AND "
                                        "(CAST(:status AS TEXT) = '' OR c.status = CAST(:status AS TEXT)) AND "
                                        "(CAST(:kind AS TEXT) = '' OR s.kind = CAST(:kind AS TEXT)) AND "
                                        "(CAST(:subject AS BIGINT) = 0 OR s.id = CAST(:subject AS BIGINT)) ";
constexpr std::string_view ordered = "ORDER BY c.score DESC, c.id LIMIT :limit OFFSET :offset";
constexpr std::string_view withId = "WHERE c.id = :id";
constexpr std::string_view counting = "SELECT COUNT(*) FROM dttot_case c JOIN dttot_subject s ON s.id = c.subject_id ";

constexpr std::string_view stateOfCase =
    "SELECT c.status, c.is_current, s.entered_by, c.subject_id, c.row_id, s.kind, s.record_id FROM dttot_case c "
    "JOIN dttot_subject s ON s.id = c.subject_id WHERE c.id = :id";
constexpr std::string_view decideCase =
    "UPDATE dttot_case SET status = :status, reason = :reason, decided_by = :by, decided_at = :now "
    "WHERE id = :id AND status = 'pending' AND is_current = 1";
// An older decision about the same two, that held until this one.
constexpr std::string_view endOlder =
    "UPDATE dttot_case SET is_current = 0 WHERE subject_id = :subject AND row_id = :row AND id < :id";
constexpr std::string_view pendingOf =
    "SELECT id FROM dttot_case WHERE subject_id = :subject AND is_current = 1 AND status = 'pending' ORDER BY id";

tenon::NotFound noSuchCase() { return tenon::NotFound("There is no such case."); }

tenon::Json orNull(const tenon::Row& row, std::size_t column) {
    return row.isNull(column) ? tenon::Json(nullptr) : tenon::Json(row.text(column));
}

tenon::JsonObject jsonOf(const tenon::App& app, const tenon::Row& row, std::string_view language) {
    constexpr double thousandth = 1000;
    const screening::Hit hit = hitIn(row.text(16));
    const tenon::JsonObject record = jsonIn(row.text(15));
    return {
        {"id", row.integer(0)},
        {"subject_id", row.integer(1)},
        {"subject", row.text(2)},
        {"record_id", row.integer(3)},
        {"subject_name", row.text(4)},
        {"subject_version", row.integer(5)},
        {"list", row.text(6)},
        {"list_version", row.integer(7)},
        {"row_id", row.integer(8)},
        {"row_version", row.integer(9)},
        {"settings_version", row.integer(10)},
        {"rules_version", row.integer(11)},
        {"certainty", row.text(12)},
        {"score", static_cast<double>(row.integer(13)) / thousandth},
        {"kode_densus", tenon::textAt(record, "kode_densus")},
        {"name", tenon::textAt(record, "name")},
        {"matched_name", hit.matchedName},
        {"reasons", reasonsJson(app, hit.reasons, language)},
        {"status", row.text(17)},
        {"is_current", row.integer(18) != 0},
        {"reason", row.text(19)},
        {"decided_by", row.isNull(20) ? tenon::Json(nullptr) : tenon::Json(row.integer(20))},
        {"decided_at", orNull(row, 21)},
        {"created_at", row.text(22)},
    };
}

/// What a case was made of, and what came of it.
struct Made {
    std::int64_t settings = 0;
    std::int64_t rules = 0;
    std::string facts;
    std::string record;
    std::string hit;
};

Made madeOf(const tenon::Row& row) {
    return {
        .settings = row.integer(10),
        .rules = row.integer(11),
        .facts = std::string(row.text(14)),
        .record = std::string(row.text(15)),
        .hit = std::string(row.text(16)),
    };
}

/// Whether the same comes of it again.
bool isReproduced(const Made& made, const ScreeningSettings& settings) {
    if (made.rules != screening::rulesVersion) {
        return false;
    }
    const screening::Entry entry = entryOf(0, 0, jsonIn(made.record));
    return textOf(screening::compared(subjectIn(made.facts), entry, settings.at(made.settings))) == made.hit;
}

void requireOther(const tenon::Caller& caller, std::int64_t enteredBy) {
    if (caller.isSignedIn() && caller.id() == enteredBy) {
        throw tenon::Forbidden("SELF_APPROVAL", "Somebody else must decide: you entered these data yourself.");
    }
}

} // namespace

std::string_view statusAfter(Decision decision) { return decision == Decision::approve ? "approved" : "rejected"; }

const tenon::Fields& caseMembers() {
    using namespace tenon::fields;
    static const tenon::Fields made{
        integer("id"),
        integer("subject_id"),
        choice("subject", {"user", "party"}),
        integer("record_id").help("Id of the user or party"),
        text("subject_name"),
        integer("subject_version").help("Counts the changes of what is known of the subject"),
        text("list"),
        integer("list_version"),
        integer("row_id"),
        integer("row_version"),
        integer("settings_version"),
        integer("rules_version"),
        choice("certainty", {"confirmed_candidate", "possible"})
            .help("confirmed_candidate: NIK or passport is a listed one's, which blocks until somebody clears it"),
        number("score"),
        text("kode_densus"),
        text("name"),
        text("matched_name"),
        list("reasons", object("", {text("code"), text("text"), text("subject"), text("listed"), number("effect")})),
        choice("status", {"pending", "approved", "rejected"}).help("approved: it is he; rejected: cleared"),
        boolean("is_current").help("False when subject or row have changed since"),
        text("reason"),
        integer("decided_by").nullable(),
        timestamp("decided_at").nullable(),
        timestamp("created_at"),
    };
    return made;
}

tenon::Page
Cases::page(const tenon::Caller& caller, const Filter& filter, std::string_view language, const tenon::Paging& paging) {
    caller.require(reviewPermission);
    static const std::string sql = std::string(columns).append(restricted).append(ordered);
    static const std::string count = std::string(counting).append(restricted);
    const std::vector<tenon::Param> restriction{
        {"past", filter.withPast ? 1 : 0},
        {"status", filter.status},
        {"kind", filter.kind},
        {"subject", filter.subject}};
    Reach reach(_app, caller);
    PickedPage page(paging, reach.isEverybody() ? PickedPage::Picked::byDatabase : PickedPage::Picked::here);
    std::vector<tenon::Param> params = restriction;
    params.push_back({"limit", page.limit()});
    params.push_back({"offset", page.offset()});
    _app.database().run(sql, params, [&](const tenon::Row& row) {
        if (reach.hasAmongMany(row.text(2), row.integer(3))) {
            page.take([&] { return jsonOf(_app, row, language); });
        }
    });
    std::int64_t total = 0;
    _app.database().run(count, restriction, [&](const tenon::Row& row) { total = row.integer(0); });
    return std::move(page).finish(total);
}

tenon::JsonObject Cases::read(const tenon::Caller& caller, std::int64_t id, std::string_view language) {
    caller.require(reviewPermission);
    static const std::string sql = std::string(columns).append(withId);
    Made made;
    auto found = _app.database().first(sql, {{"id", id}}, [&](const tenon::Row& row) {
        made = madeOf(row);
        return jsonOf(_app, row, language);
    });
    if (!found) {
        throw noSuchCase();
    }
    tenon::JsonObject json = std::move(*found);
    if (!Reach(_app, caller).has(tenon::textAt(json, "subject"), numberAt(json, "record_id"))) {
        throw noSuchCase();
    }
    json["facts"] = jsonIn(made.facts);
    json["record"] = jsonIn(made.record);
    json["is_reproduced"] = isReproduced(made, _settings);
    return json;
}

tenon::JsonObject Cases::decide(
    const tenon::Caller& caller, std::int64_t id, Decision decision, std::string_view reason, std::string_view language
) {
    caller.require(reviewPermission);
    return _app.database().transaction([&] {
        decideOne(caller, id, decision, reason);
        return read(caller, id, language);
    });
}

std::int64_t
Cases::decideAll(const tenon::Caller& caller, std::int64_t subject, Decision decision, std::string_view reason) {
    caller.require(reviewPermission);
    const auto pending =
        _app.database().rows(pendingOf, {{"subject", subject}}, [](const tenon::Row& row) { return row.integer(0); });
    for (const std::int64_t id : pending) {
        decideOne(caller, id, decision, reason);
    }
    return static_cast<std::int64_t>(pending.size());
}

void Cases::decideOne(const tenon::Caller& caller, std::int64_t id, Decision decision, std::string_view reason) {
    struct State {
        std::string status;
        std::int64_t enteredBy = 0;
        std::int64_t subject = 0;
        std::int64_t row = 0;
        bool isCurrent = false;
        std::string kind;
        std::int64_t record = 0;
    };

    tenon::Database& database = _app.database();
    const auto state = database.first(stateOfCase, {{"id", id}}, [](const tenon::Row& row) {
        return State{
            std::string(row.text(0)),
            row.integer(2),
            row.integer(3),
            row.integer(4),
            row.integer(1) != 0,
            std::string(row.text(5)),
            row.integer(6)};
    });
    if (!state || !Reach(_app, caller).has(state->kind, state->record)) {
        throw noSuchCase();
    }
    requireOther(caller, state->enteredBy);
    if (!state->isCurrent) {
        throw tenon::Conflict("INVALID_STATE", "The subject or the list has changed; this case counts no longer.");
    }
    if (state->status != "pending") {
        throw tenon::Conflict("INVALID_STATE", "The case was decided already.", {{"status", state->status}});
    }
    if (reason.empty()) {
        throw tenon::Invalid("reason", "Say why.");
    }
    const std::string_view status = statusAfter(decision);
    database.execute(
        decideCase,
        {{"status", status}, {"reason", reason}, {"by", caller.id()}, {"now", tenon::Clock::now()}, {"id", id}}
    );
    database.execute(endOlder, {{"subject", state->subject}, {"row", state->row}, {"id", id}});
    refreshStatus(database, state->subject);
    _app.audit().record(
        caller,
        {.action = decision == Decision::approve ? "dttot.case.approved" : "dttot.case.rejected",
         .model = "dttot_case",
         .record = std::to_string(id),
         .before = tenon::JsonObject{{"status", "pending"}},
         .after = tenon::JsonObject{{"status", status}},
         .reason = std::string(reason)}
    );
}

} // namespace dttot::compliance
