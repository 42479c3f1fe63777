#include "inbox.h"

#include "api_fields.h"
#include "delivery_search.h"

#include <tenon/error.h>

namespace notifications {

namespace {

using tenon::Json;
using tenon::JsonObject;

const std::string& selectSql() {
    static const std::string sql = std::string("SELECT ").append(notificationColumns)
                                   + " FROM notifications_delivery d WHERE d.user_id = :user AND d.channel = 'in_app' "
                                     "AND (d.id = :id OR d.uuid = :uuid)";
    return sql;
}

constexpr std::string_view unreadSql =
    "SELECT COUNT(*) FROM notifications_delivery WHERE user_id = :user AND channel = "
    "'in_app' AND state = 'sent' AND archived_at IS NULL";
constexpr std::string_view markSql =
    "UPDATE notifications_delivery SET state = 'read', read_at = :now WHERE user_id = :user AND channel = 'in_app' AND "
    "state = 'sent' AND (id = :id OR uuid = :uuid)";
constexpr std::string_view markAllSql =
    "UPDATE notifications_delivery SET state = 'read', read_at = :now WHERE user_id = :user AND channel = 'in_app' AND "
    "state = 'sent' AND archived_at IS NULL";
constexpr std::string_view archiveSql =
    "UPDATE notifications_delivery SET archived_at = :now WHERE user_id = :user AND channel = 'in_app' AND archived_at "
    "IS NULL AND (id = :id OR uuid = :uuid)";

std::optional<bool> flagIn(const JsonObject& filter, std::string_view name) {
    const Json* found = filter.if_contains(name);
    return found != nullptr && found->is_bool() ? std::optional(found->get_bool()) : std::nullopt;
}

} // namespace

tenon::Page Inbox::list(const tenon::Caller& caller, const JsonObject& filter, const tenon::Paging& paging) {
    const DeliveryFilter wanted{
        .of = caller.id(),
        .isRead = flagIn(filter, "is_read"),
        .isArchived = tenon::flagAt(filter, "archived"),
        .channel = "in_app",
        .kind = tenon::textAt(filter, "kind"),
        .search = tenon::textAt(filter, "search"),
    };
    return findDeliveries(_database, wanted, Detail::notification, paging);
}

JsonObject Inbox::read(const tenon::Caller& caller, const RecordKey& key) {
    auto found =
        _database.first(selectSql(), {{"user", caller.id()}, {"id", key.id}, {"uuid", key.uuid}}, notificationFrom);
    if (!found) {
        throw tenon::NotFound("There is no such notification.");
    }
    return std::move(*found);
}

std::int64_t Inbox::unread(const tenon::Caller& caller) {
    return _database.value<std::int64_t>(unreadSql, {{"user", caller.id()}}).value_or(0);
}

JsonObject Inbox::markRead(const tenon::Caller& caller, const RecordKey& key) {
    return _database.transaction([&] {
        _database.execute(
            markSql, {{"now", tenon::Clock::now()}, {"user", caller.id()}, {"id", key.id}, {"uuid", key.uuid}}
        );
        return read(caller, key);
    });
}

std::int64_t Inbox::markAllRead(const tenon::Caller& caller) {
    return _database.execute(markAllSql, {{"now", tenon::Clock::now()}, {"user", caller.id()}});
}

void Inbox::archive(const tenon::Caller& caller, const RecordKey& key) {
    const auto archived = _database.execute(
        archiveSql, {{"now", tenon::Clock::now()}, {"user", caller.id()}, {"id", key.id}, {"uuid", key.uuid}}
    );
    if (archived == 0) {
        throw tenon::NotFound("There is no such notification.");
    }
}

} // namespace notifications
