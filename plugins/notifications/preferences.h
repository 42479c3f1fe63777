#pragma once

#include "people.h"
#include "quiet_hours.h"

#include <tenon/app.h>
#include <tenon/notifications.h>

#include <optional>
#include <string_view>

namespace notifications {

/// What one person wants: {"channels": {"email": false}, "kinds": {"dttot": {"email": true}}, "quiet_hours": {"from",
/// "to", "timezone"}}. What is not said is wanted.
class Wishes {
public:
    explicit Wishes(tenon::JsonObject content) : _content(std::move(content)) {}

    /// Whether notices of `kind` are to come by `channel`: as said for the kind, else for its module (what stands
    /// before the first dot), else for the channel.
    [[nodiscard]] bool wants(Channel channel, std::string_view kind) const;

    /// In the person's time zone unless they name another.
    [[nodiscard]] std::optional<QuietHours> quietHours(const std::string& timeZone) const;

    /// All members, as they are answered.
    [[nodiscard]] tenon::JsonObject whole() const;

    [[nodiscard]] const tenon::JsonObject& content() const { return _content; }

private:
    tenon::JsonObject _content;
};

/// The wishes of people. Safe to call from many threads.
class Preferences {
public:
    explicit Preferences(tenon::App& app) : _app(app) {}

    [[nodiscard]] Wishes of(std::int64_t account);

    /// Changes the caller's own: the members that are sent replace theirs, but for channels, which are changed one by
    /// one. Throws Invalid on what cannot be meant.
    Wishes change(const tenon::Caller& caller, const tenon::JsonObject& changes);

private:
    tenon::App& _app;
};

} // namespace notifications
