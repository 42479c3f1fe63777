#include "notice_store.h"

#include "channels.h"

#include <tenon/random.h>

namespace notifications {

namespace {

using tenon::Json;
using tenon::JsonObject;

constexpr std::string_view insertSql =
    "INSERT INTO notifications_notice (uuid, kind, title, body, arguments, link, channels, is_urgent, dedupe_key, "
    "audience, sender_id, sender, created_at) VALUES (:uuid, :kind, :title, :body, :arguments, :link, :channels, "
    ":urgent, :dedupe_key, :audience, :sender_id, :sender, :now) RETURNING id";
constexpr std::string_view selectSql = "SELECT id, uuid, kind, title, body, arguments, link, channels, is_urgent, "
                                       "dedupe_key, audience, sender_id, sender, "
                                       "created_at FROM notifications_notice WHERE id = :id";
constexpr std::string_view closeSql =
    "UPDATE notifications_notice SET addressed_at = :now WHERE id = :id AND addressed_at IS NULL";
constexpr std::string_view openSql =
    "SELECT id FROM notifications_notice WHERE addressed_at IS NULL AND created_at < :time ORDER BY id LIMIT 100";
constexpr std::string_view sentSql =
    "SELECT COUNT(*), MIN(created_at) FROM notifications_notice WHERE sender_id = :sender AND created_at > :since";

/// Null for texts as somebody wrote them.
std::optional<std::string> argumentsOf(const Notice& notice, Wording wording) {
    if (wording == Wording::asWritten) {
        return std::nullopt;
    }
    return boost::json::serialize(JsonObject{{"title", notice.title.arguments()}, {"body", notice.body.arguments()}});
}

std::vector<std::int64_t> idsIn(std::string_view text) {
    std::vector<std::int64_t> ids;
    const Json list = boost::json::parse(boost::json::string_view(text.data(), text.size()));
    for (const Json& id : list.as_array()) {
        ids.push_back(id.to_number<std::int64_t>());
    }
    return ids;
}

StoredNotice noticeFrom(const tenon::Row& row) {
    JsonObject arguments;
    if (!row.isNull(5)) {
        arguments = boost::json::parse(row.get<std::string>(5)).as_object();
    }
    const auto message = [&](std::size_t column, const char* part) {
        const Json* given = arguments.if_contains(part);
        return tenon::Message(row.get<std::string>(column), given != nullptr ? given->as_object() : JsonObject());
    };
    auto title = message(3, "title");
    auto body = message(4, "body");
    Notice notice{.kind = {}, .title = std::move(title), .body = std::move(body), .to = {}};
    notice.kind = row.text(2);
    notice.to.accounts = idsIn(row.text(10));
    notice.link = row.text(6);
    notice.channels = channelsIn(row.text(7));
    notice.isUrgent = row.boolean(8);
    notice.dedupeKey = row.text(9);
    StoredNotice stored{.notice = std::move(notice)};
    stored.id = row.integer(0);
    stored.uuid = row.text(1);
    stored.wording = row.isNull(5) ? Wording::asWritten : Wording::templates;
    stored.sender = {row.integer(11), row.get<std::string>(12)};
    stored.createdAt = row.get<tenon::Timestamp>(13);
    return stored;
}

} // namespace

StoredNotice NoticeStore::add(const Notice& notice, Wording wording, const Sender& sender) {
    StoredNotice stored{
        .uuid = tenon::Random::uuid(),
        .notice = notice,
        .wording = wording,
        .sender = sender,
        .createdAt = tenon::Clock::now(),
    };
    const std::vector<std::int64_t>& accounts = notice.to.accounts;
    const std::string audience = boost::json::serialize(tenon::JsonArray(accounts.begin(), accounts.end()));
    stored.id = _database
                    .value<std::int64_t>(
                        insertSql,
                        {{"uuid", stored.uuid},
                         {"kind", notice.kind},
                         {"title", notice.title.text()},
                         {"body", notice.body.text()},
                         {"arguments", argumentsOf(notice, wording)},
                         {"link", notice.link},
                         {"channels", wordsOf(notice.channels)},
                         {"urgent", notice.isUrgent},
                         {"dedupe_key", notice.dedupeKey},
                         {"audience", audience},
                         {"sender_id", sender.id},
                         {"sender", sender.name},
                         {"now", stored.createdAt}}
                    )
                    .value();
    return stored;
}

std::optional<StoredNotice> NoticeStore::find(std::int64_t id) {
    return _database.first(selectSql, {{"id", id}}, noticeFrom);
}

void NoticeStore::close(std::int64_t id) { _database.execute(closeSql, {{"id", id}, {"now", tenon::Clock::now()}}); }

std::vector<std::int64_t> NoticeStore::openSince(tenon::Timestamp time) {
    return _database.rows(openSql, {{"time", time}}, [](const tenon::Row& row) { return row.integer(0); });
}

NoticeStore::Sent NoticeStore::sentBy(std::int64_t sender, tenon::Timestamp since) {
    const auto sent = _database.first(sentSql, {{"sender", sender}, {"since", since}}, [](const tenon::Row& row) {
        return Sent{row.integer(0), row.get<std::optional<tenon::Timestamp>>(1).value_or(tenon::Timestamp())};
    });
    return sent.value_or(Sent());
}

} // namespace notifications
