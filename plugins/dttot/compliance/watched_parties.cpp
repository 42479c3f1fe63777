#include "compliance/watched_parties.h"

#include "compliance/this_module.h"
#include "json_number.h"

#include <tenon/parties.h>

namespace dttot::compliance {

namespace {

constexpr std::string_view kind = "party";
constexpr std::int64_t partiesAtOnce = 1000;

Facts factsOf(const parties::Party& party) {
    Facts facts;
    facts.name = party.name;
    facts.birthDate = party.birthDate ? party.birthDate->text() : std::string();
    facts.birthPlace = party.birthPlace;
    facts.nik = party.nationalId;
    facts.passport = party.passportNumber;
    facts.nationality = party.nationality;
    facts.kind = party.kind == parties::Kind::Person ? screening::Kind::person : screening::Kind::organisation;
    return facts;
}

} // namespace

void WatchedParties::follow() {
    const auto take = [this](const tenon::Event& event) { this->take(numberAt(event.data, "id")); };
    _app.subscribe("party.created", take);
    _app.subscribe("party.changed", take);
    _app.subscribe("party.removed", [this](const tenon::Event& event) {
        _watch.drop(kind, numberAt(event.data, "id"));
    });
    _app.subscribe("party.merged", [this](const tenon::Event& event) {
        _watch.drop(kind, numberAt(event.data, "from"));
        this->take(numberAt(event.data, "into"));
    });
}

void WatchedParties::takeAll(tenon::JobRun& job) {
    const auto found = _app.find<parties::Parties>();
    tenon::Paging paging{.size = partiesAtOnce, .offset = 0};
    for (std::int64_t total = found ? 1 : 0; paging.offset < total; paging.offset += partiesAtOnce) {
        const tenon::Page page = found->list(ThisModule(), {{"ordering", "id"}}, paging);
        total = page.total;
        for (const tenon::Json& party : page.items) {
            job.checkpoint();
            take(numberAt(party.as_object(), "id"));
        }
    }
}

void WatchedParties::take(std::int64_t id) {
    const auto found = _app.find<parties::Parties>();
    const auto party = found ? found->find(id) : std::nullopt;
    if (!party) {
        _watch.drop(kind, id);
        return;
    }
    const tenon::JsonObject record = found->read(ThisModule(), std::to_string(id));
    _watch.take({
        .kind = kind,
        .record = id,
        .label = party->name,
        .facts = factsOf(*party),
        .enteredBy = numberAt(record, "created_by"),
    });
}

} // namespace dttot::compliance
