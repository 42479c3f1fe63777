#include "company_store.h"

#include "time_zones.h"

namespace organisation {

namespace {

using tenon::Json;
using tenon::Row;

constexpr std::string_view companySql =
    "SELECT c.id, c.uuid, c.name, c.code, c.parent_id, c.currency, y.name, y.digits, c.country, c.timezone, "
    "c.language, "
    "c.tax_id, c.fiscal_year_start_month, c.tax_rounding, c.allow_negative_stock, c.stock_accounting, "
    "c.numbering_strict, c.is_active, c.has_transactions, c.address, c.phone, c.email FROM organisation_company c JOIN "
    "organisation_currency y ON "
    "y.code = c.currency WHERE c.id = :id";
constexpr std::string_view activeSql = "SELECT id FROM organisation_company WHERE is_active";
constexpr std::string_view byIdSql = "SELECT id FROM organisation_company WHERE id = :key";
constexpr std::string_view byUuidSql = "SELECT id FROM organisation_company WHERE uuid = :key";
constexpr std::string_view chosenFirst = " ORDER BY CASE WHEN id = (SELECT company_id FROM organisation_choice WHERE "
                                         "user_id = :user) THEN 0 ELSE 1 END, id LIMIT 1";
constexpr std::string_view chooseSql = "INSERT INTO organisation_choice (user_id, company_id) VALUES (:user, :company) "
                                       "ON CONFLICT (user_id) DO UPDATE SET "
                                       "company_id = excluded.company_id";
constexpr std::string_view fixSql =
    "UPDATE organisation_company SET has_transactions = TRUE WHERE id = :id AND NOT has_transactions";
constexpr std::string_view currencySql = "SELECT code, name, digits FROM organisation_currency WHERE code = :code";

StockAccounting stockAccountingOf(std::string_view text) {
    return text == "continental"   ? StockAccounting::Continental
           : text == "anglo_saxon" ? StockAccounting::AngloSaxon
                                   : StockAccounting::None;
}

Company companyOf(const Row& row) {
    return {
        .id = row.integer(0),
        .uuid = row.get<std::string>(1),
        .name = row.get<std::string>(2),
        .code = row.get<std::string>(3),
        .parentId = row.get<std::optional<std::int64_t>>(4),
        .currency =
            {.code = row.get<std::string>(5),
             .name = row.get<std::string>(6),
             .digits = static_cast<int>(row.integer(7))},
        .country = row.get<std::optional<std::string>>(8).value_or(""),
        .timezone = row.get<std::string>(9),
        .language = row.get<std::string>(10),
        .taxId = row.get<std::optional<std::string>>(11).value_or(""),
        .fiscalYearStartMonth = static_cast<int>(row.integer(12)),
        .taxRounding = row.text(13) == "line" ? TaxRounding::Line : TaxRounding::Document,
        .allowNegativeStock = row.boolean(14),
        .stockAccounting = stockAccountingOf(row.text(15)),
        .numberingStrict = row.boolean(16),
        .isActive = row.boolean(17),
        .hasTransactions = row.boolean(18),
        .address = row.get<std::optional<std::string>>(19).value_or(""),
        .phone = row.get<std::optional<std::string>>(20).value_or(""),
        .email = row.get<std::optional<std::string>>(21).value_or(""),
    };
}

/// Where the caller acts by `permission`. Who reaches rows as their owner does so in the companies that he may see.
tenon::Scope scopeOf(const tenon::Caller& caller, std::string_view permission) {
    tenon::Scope scope = caller.scopeOf(permission);
    if (!scope.isAll && scope.account != 0) {
        const tenon::Scope seen = caller.scopeOf("organisation.companies.view");
        scope.isAll = seen.isAll;
        scope.places.insert(scope.places.end(), seen.places.begin(), seen.places.end());
    }
    return scope;
}

tenon::Condition withinReach(const tenon::Caller& caller, std::string_view permission) {
    return scopeOf(caller, permission).on({.owner = {}, .places = {{"company", "id"}}});
}

std::string activeWithin(const tenon::Condition& within) {
    std::string sql(activeSql);
    return within.sql.empty() ? sql : sql.append(" AND (").append(within.sql).append(")");
}

const Json& memberOf(const tenon::JsonObject& members, const Json& fallback) {
    const Json* found = members.if_contains("company_id");
    return found != nullptr && !found->is_null() ? *found : fallback;
}

} // namespace

Company CompanyStore::company(std::int64_t id) {
    auto found = _database.first(companySql, {{"id", id}}, companyOf);
    if (!found) {
        throw tenon::NotFound();
    }
    return std::move(*found);
}

std::vector<std::int64_t> CompanyStore::companiesOf(const tenon::Caller& caller, std::string_view permission) {
    const tenon::Condition within = withinReach(caller, permission);
    std::vector<std::int64_t> ids;
    const auto params = within.params();
    _database.run(activeWithin(within).append(" ORDER BY id"), params, [&](const Row& row) {
        ids.push_back(row.integer(0));
    });
    return ids;
}

std::optional<std::int64_t> CompanyStore::defaultCompany(const tenon::Caller& caller, std::string_view permission) {
    const tenon::Condition within = withinReach(caller, permission);
    std::vector<tenon::Param> params = within.params();
    params.push_back({"user", caller.id()});
    std::optional<std::int64_t> found;
    _database.run(activeWithin(within).append(chosenFirst), params, [&](const Row& row) { found = row.integer(0); });
    return found;
}

void CompanyStore::requireAccess(const tenon::Caller& caller, std::string_view permission, std::int64_t company) {
    const bool isThere = _database.value<std::int64_t>(byIdSql, {{"key", company}}).has_value();
    if (!isThere || !scopeOf(caller, permission).reaches("company", company)) {
        throw tenon::NotFound();
    }
}

std::optional<std::int64_t> CompanyStore::idOf(const Json& named) {
    if (const auto* id = named.if_int64()) {
        return _database.value<std::int64_t>(byIdSql, {{"key", *id}});
    }
    return named.is_string() ? _database.value<std::int64_t>(byUuidSql, {{"key", named.get_string()}}) : std::nullopt;
}

std::int64_t CompanyStore::currentId(const tenon::Caller& caller, std::string_view permission, const Json& named) {
    if (!named.is_null()) {
        const auto id = idOf(named);
        if (!id || !scopeOf(caller, permission).reaches("company", *id)) {
            throw tenon::Invalid("company_id", "Refers to a record that does not exist.");
        }
        return *id;
    }
    const auto usual = defaultCompany(caller, permission);
    if (!usual) {
        throw tenon::Invalid("company_id", "Name the company.");
    }
    return *usual;
}

Company CompanyStore::current(const tenon::Request& request, std::string_view permission) {
    const Json none;
    return current(request.caller(), permission, memberOf(request.body(), memberOf(request.arguments(), none)));
}

Company CompanyStore::current(const tenon::Caller& caller, std::string_view permission, const Json& named) {
    return company(currentId(caller, permission, named));
}

void CompanyStore::govern(tenon::ResourceRoutes& resource, std::string_view permission) {
    resource.beforeSave(
        [this, add = std::string(permission) + ".add"](const tenon::Request& request, tenon::JsonObject& record) {
            if (!record.contains("id")) {
                Json& company = record["company_id"];
                company = currentId(request.caller(), add, company);
            }
        }
    );
}

void CompanyStore::fixSettings(std::int64_t company) { _database.execute(fixSql, {{"id", company}}); }

tenon::Date CompanyStore::today(const Company& company) { return dayIn(company.timezone, tenon::Clock::now()); }

Currency CompanyStore::currency(std::string_view code, std::string_view field) {
    auto found = _database.first(currencySql, {{"code", code}}, [](const Row& row) {
        return Currency{
            .code = row.get<std::string>(0),
            .name = row.get<std::string>(1),
            .digits = static_cast<int>(row.integer(2))};
    });
    if (!found) {
        throw tenon::Invalid(std::string(field), "Must be a currency of ISO 4217 such as USD.");
    }
    return std::move(*found);
}

void CompanyStore::choose(const tenon::Caller& caller, std::int64_t company) {
    _database.execute(chooseSql, {{"user", caller.id()}, {"company", company}});
}

} // namespace organisation
