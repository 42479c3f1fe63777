#include "webhooks.h"

#include "record_key.h"

#include <tenon/error.h>
#include <tenon/random.h>

namespace notifications {

namespace {

using tenon::JsonObject;

constexpr std::int64_t mostOfOne = 5;
constexpr std::string_view table = "notifications_webhook";
constexpr std::string_view secretColumn = "secret";

constexpr std::string_view listSql =
    "SELECT id, uuid, url, created_at FROM notifications_webhook WHERE user_id = :user ORDER BY id";
constexpr std::string_view findSql =
    "SELECT id, uuid, url, created_at FROM notifications_webhook WHERE user_id = :user "
    "AND (id = :id OR uuid = :uuid)";
constexpr std::string_view countSql = "SELECT COUNT(*) FROM notifications_webhook WHERE user_id = :user";
constexpr std::string_view insertSql = "INSERT INTO notifications_webhook (uuid, user_id, url, secret, created_at) "
                                       "VALUES (:uuid, :user, :url, :secret, :now) RETURNING id";
constexpr std::string_view deleteSql = "DELETE FROM notifications_webhook WHERE id = :id";
constexpr std::string_view secretSql =
    "SELECT uuid, secret FROM notifications_webhook WHERE user_id = :user AND url = :url";

tenon::SecretPlace placeOf(std::string_view uuid) { return {table, secretColumn, uuid}; }

JsonObject jsonOf(const tenon::Row& row) {
    return {{"id", row.integer(0)}, {"uuid", row.text(1)}, {"url", row.text(2)}, {"created_at", row.text(3)}};
}

} // namespace

Webhooks::Webhooks(tenon::App& app, const tenon::Outbound& outbound) : _app(app), _outbound(outbound) {
    app.secrets().keep(table, secretColumn, "uuid");
}

tenon::JsonArray Webhooks::of(const tenon::Caller& caller) {
    tenon::JsonArray found;
    _app.database().each(listSql, {{"user", caller.id()}}, [&](const tenon::Row& row) {
        found.emplace_back(jsonOf(row));
    });
    return found;
}

JsonObject Webhooks::add(const tenon::Caller& caller, std::string_view url) {
    try {
        _outbound.check(url);
    } catch (const tenon::Forbidden& refused) {
        throw tenon::Invalid("url", refused.message());
    }
    return _app.database().transaction([&] {
        const auto urls = urlsOf(caller.id());
        if (std::ranges::find(urls, url) != urls.end()) {
            throw tenon::Conflict("DUPLICATE", "You have this webhook already.");
        }
        if (_app.database().value<std::int64_t>(countSql, {{"user", caller.id()}}).value_or(0) >= mostOfOne) {
            throw tenon::Conflict("TOO_MANY_WEBHOOKS", "Nobody has more than five webhooks.");
        }
        const std::string uuid = tenon::Random::uuid();
        const std::string secret = tenon::Random::token();
        const tenon::Timestamp now = tenon::Clock::now();
        const auto id = _app.database().value<std::int64_t>(
            insertSql,
            {{"uuid", uuid},
             {"user", caller.id()},
             {"url", url},
             {"secret", _app.secrets().seal(placeOf(uuid), secret)},
             {"now", now}}
        );
        JsonObject added{{"id", id.value()}, {"uuid", uuid}, {"url", url}, {"created_at", now.text()}};
        _app.audit().record(
            caller,
            {.action = "notifications.webhook.added",
             .model = table,
             .record = std::to_string(id.value()),
             .after = added}
        );
        added["secret"] = secret;
        return added;
    });
}

void Webhooks::remove(const tenon::Caller& caller, std::string_view key) {
    const RecordKey named(key);
    _app.database().transaction([&] {
        const auto found =
            _app.database().first(findSql, {{"user", caller.id()}, {"id", named.id}, {"uuid", named.uuid}}, jsonOf);
        if (!found) {
            throw tenon::NotFound("There is no such webhook.");
        }
        const auto id = found->at("id").to_number<std::int64_t>();
        _app.database().execute(deleteSql, {{"id", id}});
        _app.audit().record(
            caller,
            {.action = "notifications.webhook.removed", .model = table, .record = std::to_string(id), .before = *found}
        );
    });
}

std::vector<std::string> Webhooks::urlsOf(std::int64_t account) {
    return _app.database().rows(listSql, {{"user", account}}, [](const tenon::Row& row) {
        return row.get<std::string>(2);
    });
}

std::optional<std::string> Webhooks::secretFor(std::int64_t account, std::string_view url) {
    const auto found = _app.database().first(secretSql, {{"user", account}, {"url", url}}, [](const tenon::Row& row) {
        return std::pair(row.get<std::string>(0), row.get<std::string>(1));
    });
    return found ? std::optional(_app.secrets().open(placeOf(found->first), found->second)) : std::nullopt;
}

} // namespace notifications
