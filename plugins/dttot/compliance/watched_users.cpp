#include "compliance/watched_users.h"

#include "json_number.h"

#include <tenon/system_caller.h>

namespace dttot::compliance {

namespace {

constexpr std::string_view kind = "user";
constexpr std::int64_t accountsAtOnce = 1000;

std::string nameOf(const tenon::JsonObject& account) {
    const std::string_view name = tenon::textAt(account, "name");
    return std::string(name.empty() ? tenon::textAt(account, "username") : name);
}

} // namespace

void WatchedUsers::follow() {
    const auto changed = [this](const tenon::Event& event) {
        const std::int64_t id = numberAt(event.data, "id");
        try {
            take(std::to_string(id), numberAt(event.data, "by"));
        } catch (const tenon::NotFound&) { // removed since
            _watch.drop(kind, id);
        }
    };
    _app.subscribe("account.added", changed);
    _app.subscribe("account.changed", changed);
    _app.subscribe("account.removed", [this](const tenon::Event& event) {
        _watch.drop(kind, numberAt(event.data, "id"));
    });
}

void WatchedUsers::takeAll(tenon::JobRun& job) {
    tenon::Paging paging{.size = accountsAtOnce, .offset = 0};
    for (std::int64_t total = 1; paging.offset < total; paging.offset += accountsAtOnce) {
        const tenon::Page page =
            _app.accounts().list(tenon::SystemCaller("dttot.screening"), {{"ordering", "id"}}, paging);
        total = page.total;
        for (const tenon::Json& account : page.items) {
            job.checkpoint();
            take(account.as_object(), 0);
        }
    }
}

void WatchedUsers::take(std::string_view key, std::int64_t enteredBy) {
    take(_app.accounts().read(tenon::SystemCaller("dttot.screening"), key), enteredBy);
}

void WatchedUsers::take(const tenon::JsonObject& account, std::int64_t enteredBy) {
    Facts facts;
    facts.name = nameOf(account);
    facts.kind = screening::Kind::person;
    _watch.take({
        .kind = kind,
        .record = numberAt(account, "id"),
        .label = std::string(tenon::textAt(account, "username")),
        .facts = std::move(facts),
        .enteredBy = enteredBy,
    });
}

} // namespace dttot::compliance
