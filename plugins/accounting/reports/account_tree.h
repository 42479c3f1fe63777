#pragma once

#include "ledger/books.h"

#include <tenon/database.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace accounting {

/// An account as reports show it.
struct ReportAccount {
    std::int64_t id = 0;
    std::string code;
    std::string name;
    std::string type;
    std::string subtype;
    std::optional<std::int64_t> parent;
    bool isGroup = false;
    int level = 0; ///< 0 for accounts without a parent

    /// Whether its balance is carried from one year to the next.
    [[nodiscard]] bool isDeferred() const { return type != "income" && type != "expense"; }
};

/// The chart of accounts: parents before their children, siblings in the order of their codes.
class AccountTree {
public:
    /// As it is, or as it was at an instant.
    AccountTree(tenon::Database& database, std::int64_t company, std::optional<tenon::Timestamp> asOf);

    [[nodiscard]] const std::vector<ReportAccount>& accounts() const { return _accounts; }

    [[nodiscard]] const ReportAccount* find(std::int64_t id) const;

    /// Calls `add(above, id)` for every account above this one.
    template <typename Add>
    void forEachAbove(std::int64_t id, Add&& add) const {
        const ReportAccount* account = find(id);
        for (std::size_t i = 0; account != nullptr && account->parent && i < _accounts.size(); ++i) {
            add(*account->parent);
            account = find(*account->parent);
        }
    }

private:
    void arrange(std::vector<ReportAccount> accounts);

    std::vector<ReportAccount> _accounts;
    std::map<std::int64_t, std::size_t> _places;
};

} // namespace accounting
