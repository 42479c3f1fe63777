#include "stock/stock_ledger.h"

#include "valuation/valued_stock.h"

#include <algorithm>
#include <optional>

namespace inventory {

namespace {

using tenon::Decimal;
using tenon::Row;

// The nearest category's first.
constexpr std::string_view accountsSql =
    "WITH RECURSIVE above(id, parent_id, depth) AS (SELECT c.id, c.parent_id, 0 FROM inventory_category c JOIN "
    "inventory_product p ON p.category_id = c.id WHERE p.id = :product UNION ALL SELECT c.id, c.parent_id, a.depth + 1 "
    "FROM "
    "inventory_category c JOIN above a ON c.id = a.parent_id WHERE a.depth < 100) SELECT c.stock_account_id, "
    "c.cost_account_id, c.variance_account_id FROM above a JOIN inventory_category c ON c.id = a.id ORDER BY a.depth";
constexpr std::string_view heldSql = "SELECT value, account_id FROM inventory_holding WHERE product_id = :product";
constexpr std::string_view holdSql = "UPDATE inventory_holding SET account_id = :account WHERE product_id = :product";

constexpr std::string_view stockPurpose = "stock";

/// The column of accountsSql for a purpose, if categories name its account.
std::optional<std::size_t> columnOf(std::string_view purpose) {
    constexpr std::string_view columns[] = {stockPurpose, "cost_of_goods_sold", "price_variance"};
    const auto* const found = std::ranges::find(columns, purpose);
    return found == std::end(columns) ? std::nullopt : std::optional<std::size_t>(found - std::begin(columns));
}

std::optional<std::int64_t> ofCategory(tenon::Database& database, std::int64_t product, std::string_view purpose) {
    const auto column = columnOf(purpose);
    std::optional<std::int64_t> account;
    if (column) {
        database.each(accountsSql, {{"product", product}}, [&](const Row& row) {
            if (!account) {
                account = row.get<std::optional<std::int64_t>>(*column);
            }
        });
    }
    return account;
}

/// The account that the product's value is on, if there was any before `change`.
std::optional<std::int64_t> held(tenon::Database& database, std::int64_t product, Decimal change) {
    const auto account = database.first(heldSql, {{"product", product}}, [&](const Row& row) {
        const bool wasEmpty = isZero(Decimal(row.integer(0), costScale) - change);
        return wasEmpty ? std::nullopt : row.get<std::optional<std::int64_t>>(1);
    });
    return account.value_or(std::nullopt);
}

} // namespace

std::int64_t StockLedger::accountOf(
    accounting::Ledger& ledger, std::int64_t company, std::int64_t product, const LedgerAmount& amount
) {
    tenon::Database& database = _app.database();
    const bool isStock = amount.purpose == stockPurpose;
    if (const auto account = isStock ? held(database, product, amount.balance) : std::nullopt) {
        return *account;
    }
    const auto named = ofCategory(database, product, amount.purpose);
    const std::int64_t account = named ? *named : ledger.account(company, amount.purpose);
    if (isStock) {
        database.execute(holdSql, {{"account", account}, {"product", product}});
    }
    return account;
}

std::optional<std::int64_t>
StockLedger::post(const tenon::Caller& caller, const organisation::Company& company, const Posting& posting) {
    if (company.stockAccounting == organisation::StockAccounting::None || posting.amounts.empty()) {
        return std::nullopt;
    }
    const auto ledger = _app.find<accounting::Ledger>();
    if (!ledger) {
        throw tenon::Conflict(
            "ACCOUNT_NOT_CONFIGURED", "The company keeps stock in its books, which are switched off."
        );
    }
    accounting::NewEntry entry;
    entry.company = company.id;
    entry.journal = "STK";
    entry.date = posting.date;
    entry.description = posting.description;
    entry.sourceModel = posting.sourceModel;
    entry.sourceId = posting.sourceId;
    for (const LedgerAmount& amount : posting.amounts) {
        const tenon::Decimal balance = rounded(amount.balance, company.currency.digits);
        entry.lines.push_back(accounting::entryLine(accountOf(*ledger, company.id, posting.product, amount), balance));
    }
    return ledger->post(caller, entry).id;
}

CostRecognition StockLedger::recognitionOf(const organisation::Company& company) {
    return company.stockAccounting == organisation::StockAccounting::AngloSaxon ? CostRecognition::AtInvoice
                                                                                : CostRecognition::AtDelivery;
}

} // namespace inventory
