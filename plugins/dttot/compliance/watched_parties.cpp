#include "compliance/watched_parties.h"

#include "compliance/authors.h"
#include "json_number.h"

#include <tenon/parties.h>
#include <tenon/system_caller.h>

namespace dttot::compliance {

namespace {

constexpr std::string_view kind = "party";
constexpr std::int64_t partiesAtOnce = 1000;

Facts factsOf(const tenon::JsonObject& party) {
    Facts facts;
    facts.name = tenon::textAt(party, "name");
    facts.birthDate = tenon::textAt(party, "birth_date");
    facts.birthPlace = tenon::textAt(party, "birth_place");
    facts.nik = tenon::textAt(party, "national_id");
    facts.passport = tenon::textAt(party, "passport_number");
    facts.nationality = tenon::textAt(party, "nationality");
    facts.kind = tenon::textAt(party, "kind") == "person" ? screening::Kind::person : screening::Kind::organisation;
    return facts;
}

/// Without who entered it.
Watch::Subject subjectOf(const tenon::JsonObject& party) {
    return {
        .kind = kind,
        .record = numberAt(party, "id"),
        .label = std::string(tenon::textAt(party, "name")),
        .facts = factsOf(party),
    };
}

} // namespace

void WatchedParties::follow() {
    const auto changed = [this](const tenon::Event& event) {
        takeWithAuthor(numberAt(event.data, "id"), numberAt(event.data, "by"));
    };
    _app.subscribe("party.created", changed);
    _app.subscribe("party.changed", changed);
    _app.subscribe("party.deleted", [this](const tenon::Event& event) {
        _watch.drop(kind, numberAt(event.data, "id"));
    });
    _app.subscribe("party.merged", [this](const tenon::Event& event) {
        _watch.drop(kind, numberAt(event.data, "from"));
        takeWithAuthor(numberAt(event.data, "into"), numberAt(event.data, "by"));
    });
}

void WatchedParties::takeAll(tenon::JobRun& job) {
    const auto found = _app.find<parties::Parties>();
    tenon::Paging paging{.size = partiesAtOnce, .offset = 0};
    for (std::int64_t total = found ? 1 : 0; paging.offset < total; paging.offset += partiesAtOnce) {
        const tenon::Page page = found->list(tenon::SystemCaller("dttot.screening"), {{"ordering", "id"}}, paging);
        total = page.total;
        for (const tenon::Json& party : page.items) {
            job.checkpoint();
            const tenon::JsonObject& listed = party.as_object();
            if (!_watch.isKept(subjectOf(listed))) {
                takeWithAuthor(numberAt(listed, "id"), numberAt(listed, "created_by"));
            }
        }
    }
}

void WatchedParties::take(std::int64_t id, std::int64_t enteredBy) {
    take(id, [enteredBy](const tenon::JsonObject&) { return enteredBy; });
}

void WatchedParties::takeWithAuthor(std::int64_t id, std::int64_t otherwise) {
    take(id, [this, otherwise](const tenon::JsonObject& party) { return authorOf(party, otherwise); });
}

void WatchedParties::take(
    std::int64_t id, const std::function<std::int64_t(const tenon::JsonObject& party)>& enteredBy
) {
    const auto found = _app.find<parties::Parties>();
    if (!found) {
        return;
    }
    try {
        _watch.take([&] {
            const tenon::JsonObject party = found->read(tenon::SystemCaller("dttot.screening"), std::to_string(id));
            Watch::Subject subject = subjectOf(party);
            subject.enteredBy = enteredBy(party);
            return subject;
        });
    } catch (const tenon::NotFound&) { // removed since
        _watch.drop(kind, id);
    }
}

std::int64_t WatchedParties::authorOf(const tenon::JsonObject& party, std::int64_t otherwise) {
    const auto factsIn = [](const tenon::JsonObject& state) { return textOf(factsOf(state)); };
    return compliance::authorOf(_app, "parties_party", numberAt(party, "id"), factsIn(party), factsIn)
        .value_or(_watch.isKept(subjectOf(party)) ? 0 : otherwise);
}

} // namespace dttot::compliance
