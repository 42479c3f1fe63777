#pragma once

#include <tenon/app.h>
#include <tenon/outbound.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace notifications {

/// The servers to which people have their notifications posted. Safe to call from many threads.
class Webhooks {
public:
    Webhooks(tenon::App& app, const tenon::Outbound& outbound);

    /// The caller's own: {id, uuid, url, created_at}.
    [[nodiscard]] tenon::JsonArray of(const tenon::Caller& caller);

    /// Adds one of the caller's own and makes its secret, which is in this answer and in no other. Throws Invalid for a
    /// URL that may not be called, Conflict DUPLICATE or TOO_MANY_WEBHOOKS.
    tenon::JsonObject add(const tenon::Caller& caller, std::string_view url);

    /// Removes one of the caller's own by id or UUID; throws NotFound.
    void remove(const tenon::Caller& caller, std::string_view key);

    /// The URLs of an account.
    [[nodiscard]] std::vector<std::string> urlsOf(std::int64_t account);

    /// What the account's posts to `url` are signed with; nothing when it was removed.
    [[nodiscard]] std::optional<std::string> secretFor(std::int64_t account, std::string_view url);

private:
    tenon::App& _app;
    const tenon::Outbound& _outbound;
};

} // namespace notifications
