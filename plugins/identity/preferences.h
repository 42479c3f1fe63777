#pragma once

#include "profiles.h"

#include <tenon/app.h>

#include <string_view>

namespace identity {

/// What clients keep for an account: a free JSON object; `language` and `timezone` are those of the profile. Safe to
/// call from many threads.
class Preferences {
public:
    Preferences(tenon::App& app, Profiles& profiles) : _app(app), _profiles(profiles) {}

    /// One's own, or with `users.view_user` another account's.
    [[nodiscard]] tenon::JsonObject read(const tenon::Caller& caller, std::string_view account);

    /// Changes the members that are sent, takes away those sent as null; one's own, or with `users.change_user` another
    /// account's. Throws Invalid when all of them together are too large.
    tenon::JsonObject change(const tenon::Caller& caller, std::string_view account, const tenon::JsonObject& changes);

private:
    [[nodiscard]] tenon::JsonObject stored(std::int64_t account);

    tenon::App& _app;
    Profiles& _profiles;
};

} // namespace identity
