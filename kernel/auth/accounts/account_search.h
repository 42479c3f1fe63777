#pragma once

#include "account.h"

#include <tenon/database.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::auth {

/// Which accounts are looked for, and in which order. Absent members restrict nothing.
struct AccountFilter {
    std::string search; ///< In user name, e-mail address and name, without regard to case
    std::optional<std::int64_t> role;
    std::string userType;
    std::optional<bool> isActive;
    std::optional<bool> isLocked;
    std::optional<std::int64_t> below; ///< Only this account and those made under it, at any depth
    std::string ordering = "id";       ///< See isOrdering(); a `-` before it turns it round
};

/// Whether accounts can be ordered so.
[[nodiscard]] bool isOrdering(std::string_view ordering);

struct FoundAccounts {
    std::vector<Account> accounts;
    std::int64_t total = 0;
};

/// The accounts that match, one page of them, found and counted by the database.
[[nodiscard]] FoundAccounts
findAccounts(Database& database, const AccountFilter& filter, std::int64_t limit, std::int64_t offset);

/// Whether `account` is `above` or was made under it, at any depth.
[[nodiscard]] bool isBelow(Database& database, std::int64_t account, std::int64_t above);

} // namespace tenon::auth
