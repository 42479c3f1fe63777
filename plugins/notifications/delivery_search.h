#pragma once

#include <tenon/database.h>
#include <tenon/reply.h>
#include <tenon/request.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace notifications {

/// Which deliveries are wanted; what is left empty does not restrict. Texts are borrowed.
struct DeliveryFilter {
    std::optional<std::int64_t> of;       ///< Received by this account
    std::optional<std::int64_t> withinOf; ///< Received or sent by this account
    std::optional<bool> isRead;
    std::optional<bool> isArchived;
    std::optional<tenon::Timestamp> from; ///< Inclusive
    std::optional<tenon::Timestamp> to;   ///< Exclusive
    std::string_view channel;
    std::string_view state;
    std::string_view kind;
    std::string_view username;
    std::string_view search; ///< Part of title or body, without regard to case (ASCII)
};

/// Whether all members are wanted or those for the one who received it.
enum class Detail { notification, delivery };

/// The deliveries that pass, newest first.
[[nodiscard]] tenon::Page
findDeliveries(tenon::Database& database, const DeliveryFilter& filter, Detail detail, const tenon::Paging& paging);

} // namespace notifications
