#include "stock/verification.h"

#include "valuation/unit.h"
#include "valuation/valued_stock.h"

#include <tenon/accounting.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string>

namespace inventory {

namespace {

using tenon::Decimal;
using tenon::JsonObject;
using tenon::Row;

// What each movement of the company did, where and on which day.
constexpr std::string_view movedSql =
    "SELECT product_id, to_location_id AS location_id, COALESCE(lot_id, 0) AS lot_id, effective_date AS date, quantity "
    "FROM inventory_movement WHERE company_id = :company AND state = 'done' UNION ALL SELECT product_id, "
    "from_location_id, COALESCE(lot_id, 0), effective_date, -quantity FROM inventory_movement WHERE company_id = "
    ":company "
    "AND state = 'done'";
constexpr std::string_view reservedSql =
    "SELECT product_id, from_location_id AS location_id, COALESCE(lot_id, 0) AS lot_id, quantity FROM "
    "inventory_movement WHERE company_id = :company AND state = 'assigned'";

/// A comparison in one statement, which sees one state of the stock: sums what should be there and what is kept, below
/// zero.
struct Check {
    std::string_view name;
    int scale;
    std::string sql;
};

std::string different(std::string_view columns, const std::string& summed, std::string_view amount) {
    return std::string("SELECT product_id, CAST(SUM(").append(amount).append(") AS BIGINT) FROM (") + summed
           + ") s GROUP BY " + std::string(columns) + " HAVING SUM(" + std::string(amount)
           + ") <> 0 ORDER BY product_id LIMIT 100";
}

std::vector<Check> checks() {
    const std::string moved(movedSql);
    return {
        {"levels",
         quantityScale,
         different(
             "product_id, location_id, lot_id",
             moved
                 + " UNION ALL SELECT product_id, location_id, lot_id, last_date, -on_hand FROM inventory_level WHERE "
                   "company_id = :company",
             "quantity"
         )},
        {"days",
         quantityScale,
         different(
             "product_id, location_id, lot_id, date",
             moved
                 + " UNION ALL SELECT d.product_id, d.location_id, d.lot_id, d.date, -d.change FROM "
                   "inventory_daily_change d JOIN inventory_product p ON p.id = d.product_id WHERE p.company_id = "
                   ":company",
             "quantity"
         )},
        {"reservations",
         quantityScale,
         different(
             "product_id, location_id, lot_id",
             std::string(reservedSql)
                 + " UNION ALL SELECT product_id, location_id, lot_id, -reserved FROM inventory_level WHERE company_id "
                   "= "
                   ":company",
             "quantity"
         )},
        {"plans",
         quantityScale,
         different(
             "product_id, from_location_id, to_location_id, date",
             "SELECT product_id, from_location_id, to_location_id, planned_date AS date, quantity FROM "
             "inventory_movement WHERE company_id = :company AND state IN ('draft', 'assigned') UNION ALL SELECT "
             "product_id, from_location_id, to_location_id, date, -change FROM inventory_planned_change WHERE "
             "company_id = :company",
             "quantity"
         )},
        {"holdings",
         quantityScale,
         different(
             "product_id",
             "SELECT l.product_id, l.on_hand AS quantity FROM inventory_level l JOIN inventory_location a ON a.id = "
             "l.location_id WHERE l.company_id = :company AND a.type IN ('storage', 'transit') UNION ALL SELECT "
             "product_id, -quantity FROM inventory_holding WHERE company_id = :company",
             "quantity"
         )},
        {"values",
         costScale,
         different(
             "product_id",
             "SELECT product_id, booked_value AS value FROM inventory_movement WHERE company_id = :company AND "
             "booked_value IS NOT NULL UNION ALL SELECT product_id, difference FROM inventory_revaluation WHERE "
             "company_id = :company UNION ALL SELECT product_id, -value FROM inventory_holding WHERE company_id = "
             ":company",
             "value"
         )},
        // While more left than came, nothing is left of any receipt.
        {"layers",
         costScale,
         different(
             "product_id",
             "SELECT y.product_id, y.value FROM inventory_layer y JOIN inventory_product p ON p.id = y.product_id "
             "WHERE "
             "p.company_id = :company UNION ALL SELECT h.product_id, -h.value FROM inventory_holding h JOIN "
             "inventory_product p ON p.id = h.product_id WHERE h.company_id = :company AND p.costing = 'fifo' AND "
             "h.quantity >= 0",
             "value"
         )},
    };
}

constexpr std::string_view worthSql = "SELECT account_id, CAST(SUM(value) AS BIGINT) FROM inventory_holding WHERE "
                                      "company_id = :company AND account_id IS NOT NULL GROUP BY account_id";
constexpr tenon::Date lastDay(std::chrono::year(9999) / 12 / 31);

/// What is on each account of stock that differs from the worth of the goods, less the account's balance.
std::vector<StockFault> unledgered(tenon::App& app, const organisation::Company& company) {
    const auto ledger = app.find<accounting::Ledger>();
    if (!ledger || !company.hasTransactions || company.stockAccounting == organisation::StockAccounting::None) {
        return {};
    }
    return app.database().transaction([&] {
        std::map<std::int64_t, Decimal> worth{{ledger->account(company.id, "stock"), Decimal(0, costScale)}};
        app.database().each(worthSql, {{"company", company.id}}, [&](const Row& row) {
            worth[row.integer(0)] += Decimal(row.integer(1), costScale);
        });
        std::vector<StockFault> faults;
        for (const auto& [account, value] : worth) {
            const Decimal difference = value - ledger->balance(company.id, account, lastDay);
            if (!isZero(difference)) {
                faults.push_back({"ledger", std::nullopt, difference});
            }
        }
        return faults;
    });
}

constexpr std::string_view clearLevelsSql = "DELETE FROM inventory_level WHERE company_id = :company";
constexpr std::string_view clearDaysSql = "DELETE FROM inventory_daily_change WHERE product_id IN (SELECT id FROM "
                                          "inventory_product WHERE company_id = :company)";

std::string fillLevelsSql() {
    return "INSERT INTO inventory_level (company_id, product_id, location_id, lot_id, on_hand, reserved, last_date) "
           "SELECT CAST(:company AS BIGINT), product_id, location_id, lot_id, SUM(quantity), SUM(reserved), MAX(date) "
           "FROM (SELECT product_id, location_id, lot_id, date, quantity, 0 AS reserved FROM ("
           + std::string(movedSql) + ") m UNION ALL SELECT product_id, location_id, lot_id, NULL, 0, quantity FROM ("
           + std::string(reservedSql) + ") r) s GROUP BY product_id, location_id, lot_id";
}

std::string fillDaysSql() {
    return "INSERT INTO inventory_daily_change (product_id, location_id, lot_id, date, change) SELECT product_id, "
           "location_id, lot_id, date, SUM(quantity) FROM ("
           + std::string(movedSql) + ") m GROUP BY product_id, location_id, lot_id, date";
}

} // namespace

std::vector<StockFault> stockFaults(tenon::App& app, const organisation::Company& company) {
    std::vector<StockFault> faults;
    for (const Check& check : checks()) {
        app.database().each(check.sql, {{"company", company.id}}, [&](const Row& row) {
            faults.push_back({check.name, row.integer(0), Decimal(row.integer(1), check.scale)});
        });
    }
    std::ranges::move(unledgered(app, company), std::back_inserter(faults));
    return faults;
}

void rebuildLevels(tenon::App& app, const tenon::Caller& caller, std::int64_t company) {
    app.database().transaction([&] {
        for (const std::string& sql :
             {std::string(clearLevelsSql), std::string(clearDaysSql), fillLevelsSql(), fillDaysSql()}) {
            app.database().execute(sql, {{"company", company}});
        }
        app.audit().record(
            caller,
            {.action = "inventory.levels.rebuilt",
             .model = "inventory_book",
             .record = std::to_string(company),
             .before = nullptr,
             .after = nullptr,
             .reason = {}}
        );
    });
}

void verifyNightly(tenon::App& app, organisation::Companies& companies) {
    constexpr std::string_view kind = "inventory.verification";
    app.job(kind, [&app, &companies](tenon::JobRun& job) {
        std::int64_t found = 0;
        const auto ids = app.database().rows("SELECT id FROM organisation_company ORDER BY id", {}, [](const Row& row) {
            return row.integer(0);
        });
        for (const std::int64_t id : ids) {
            job.checkpoint();
            for (const StockFault& fault : stockFaults(app, companies.company(id))) {
                ++found;
                app.log().error(
                    "inventory.stock.unsound",
                    {{"company", id},
                     {"check", fault.check},
                     {"product", fault.product ? tenon::Json(*fault.product) : tenon::Json(nullptr)},
                     {"difference", fault.difference.text()}}
                );
            }
        }
        return JsonObject{{"companies", ids.size()}, {"faults", found}};
    });
    app.schedule("40 20 * * *", kind); // The small hours of Dhaka and Jakarta
}

} // namespace inventory
