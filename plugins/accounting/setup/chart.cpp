#include "chart.h"

#include "ledger/amounts.h"

#include <tenon/asset.h>
#include <tenon/error.h>
#include <tenon/random.h>

#include <map>
#include <set>
#include <string>

/// The files of charts/, inside the module.
extern "C" tenon::AssetTable accounting_charts();

namespace accounting {

namespace {

using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::textAt;

constexpr std::string_view insertAccount =
    "INSERT INTO accounting_account (uuid, version, created_at, updated_at, company_id, code, name, type, subtype, "
    "parent_id, is_group, party_required, reconcile, is_active) VALUES (:uuid, 1, :now, :now, :company, :code, :name, "
    ":type, :subtype, :parent, :group, :party, :party, TRUE) RETURNING id";
constexpr std::string_view insertHistory =
    "INSERT INTO accounting_account_history (account_id, company_id, since, code, name, type, subtype, parent_id, "
    "is_group) "
    "SELECT id, company_id, created_at, code, name, type, subtype, parent_id, is_group FROM accounting_account "
    "WHERE company_id = :company ORDER BY id";
constexpr std::string_view insertDefault =
    "INSERT INTO accounting_default (company_id, purpose, account_id) VALUES (:company, :purpose, :account)";
constexpr std::string_view insertJournal =
    "INSERT INTO accounting_journal (uuid, version, created_at, updated_at, company_id, code, name, type, account_id, "
    "is_active) VALUES (:uuid, 1, :now, :now, :company, :code, :name, :type, :account, TRUE)";
constexpr std::string_view insertTax =
    "INSERT INTO accounting_tax (uuid, version, created_at, updated_at, company_id, code, name, kind, scope, rate, "
    "treatment, price_included, include_in_next_base, sequence, deductible_percent, account_id, due_on, is_active) "
    "VALUES (:uuid, 1, :now, :now, :company, :code, :name, 'percent', :scope, :rate, :treatment, FALSE, FALSE, "
    ":sequence, :hundred, :account, 'invoice', TRUE)";
constexpr std::string_view insertTerm =
    "INSERT INTO accounting_payment_term (uuid, version, created_at, updated_at, company_id, name, lines, is_active) "
    "VALUES (:uuid, 1, :now, :now, :company, :name, :lines, TRUE)";
constexpr std::string_view countEntries = "SELECT COUNT(*) FROM accounting_entry WHERE company_id = :company";
constexpr std::string_view countInvoices = "SELECT COUNT(*) FROM accounting_invoice WHERE company_id = :company";
constexpr std::string_view forgetChart[] = {
    "DELETE FROM accounting_default WHERE company_id = :company",
    "DELETE FROM accounting_tax WHERE company_id = :company",
    "DELETE FROM accounting_party WHERE company_id = :company",
    "DELETE FROM accounting_tax_rule WHERE company_id = :company",
    "DELETE FROM accounting_payment_term WHERE company_id = :company",
    "DELETE FROM accounting_journal WHERE company_id = :company",
    "DELETE FROM accounting_account_history WHERE company_id = :company",
    "UPDATE accounting_account SET parent_id = NULL WHERE company_id = :company",
    "DELETE FROM accounting_account WHERE company_id = :company",
};
constexpr std::string_view renameChart = "UPDATE accounting_book SET chart = :chart WHERE company_id = :company";

constexpr std::int64_t usualSequence = 10;

/// Writes a template into the tables of one company.
class Application {
public:
    Application(tenon::Database& database, std::int64_t company)
        : _database(database), _company(company), _now(tenon::Clock::now()) {}

    void addAccounts(const JsonArray& accounts) {
        std::set<std::string_view> parents;
        for (const Json& account : accounts) {
            parents.insert(textAt(account.get_object(), "parent"));
        }
        for (const Json& each : accounts) {
            const JsonObject& account = each.get_object();
            const std::string_view code = textAt(account, "code");
            const std::string_view subtype = textAt(account, "subtype");
            const std::string_view parent = textAt(account, "parent");
            _database.each(
                insertAccount,
                {{"uuid", tenon::Random::uuid()},
                 {"now", _now},
                 {"company", _company},
                 {"code", code},
                 {"name", textAt(account, "name")},
                 {"type", textAt(account, "type")},
                 {"subtype", subtype},
                 {"parent", parent.empty() ? std::nullopt : std::optional(_byCode.at(std::string(parent)))},
                 {"group", parents.contains(code)},
                 {"party", subtype == "receivable" || subtype == "payable"}},
                [&](const tenon::Row& row) { _byCode[std::string(code)] = row.integer(0); }
            );
            addPurposes(account, _byCode.at(std::string(code)));
        }
        _database.execute(insertHistory, {{"company", _company}});
    }

    void addJournals(const JsonArray& journals) {
        for (const Json& each : journals) {
            const JsonObject& journal = each.get_object();
            _database.execute(
                insertJournal,
                {{"uuid", tenon::Random::uuid()},
                 {"now", _now},
                 {"company", _company},
                 {"code", textAt(journal, "code")},
                 {"name", textAt(journal, "name")},
                 {"type", textAt(journal, "type")},
                 {"account", accountFor(textAt(journal, "account"))}}
            );
        }
    }

    void addTaxes(const JsonArray& taxes) {
        for (const Json& each : taxes) {
            const JsonObject& tax = each.get_object();
            const std::string_view code = textAt(tax, "account_code");
            const Json* sequence = tax.if_contains("sequence");
            _database.execute(
                insertTax,
                {{"uuid", tenon::Random::uuid()},
                 {"now", _now},
                 {"company", _company},
                 {"code", textAt(tax, "code")},
                 {"name", textAt(tax, "name")},
                 {"scope", textAt(tax, "scope")},
                 {"rate", tenon::Decimal::parse(textAt(tax, "rate"), percentDigits).value()},
                 {"treatment", textAt(tax, "treatment", "taxed")},
                 {"sequence", sequence != nullptr ? sequence->as_int64() : usualSequence},
                 {"hundred", tenon::rounded({100, 0}, percentDigits)},
                 {"account",
                  code.empty() ? accountFor(textAt(tax, "account")) : std::optional(_byCode.at(std::string(code)))}}
            );
        }
    }

    void addTerms(const JsonArray& terms) {
        for (const Json& each : terms) {
            const JsonObject& term = each.get_object();
            _database.execute(
                insertTerm,
                {{"uuid", tenon::Random::uuid()},
                 {"now", _now},
                 {"company", _company},
                 {"name", textAt(term, "name")},
                 {"lines", boost::json::serialize(term.at("lines"))}}
            );
        }
    }

private:
    void addPurposes(const JsonObject& account, std::int64_t id) {
        const Json* purposes = account.if_contains("for");
        if (purposes == nullptr) {
            return;
        }
        for (const Json& each : purposes->as_array()) {
            const std::string purpose(tenon::textOf(each.as_string()));
            _database.execute(insertDefault, {{"company", _company}, {"purpose", purpose}, {"account", id}});
            _byPurpose[purpose] = id;
        }
    }

    [[nodiscard]] std::optional<std::int64_t> accountFor(std::string_view purpose) const {
        const auto found = _byPurpose.find(std::string(purpose));
        return found != _byPurpose.end() ? std::optional(found->second) : std::nullopt;
    }

    tenon::Database& _database;
    std::int64_t _company;
    tenon::Timestamp _now;
    std::map<std::string, std::int64_t> _byCode;
    std::map<std::string, std::int64_t> _byPurpose;
};

/// "charts/general.json" → "general"
std::string_view nameOf(const tenon::Asset& asset) {
    std::string_view name = asset.path;
    name.remove_prefix(name.rfind('/') + 1);
    name.remove_suffix(name.size() - name.find('.'));
    return name;
}

} // namespace

ChartTemplate chartNamed(std::string_view name) {
    for (const tenon::Asset& asset : accounting_charts()) {
        if (nameOf(asset) == name) {
            return {nameOf(asset), boost::json::parse(asset.text()).as_object()};
        }
    }
    throw tenon::NotFound("There is no such chart of accounts.");
}

JsonArray chartTemplates() {
    JsonArray templates;
    for (const tenon::Asset& asset : accounting_charts()) {
        const ChartTemplate chart = chartNamed(nameOf(asset));
        templates.push_back(JsonObject{
            {"name", chart.name},
            {"title", chart.content.at("name")},
            {"accounts", chart.content.at("accounts").as_array().size()}});
    }
    return templates;
}

void applyChart(tenon::Database& database, const organisation::Company& company, const ChartTemplate& chart) {
    Application application(database, company.id);
    application.addAccounts(chart.content.at("accounts").as_array());
    application.addJournals(chart.content.at("journals").as_array());
    application.addTaxes(chart.content.at("taxes").as_array());
    application.addTerms(chart.content.at("payment_terms").as_array());
}

void replaceChart(tenon::Database& database, const organisation::Company& company, const ChartTemplate& chart) {
    for (const std::string_view count : {countEntries, countInvoices}) {
        if (database.value<std::int64_t>(count, {{"company", company.id}}).value_or(0) > 0) {
            throw tenon::Conflict("LOCKED_BY_TRANSACTIONS", "The chart is fixed: there are entries or invoices.");
        }
    }
    for (const std::string_view statement : forgetChart) {
        database.execute(statement, {{"company", company.id}});
    }
    applyChart(database, company, chart);
    database.execute(renameChart, {{"chart", chart.name}, {"company", company.id}});
}

} // namespace accounting
