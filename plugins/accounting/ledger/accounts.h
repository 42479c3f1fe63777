#pragma once

#include <tenon/database.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace accounting {

/// An account as a posting sees it.
struct Account {
    std::int64_t id = 0;
    std::int64_t company = 0;
    std::string code;
    std::string type;    ///< "asset", "liability", "equity", "income", "expense"
    std::string subtype; ///< "receivable", "payable", "cash", "bank", "tax", …; empty
    bool isGroup = false;
    bool takesParty = false;
    bool isReconciled = false;
    std::string currency; ///< The only one the account takes; empty: any
    bool isActive = true;
};

/// The accounts that one posting deals with, each read once.
class Accounts {
public:
    explicit Accounts(tenon::Database& database) : _database(database) {}

    /// The account, or null when there is none.
    [[nodiscard]] const Account* find(std::int64_t id);

    /// Id of the account that a request names by id or uuid; throws Invalid on `field` when there is none in `company`.
    [[nodiscard]] std::int64_t named(std::int64_t company, const tenon::Json& key, std::string_view field);

private:
    tenon::Database& _database;
    std::map<std::int64_t, Account> _read;
};

/// The account of a purpose. Throws Conflict ACCOUNT_NOT_CONFIGURED.
[[nodiscard]] std::int64_t defaultAccount(tenon::Database& database, std::int64_t company, std::string_view purpose);

/// Where the money of a cash or bank journal is: `ofJournal` is the account that the journal names, if it does.
[[nodiscard]] std::int64_t moneyAccount(
    tenon::Database& database, std::int64_t company, std::optional<std::int64_t> ofJournal, std::string_view journal
);

} // namespace accounting
