#include "compliance/watched_users.h"

#include "compliance/authors.h"
#include "json_number.h"

#include <tenon/system_caller.h>

namespace dttot::compliance {

namespace {

constexpr std::string_view kind = "user";
constexpr std::int64_t accountsAtOnce = 1000;

/// An account without a name is known by its login name.
Facts factsOf(const tenon::JsonObject& account) {
    const std::string_view name = tenon::textAt(account, "name");
    Facts facts;
    facts.name = name.empty() ? tenon::textAt(account, "username") : name;
    facts.kind = screening::Kind::person;
    return facts;
}

/// Without who entered it.
Watch::Subject subjectOf(const tenon::JsonObject& account) {
    return {
        .kind = kind,
        .record = numberAt(account, "id"),
        .label = std::string(tenon::textAt(account, "username")),
        .facts = factsOf(account),
    };
}

} // namespace

void WatchedUsers::follow() {
    const auto changed = [this](const tenon::Event& event) {
        takeWithAuthor(numberAt(event.data, "id"), numberAt(event.data, "by"));
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
            const Watch::Subject listed = subjectOf(account.as_object());
            if (!_watch.isKept(listed)) {
                takeWithAuthor(listed.record);
            }
        }
    }
}

void WatchedUsers::take(std::int64_t id, std::int64_t enteredBy) {
    take(id, [enteredBy](const tenon::JsonObject&) { return enteredBy; });
}

void WatchedUsers::takeWithAuthor(std::int64_t id, std::int64_t otherwise) {
    take(id, [this, otherwise](const tenon::JsonObject& account) { return authorOf(account, otherwise); });
}

void WatchedUsers::take(
    std::int64_t id, const std::function<std::int64_t(const tenon::JsonObject& account)>& enteredBy
) {
    try {
        _watch.take([&] {
            const tenon::JsonObject account =
                _app.accounts().read(tenon::SystemCaller("dttot.screening"), std::to_string(id));
            Watch::Subject subject = subjectOf(account);
            subject.enteredBy = enteredBy(account);
            return subject;
        });
    } catch (const tenon::NotFound&) { // removed since
        _watch.drop(kind, id);
    }
}

std::int64_t WatchedUsers::authorOf(const tenon::JsonObject& account, std::int64_t otherwise) {
    const auto factsIn = [](const tenon::JsonObject& state) { return textOf(factsOf(state)); };
    return compliance::authorOf(_app, "tenon_user", numberAt(account, "id"), factsIn(account), factsIn)
        .value_or(_watch.isKept(subjectOf(account)) ? 0 : otherwise);
}

} // namespace dttot::compliance
