#pragma once

#include "delivery_store.h"
#include "post.h"
#include "record_key.h"

#include <tenon/app.h>

namespace notifications {

inline constexpr std::string_view viewPermission = "notifications.view";
inline constexpr std::string_view sendPermission = "notifications.send";

/// What was told to whom, by which channel and how far it came: all of it for those with `notifications.view`, for
/// others what they received and sent. Safe to call from many threads.
class History {
public:
    struct Parts {
        tenon::App& app;
        DeliveryStore& deliveries;
        Post& post;
    };

    explicit History(const Parts& parts) : _parts(parts) {}

    /// The newest first. Members of `filter`: user (name), channel, state, kind, search, from, to.
    [[nodiscard]] tenon::Page
    list(const tenon::Caller& caller, const tenon::JsonObject& filter, const tenon::Paging& paging);

    /// Delivers an e-mail or webhook once more, as a delivery of its own; returns that. One's own, others' with
    /// `notifications.send`. Throws Conflict INVALID_STATE while it is under way, or for the channel in_app.
    tenon::JsonObject replay(const tenon::Caller& caller, const RecordKey& key);

private:
    [[nodiscard]] tenon::JsonObject visible(const tenon::Caller& caller, const RecordKey& key);

    const Parts _parts;
};

} // namespace notifications
