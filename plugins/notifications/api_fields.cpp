#include "api_fields.h"

namespace notifications {

namespace {

using tenon::Json;

Json textOrNull(const tenon::Row& row, std::size_t column) {
    return row.isNull(column) ? Json(nullptr) : Json(row.text(column));
}

/// Paths of webhooks often hold a secret of the receiver.
std::string_view shownAddress(std::string_view address) {
    const auto host = address.find("://");
    return host == std::string_view::npos ? address : address.substr(0, address.find('/', host + 3));
}

} // namespace

tenon::JsonObject notificationFrom(const tenon::Row& row) {
    return {
        {"id", row.integer(0)},
        {"uuid", row.text(1)},
        {"kind", row.text(2)},
        {"title", row.text(3)},
        {"body", row.text(4)},
        {"link", row.text(5)},
        {"is_urgent", row.boolean(6)},
        {"channel", row.text(7)},
        {"state", row.text(8)},
        {"is_read", row.text(8) == "read"},
        {"created_at", row.text(9)},
        {"read_at", textOrNull(row, 10)},
    };
}

tenon::Fields notificationAnswer() {
    using namespace tenon::fields;
    return {
        integer("id"),
        uuid("uuid"),
        text("kind", 100).example("dttot.match"),
        text("title", 200),
        text("body", 4000),
        text("link", 2000),
        boolean("is_urgent"),
        choice("channel", {"in_app", "email", "webhook"}),
        choice("state", {"queued", "sent", "failed", "read"}),
        boolean("is_read"),
        timestamp("created_at"),
        timestamp("read_at").nullable(),
    };
}

tenon::JsonObject deliveryFrom(const tenon::Row& row) {
    tenon::JsonObject delivery = notificationFrom(row);
    const tenon::JsonObject more{
        {"user_id", row.integer(11)},
        {"username", row.text(12)},
        {"address", shownAddress(row.text(13))},
        {"due_at", row.text(14)},
        {"sent_at", textOrNull(row, 15)},
        {"attempts", row.integer(16)},
        {"fault", row.text(17)},
        {"replay_of", row.isNull(18) ? Json(nullptr) : Json(row.integer(18))},
        {"notice_id", row.integer(19)},
        {"sender_id", row.integer(20)},
        {"sender", row.text(21)},
    };
    delivery.insert(more.begin(), more.end());
    return delivery;
}

tenon::Fields deliveryAnswer() {
    using namespace tenon::fields;
    tenon::Fields members = notificationAnswer();
    members.insert(
        members.end(),
        {
            integer("user_id"),
            text("username"),
            text("address").help("Of e-mail, or the host of a webhook"),
            timestamp("due_at").help("Not sent before: quiet hours, or the next attempt"),
            timestamp("sent_at").nullable(),
            integer("attempts"),
            text("fault").help("Why the last attempt failed"),
            integer("replay_of").nullable(),
            integer("notice_id").help("Deliveries of one notice share it"),
            integer("sender_id"),
            text("sender"),
        }
    );
    return members;
}

} // namespace notifications
