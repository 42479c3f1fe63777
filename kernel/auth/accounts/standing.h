#pragma once

#include "account.h"
#include "rights.h"

#include <tenon/time.h>

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::auth {

/// How an account stands at a moment: what it may do and which of its sessions have ended. Immutable but for one flag.
struct Standing {
    Account account;
    Rights rights;
    std::vector<std::string> endedSessions; ///< Sorted; those whose access tokens may not have expired yet
    Timestamp readAt;
    Timestamp validUntil;

    /// Set when the account was changed on this node: the next request reads it again.
    mutable std::atomic<bool> isOutdated{false};

    /// Whether this may be believed at `now`. A clock that was set back ends the belief, too.
    [[nodiscard]] bool isCurrent(Timestamp now) const noexcept {
        return !isOutdated.load(std::memory_order_acquire) && now >= readAt && now < validUntil;
    }

    [[nodiscard]] bool allows(std::string_view permission) const;
    [[nodiscard]] Scope scopeOf(std::string_view permission) const;
    [[nodiscard]] bool hasEnded(std::string_view session) const;
};

} // namespace tenon::auth
