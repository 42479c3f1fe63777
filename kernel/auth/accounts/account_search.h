#pragma once

#include "account.h"

#include <tenon/database.h>
#include <tenon/scope.h>

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
    Scope scope{.isAll = true};  ///< Only accounts in it, see isWithin()
    std::string ordering = "id"; ///< See isOrdering(); a `-` before it turns it round
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

/// Whether `scope` reaches the account: as its owner, as one made below him at any depth, or as one that holds a role
/// for the same place.
[[nodiscard]] bool isWithin(Database& database, std::int64_t account, const Scope& scope);

} // namespace tenon::auth
