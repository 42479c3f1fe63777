#include "account_tree.h"

#include <functional>
#include <set>

namespace accounting {

namespace {

using tenon::Row;

constexpr std::string_view selectAccounts =
    "SELECT id, code, name, type, subtype, parent_id, is_group FROM accounting_account "
    "WHERE company_id = :company ORDER BY code, id";
constexpr std::string_view selectAccountsAsOf =
    "SELECT h.account_id, h.code, h.name, h.type, h.subtype, h.parent_id, h.is_group FROM accounting_account_history h "
    "WHERE h.company_id = :company AND h.since <= :as_of AND NOT EXISTS (SELECT 1 FROM accounting_account_history "
    "later "
    "WHERE later.account_id = h.account_id AND later.since <= :as_of AND later.id > h.id) ORDER BY h.code, "
    "h.account_id";

ReportAccount accountOf(const Row& row) {
    ReportAccount account{.id = row.integer(0)};
    account.code = row.text(1);
    account.name = row.text(2);
    account.type = row.text(3);
    account.subtype = row.text(4);
    account.parent = row.get<std::optional<std::int64_t>>(5);
    account.isGroup = row.boolean(6);
    return account;
}

} // namespace

AccountTree::AccountTree(tenon::Database& database, std::int64_t company, std::optional<tenon::Timestamp> asOf) {
    arrange(
        asOf ? database.rows(selectAccountsAsOf, {{"company", company}, {"as_of", *asOf}}, accountOf)
             : database.rows(selectAccounts, {{"company", company}}, accountOf)
    );
}

void AccountTree::arrange(std::vector<ReportAccount> accounts) {
    std::set<std::int64_t> known;
    std::multimap<std::int64_t, const ReportAccount*> children; // equal keys keep their order
    for (const ReportAccount& account : accounts) {
        known.insert(account.id);
    }
    for (const ReportAccount& account : accounts) {
        const bool hasParent = account.parent && known.contains(*account.parent);
        children.emplace(hasParent ? *account.parent : 0, &account);
    }
    const std::function<void(std::int64_t, int)> add = [&](std::int64_t parent, int level) {
        const auto [begin, end] = children.equal_range(parent);
        for (auto child = begin; child != end; ++child) {
            _places[child->second->id] = _accounts.size();
            _accounts.push_back(*child->second);
            _accounts.back().level = level;
            add(child->second->id, level + 1);
        }
    };
    add(0, 0);
}

const ReportAccount* AccountTree::find(std::int64_t id) const {
    const auto place = _places.find(id);
    return place != _places.end() ? &_accounts[place->second] : nullptr;
}

} // namespace accounting
