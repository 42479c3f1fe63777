#include "history.h"

#include "api_fields.h"
#include "delivery_search.h"

#include <tenon/error.h>

namespace notifications {

namespace {

using tenon::JsonObject;

const std::string& selectSql() {
    static const std::string sql = std::string("SELECT ").append(deliveryColumns)
                                   + " FROM notifications_delivery d JOIN notifications_notice n ON n.id = d.notice_id "
                                     "WHERE d.id = :id OR d.uuid = "
                                     ":uuid";
    return sql;
}

std::int64_t numberAt(const JsonObject& object, std::string_view member) {
    return object.at(member).to_number<std::int64_t>();
}

} // namespace

tenon::Page History::list(const tenon::Caller& caller, const JsonObject& filter, const tenon::Paging& paging) {
    DeliveryFilter wanted{
        .from = tenon::Timestamp::parse(tenon::textAt(filter, "from")),
        .to = tenon::Timestamp::parse(tenon::textAt(filter, "to")),
        .channel = tenon::textAt(filter, "channel"),
        .state = tenon::textAt(filter, "state"),
        .kind = tenon::textAt(filter, "kind"),
        .username = tenon::textAt(filter, "user"),
        .search = tenon::textAt(filter, "search"),
    };
    if (!caller.has(viewPermission)) {
        wanted.withinOf = caller.id();
    }
    return findDeliveries(_parts.app.database(), wanted, Detail::delivery, paging);
}

JsonObject History::visible(const tenon::Caller& caller, const RecordKey& key) {
    auto found = _parts.app.database().first(selectSql(), {{"id", key.id}, {"uuid", key.uuid}}, deliveryFrom);
    const bool isVisible = found
                           && (caller.has(viewPermission) || numberAt(*found, "user_id") == caller.id()
                               || numberAt(*found, "sender_id") == caller.id());
    if (!isVisible) {
        throw tenon::NotFound("There is no such notification.");
    }
    return std::move(*found);
}

JsonObject History::replay(const tenon::Caller& caller, const RecordKey& key) {
    return _parts.app.database().transaction([&] {
        const JsonObject before = visible(caller, key);
        if (numberAt(before, "user_id") != caller.id()) {
            caller.require(sendPermission);
        }
        if (tenon::textAt(before, "channel") == "in_app" || tenon::textAt(before, "state") == "queued") {
            throw tenon::Conflict("INVALID_STATE", "Only an e-mail or webhook that has ended is delivered again.");
        }
        const std::int64_t id = _parts.deliveries.addAgain(numberAt(before, "id"));
        _parts.post.startDelivering();
        JsonObject added = visible(caller, RecordKey(std::to_string(id)));
        _parts.app.audit().record(
            caller,
            {.action = "notifications.delivery.replayed",
             .model = "notifications_delivery",
             .record = std::to_string(id),
             .after = JsonObject{{"replay_of", added.at("replay_of")}, {"user_id", added.at("user_id")}}}
        );
        return added;
    });
}

} // namespace notifications
