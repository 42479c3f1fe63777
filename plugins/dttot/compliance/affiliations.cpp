#include "compliance/affiliations.h"

#include "compliance/facts.h"
#include "compliance/officers.h"
#include "compliance/picked_page.h"
#include "compliance/reach.h"
#include "json_number.h"

namespace dttot::compliance {

namespace {

// The columns of jsonOf(), in its order.
constexpr std::string_view columns =
    "SELECT s.record_id, s.id, s.name, s.facts, s.status, s.hits, s.pending, s.updated_at FROM dttot_subject s ";
constexpr std::string_view restricted = "WHERE s.kind = 'user' AND s.removed_at IS NULL AND "
                                        "(CAST(:status AS TEXT) = '' OR s.status = CAST(:status AS TEXT)) AND "
                                        "s.hits >= CAST(:hits AS BIGINT) ";
constexpr std::string_view ordered =
    "ORDER BY CASE WHEN s.pending > 0 THEN 0 ELSE 1 END, s.id LIMIT :limit OFFSET :offset";
constexpr std::string_view counting = "SELECT COUNT(*) FROM dttot_subject s ";
constexpr std::string_view ofUser = "WHERE s.kind = 'user' AND s.record_id = :user";
constexpr std::string_view subjectOfUser = "SELECT id FROM dttot_subject WHERE kind = 'user' AND record_id = :user";
constexpr std::string_view putStatement = "UPDATE dttot_subject SET statement = :status WHERE id = :subject";

tenon::JsonObject jsonOf(const tenon::Row& row) {
    const tenon::JsonObject facts = jsonIn(row.text(3));
    return {
        {"id", row.integer(0)},
        {"user_id", row.integer(0)},
        {"subject_id", row.integer(1)},
        {"username", row.text(2)},
        {"name", tenon::textAt(facts, "name")},
        {"status", row.text(4)},
        {"affiliation_status", row.text(4)},
        {"hits", row.integer(5)},
        {"pending", row.integer(6)},
        {"updated_at", row.text(7)},
    };
}

tenon::JsonObject userIn(tenon::Database& database, std::int64_t user) {
    static const std::string sql = std::string(columns).append(ofUser);
    auto found = database.first(sql, {{"user", user}}, jsonOf);
    if (!found) {
        throw tenon::NotFound("There is no such user.");
    }
    return std::move(*found);
}

} // namespace

const tenon::Fields& affiliationMembers() {
    using namespace tenon::fields;
    static const tenon::Fields made{
        integer("id").help("Of the user, like user_id"),
        integer("user_id"),
        integer("subject_id").help("GET /dttot/cases/?subject_id= shows the matches"),
        text("username"),
        text("name"),
        choice("status", {"pending", "approved", "rejected"}).help("approved: affiliated; rejected: cleared"),
        choice("affiliation_status", {"pending", "approved", "rejected"}),
        integer("hits").help("Matches with listed subjects"),
        integer("pending").help("Those that nobody has decided about"),
        timestamp("updated_at"),
    };
    return made;
}

tenon::Page Affiliations::page(const tenon::Caller& caller, const Filter& filter, const tenon::Paging& paging) {
    caller.require(reviewPermission);
    static const std::string sql = std::string(columns).append(restricted).append(ordered);
    static const std::string count = std::string(counting).append(restricted);
    const int hits = filter.isMatched ? 1 : 0;
    Reach reach(_app, caller);
    PickedPage page(paging, reach.isEverybody() ? PickedPage::Picked::byDatabase : PickedPage::Picked::here);
    _app.database().each(
        sql,
        {{"status", filter.status}, {"hits", hits}, {"limit", page.limit()}, {"offset", page.offset()}},
        [&](const tenon::Row& row) {
            if (reach.hasAmongMany("user", row.integer(0))) {
                page.take([&] { return jsonOf(row); });
            }
        }
    );
    const auto total = _app.database().value<std::int64_t>(count, {{"status", filter.status}, {"hits", hits}});
    return std::move(page).finish(total.value_or(0));
}

tenon::JsonObject
Affiliations::decide(const tenon::Caller& caller, std::string_view user, Decision decision, std::string_view reason) {
    caller.require(reviewPermission);
    const std::int64_t id = Reach(_app, caller).userNamed(user);
    if (!_app.database().value<std::int64_t>(subjectOfUser, {{"user", id}})) {
        _users.takeWithAuthor(id);
        const tenon::JsonObject found = userIn(_app.database(), id);
        if (numberAt(found, "hits") > 0) {
            throw tenon::Conflict("INVALID_STATE", "The user was found on a list just now; look at the matches first.");
        }
    }
    return _app.database().transaction([&] {
        const tenon::JsonObject before = userIn(_app.database(), id);
        if (numberAt(before, "hits") == 0) {
            state(caller, id, decision, reason);
        } else if (_cases.decideAll(caller, numberAt(before, "subject_id"), decision, reason) == 0) {
            throw tenon::Conflict(
                "INVALID_STATE", "All matches of the user were decided already.", {{"status", before.at("status")}}
            );
        }
        return userIn(_app.database(), id);
    });
}

void Affiliations::state(const tenon::Caller& caller, std::int64_t user, Decision decision, std::string_view reason) {
    const tenon::JsonObject before = userIn(_app.database(), user);
    const std::int64_t subject = numberAt(before, "subject_id");
    _app.database().execute(putStatement, {{"status", statusAfter(decision)}, {"subject", subject}});
    refreshStatus(_app.database(), subject);
    _app.audit().record(
        caller,
        {.action = decision == Decision::approve ? "dttot.affiliation.approved" : "dttot.affiliation.rejected",
         .model = "tenon_user",
         .record = std::to_string(user),
         .before = tenon::JsonObject{{"status", before.at("status")}},
         .after = tenon::JsonObject{{"status", statusAfter(decision)}},
         .reason = std::string(reason)}
    );
}

} // namespace dttot::compliance
