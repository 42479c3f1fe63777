#include "account_rules.h"

#include "ledger/accounts.h"
#include "ledger/failures.h"

namespace accounting {

namespace {

using tenon::Json;
using tenon::JsonObject;
using tenon::textAt;

constexpr std::string_view selectParent =
    "SELECT a.type, a.is_group, a.parent_id, (SELECT COUNT(*) FROM accounting_line l WHERE l.account_id = a.id) "
    "FROM accounting_account a WHERE a.id = :id";
constexpr std::string_view countLines = "SELECT COUNT(*) FROM accounting_line WHERE account_id = :id";
constexpr std::string_view countChildren = "SELECT COUNT(*) FROM accounting_account WHERE parent_id = :id";
constexpr std::string_view makeGroup =
    "UPDATE accounting_account SET is_group = TRUE, version = version + 1, updated_at = :now "
    "WHERE id = :id AND NOT is_group";
constexpr std::string_view insertHistory = "INSERT INTO accounting_account_history (account_id, company_id, since, "
                                           "code, name, type, subtype, parent_id, is_group) "
                                           "SELECT id, company_id, :since, code, name, type, subtype, parent_id, "
                                           "is_group FROM accounting_account WHERE id = :id";
constexpr std::string_view selectSums =
    "SELECT CAST(COALESCE(SUM(debit), 0) AS BIGINT), CAST(COALESCE(SUM(credit), 0) AS BIGINT) FROM accounting_line "
    "WHERE company_id = :company AND account_id = :account AND date <= :date AND posted_at IS NOT NULL";
constexpr std::string_view selectCurrencies =
    "SELECT currency, CAST(SUM(amount_currency) AS BIGINT) FROM accounting_line WHERE company_id = :company "
    "AND account_id = :account AND date <= :date AND posted_at IS NOT NULL AND currency IS NOT NULL "
    "GROUP BY currency ORDER BY currency";

constexpr int deepestTree = 20;

/// An account stands below accounts of its own type, and not below itself.
void requireParent(Parts& parts, const JsonObject& record) {
    const Json* parent = record.if_contains("parent");
    if (parent == nullptr || !parent->is_int64()) {
        return;
    }
    const Json* own = record.if_contains("id");
    std::optional<std::int64_t> above = parent->get_int64();
    for (int depth = 0; above; ++depth) {
        if (depth > deepestTree || (own != nullptr && own->as_int64() == *above)) {
            throw refused("TREE_CYCLE", "An account cannot stand below itself.", {{"field", "parent"}});
        }
        std::optional<std::int64_t> next;
        parts.database.each(selectParent, {{"id", *above}}, [&](const tenon::Row& row) {
            if (row.text(0) != textAt(record, "type")) {
                throw tenon::Invalid("parent", "Must be of the same type as the account.");
            }
            if (depth == 0 && !row.boolean(1) && row.integer(3) > 0) {
                throw tenon::Invalid("parent", "Has postings, so it cannot be a group.");
            }
            next = row.get<std::optional<std::int64_t>>(2);
        });
        above = next;
    }
}

} // namespace

void requireFree(Parts& parts, std::string_view sql, const JsonObject& record, std::string_view field) {
    const Json* id = record.if_contains("id");
    const auto other = parts.database.value<std::int64_t>(
        sql,
        {{"company", record.at("company_id").as_int64()},
         {"value", textAt(record, field)},
         {"id", id != nullptr ? id->as_int64() : 0}}
    );
    if (other) {
        throw tenon::Conflict(
            "DUPLICATE",
            {"There is a record with this {field} already.", {{"field", field}}},
            {{field, tenon::JsonArray{"A record with this value exists already."}}}
        );
    }
}

void checkAccount(Parts& parts, JsonObject& record) {
    if (textAt(record, "type") == "revenue") {
        record["type"] = "income";
    }
    if (textAt(record, "subtype").empty()) {
        record["subtype"] = "";
    }
    if (textAt(record, "subtype") == "receivable" || textAt(record, "subtype") == "payable") {
        record["party_required"] = true;
        record["reconcile"] = true;
    }
    if (const std::string_view currency = textAt(record, "currency"); !currency.empty()) {
        record["currency"] = parts.books.companies().currency(currency, "currency").code;
    }
    requireParent(parts, record);
}

void requireUnused(Parts& parts, const JsonObject& before, const JsonObject& after) {
    const auto id = before.at("id").as_int64();
    const auto count = [&](std::string_view sql) {
        return parts.database.value<std::int64_t>(sql, {{"id", id}}).value_or(0);
    };
    const bool isUsed = count(countLines) > 0;
    for (const std::string_view name : {"type", "currency", "is_group", "reconcile", "party_required"}) {
        if (isUsed && before.at(name) != after.at(name)) {
            throw tenon::Conflict("LOCKED_BY_TRANSACTIONS", "There are postings on this account.", {{"field", name}});
        }
    }
    const bool hasChildren = count(countChildren) > 0;
    if (hasChildren && (!tenon::flagAt(after, "is_group") || before.at("type") != after.at("type"))) {
        throw tenon::Conflict("LOCKED_BY_TRANSACTIONS", "There are accounts below this one.", {{"field", "is_group"}});
    }
}

void rememberAccount(Parts& parts, const JsonObject& account) {
    const tenon::Timestamp since = parts.books.stamp(parts.books.lock(account.at("company_id").as_int64()));
    const Json* parent = account.if_contains("parent");
    const bool hasParent = parent != nullptr && parent->is_int64();
    if (hasParent && parts.database.execute(makeGroup, {{"now", since}, {"id", parent->get_int64()}}) > 0) {
        parts.database.execute(insertHistory, {{"since", since}, {"id", parent->get_int64()}});
    }
    parts.database.execute(insertHistory, {{"since", since}, {"id", account.at("id").as_int64()}});
}

JsonObject balanceJson(Parts& parts, const Book& book, std::int64_t account, tenon::Date date) {
    Accounts accounts(parts.database);
    const Account* found = accounts.find(account);
    if (found == nullptr || found->company != book.company.id) {
        throw tenon::NotFound("There is no such account.");
    }
    const auto params = {
        tenon::Param{"company", book.company.id}, tenon::Param{"account", account}, tenon::Param{"date", date}};
    JsonObject balance{{"account_id", account}, {"code", found->code}, {"date", date.text()}};
    parts.database.each(selectSums, params, [&](const tenon::Row& row) {
        balance.emplace("debit", book.amount(row.integer(0)).text());
        balance.emplace("credit", book.amount(row.integer(1)).text());
        balance.emplace("balance", book.amount(row.integer(0) - row.integer(1)).text());
    });
    JsonObject currencies;
    parts.database.each(selectCurrencies, params, [&](const tenon::Row& row) {
        const std::string code(row.text(0));
        currencies.emplace(code, tenon::Decimal(row.integer(1), parts.ledger.digitsOf(code)).text());
    });
    balance.emplace("currencies", std::move(currencies));
    return balance;
}

} // namespace accounting
