#include "accounts.h"

#include "failures.h"

namespace accounting {

namespace {

constexpr std::string_view selectAccount =
    "SELECT id, company_id, code, type, subtype, is_group, party_required, reconcile, currency, is_active "
    "FROM accounting_account WHERE id = :id";
constexpr std::string_view selectByUuid =
    "SELECT id FROM accounting_account WHERE company_id = :company AND uuid = :uuid";
constexpr std::string_view selectByCode =
    "SELECT id FROM accounting_account WHERE company_id = :company AND code = :code";
constexpr std::string_view selectDefault =
    "SELECT account_id FROM accounting_default WHERE company_id = :company AND purpose = :purpose";

} // namespace

const Account* Accounts::find(std::int64_t id) {
    const auto known = _read.find(id);
    if (known != _read.end()) {
        return &known->second;
    }
    auto account = _database.first(selectAccount, {{"id", id}}, [](const tenon::Row& row) {
        Account found{.id = row.integer(0), .company = row.integer(1)};
        found.code = row.text(2);
        found.type = row.text(3);
        found.subtype = row.text(4);
        found.isGroup = row.boolean(5);
        found.takesParty = row.boolean(6) || found.subtype == "receivable" || found.subtype == "payable";
        found.isReconciled = row.boolean(7);
        found.currency = row.isNull(8) ? std::string_view() : row.text(8);
        found.isActive = row.boolean(9);
        return found;
    });
    return account ? &_read.emplace(id, std::move(*account)).first->second : nullptr;
}

std::int64_t Accounts::named(std::int64_t company, const tenon::Json& key, std::string_view field) {
    std::optional<std::int64_t> id;
    if (key.is_int64()) {
        const Account* account = find(key.get_int64());
        if (account != nullptr && account->company != company) {
            throw refused("COMPANY_MISMATCH", "The account belongs to another company.", {{"field", field}});
        }
        id = account != nullptr ? std::optional(account->id) : std::nullopt;
    } else if (key.is_string()) {
        id = _database.value<std::int64_t>(selectByUuid, {{"company", company}, {"uuid", key.get_string()}});
        if (!id) {
            id = _database.value<std::int64_t>(selectByCode, {{"company", company}, {"code", key.get_string()}});
        }
    }
    if (!id) {
        throw tenon::Invalid(std::string(field), "There is no such account.");
    }
    return *id;
}

std::int64_t defaultAccount(tenon::Database& database, std::int64_t company, std::string_view purpose) {
    const auto account = database.value<std::int64_t>(selectDefault, {{"company", company}, {"purpose", purpose}});
    if (!account) {
        throw tenon::Conflict(
            "ACCOUNT_NOT_CONFIGURED",
            {"No account is set for {purpose}.", {{"purpose", purpose}}},
            {{"purpose", purpose}}
        );
    }
    return *account;
}

std::int64_t moneyAccount(
    tenon::Database& database, std::int64_t company, std::optional<std::int64_t> ofJournal, std::string_view journal
) {
    return ofJournal ? *ofJournal : defaultAccount(database, company, journal == "CASH" ? "cash" : "bank");
}

} // namespace accounting
