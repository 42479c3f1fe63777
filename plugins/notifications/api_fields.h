#pragma once

#include <tenon/database.h>
#include <tenon/field.h>

#include <string_view>

/// The notification as clients see it.
namespace notifications {

/// The columns of `notificationFrom`, in its order, of `notifications_delivery d`.
inline constexpr std::string_view notificationColumns =
    "d.id, d.uuid, d.kind, d.title, d.body, d.link, d.is_urgent, d.channel, d.state, d.created_at, d.read_at";

[[nodiscard]] tenon::JsonObject notificationFrom(const tenon::Row& row);
[[nodiscard]] tenon::Fields notificationAnswer();

/// The columns of `deliveryFrom`: those of a notification and what concerns those who send.
inline constexpr std::string_view deliveryColumns =
    "d.id, d.uuid, d.kind, d.title, d.body, d.link, d.is_urgent, d.channel, d.state, d.created_at, d.read_at, "
    "d.user_id, "
    "d.username, d.address, d.due_at, d.sent_at, d.attempts, d.fault, d.replay_of, d.notice_id, n.sender_id, n.sender";

[[nodiscard]] tenon::JsonObject deliveryFrom(const tenon::Row& row);
[[nodiscard]] tenon::Fields deliveryAnswer();

} // namespace notifications
