#pragma once

#include "post.h"

#include <tenon/app.h>

namespace notifications {

/// What people write to one another. Safe to call from many threads.
class Sending {
public:
    struct Parts {
        tenon::App& app;
        People& people;
        NoticeStore& notices;
        Post& post;
    };

    Sending(const Parts& parts, std::int64_t limit) : _parts(parts), _limit(limit) {}

    /// Sends `message`: user_ids and roles (keys), all, title, message, kind, link, channels, is_urgent, dedupe_key.
    ///
    /// Needs `notifications.send`, and `users.view_user` to name anybody: those out of the caller's sight cannot be
    /// reached. Throws Error 429 TOO_MANY_NOTICES with `retry_after` beyond the limit of an hour. Not inside a
    /// transaction, because everybody may be many.
    tenon::JsonObject send(const tenon::Caller& caller, const tenon::JsonObject& message);

private:
    [[nodiscard]] std::vector<std::int64_t> audienceOf(const tenon::Caller& caller, const tenon::JsonObject& message);
    void requireWithinLimit(const tenon::Caller& caller);

    const Parts _parts;
    const std::int64_t _limit;
};

} // namespace notifications
