#include "demo_stock.h"

#include <tenon/random.h>

#include <array>

namespace inventory {

namespace {

using tenon::Decimal;

constexpr std::string_view companySql = "SELECT id FROM organisation_company WHERE code = :code";
constexpr std::string_view categorySql =
    "INSERT INTO inventory_category (uuid, version, created_at, updated_at, company_id, name, is_active) VALUES "
    "(:uuid, 1, "
    ":now, :now, :company, :name, TRUE) ON CONFLICT (company_id, name) DO UPDATE SET is_active = TRUE RETURNING id";
constexpr std::string_view productSql =
    "INSERT INTO inventory_product (uuid, version, created_at, updated_at, company_id, category_id, name, sku, type, "
    "unit, "
    "price, cost, costing, tracking, allow_negative_stock, is_active) VALUES (:uuid, 1, :now, :now, :company, "
    ":category, "
    ":name, :sku, 'goods', :unit, :price, :cost, :costing, 'none', FALSE, TRUE) RETURNING id";
constexpr std::string_view ruleSql =
    "INSERT INTO inventory_reorder_rule (uuid, version, created_at, updated_at, company_id, product_id, location_id, "
    "minimum, maximum, is_active) VALUES (:uuid, 1, :now, :now, :company, :product, :location, :minimum, :maximum, "
    "TRUE)";

struct DemoProduct {
    const char* company;
    const char* category;
    const char* sku;
    const char* name;
    const char* unit;
    const char* costing;
    std::int64_t cost; ///< Of one unit when the year began
    std::int64_t price;
    int monthly; ///< Bought each month
};

constexpr std::array<DemoProduct, 12> products{{
    {"PNET", "Routers", "RTR-AC1200", "Wireless router AC1200", "pcs", "fifo", 1850, 2600, 120},
    {"PNET", "Routers", "RTR-AX3000", "Wireless router AX3000", "pcs", "fifo", 4100, 5600, 35},
    {"PNET", "Optical", "ONU-1GE", "Optical network unit 1GE", "pcs", "average", 980, 1400, 300},
    {"PNET", "Optical", "SPL-1X8", "Splitter PLC 1x8 SC/APC", "pcs", "average", 310, 480, 80},
    {"PNET", "Cable", "DROP-2C", "Drop cable two cores", "m", "average", 9, 15, 12000},
    {"PNET", "Cable", "PATCH-3M", "Patch cord SC/APC 3 m", "pcs", "average", 85, 140, 400},
    {"MRJN", "Semen", "SMN-50", "Semen Portland 50 kg", "pcs", "fifo", 58000, 66500, 900},
    {"MRJN", "Besi", "BJ-10", "Besi beton ulir 10 mm, 12 m", "pcs", "fifo", 71500, 82000, 500},
    {"MRJN", "Cat", "CAT-W25", "Cat tembok putih 25 kg", "pcs", "average", 465000, 545000, 60},
    {"MRJN", "Pipa", "PVC-34", "Pipa PVC 3/4 inci, 4 m", "pcs", "average", 24500, 31000, 350},
    {"MRJN", "Perkakas", "PKU-5", "Paku kayu 5 cm", "kg", "average", 17500, 22000, 240},
    {"MRJN", "Perkakas", "GRD-4", "Gerinda tangan 4 inci", "pcs", "fixed", 385000, 475000, 18},
}};

struct Demo {
    tenon::App& app;
    StockService& stock;
    const tenon::Caller& system;
};

std::int64_t add(tenon::Database& database, const DemoProduct& product, std::int64_t company) {
    const auto now = tenon::Clock::now();
    const auto category = database.value<std::int64_t>(
        categorySql, {{"uuid", tenon::Random::uuid()}, {"now", now}, {"company", company}, {"name", product.category}}
    );
    return database
        .value<std::int64_t>(
            productSql,
            {{"uuid", tenon::Random::uuid()},
             {"now", now},
             {"company", company},
             {"category", category},
             {"name", product.name},
             {"sku", product.sku},
             {"unit", product.unit},
             {"price", Decimal(product.price * 10000, costScale)},
             {"cost", Decimal(product.cost * 10000, costScale)},
             {"costing", product.costing}}
        )
        .value();
}

/// The day so many days ago.
tenon::Date daysBefore(tenon::Date today, int days) {
    return tenon::Date(std::chrono::year_month_day(std::chrono::sys_days(today.day()) - std::chrono::days(days)));
}

/// Buys at prices that rise a little each month, and sells most of it in the weeks that follow.
void trade(const Demo& demo, const DemoProduct& product, std::int64_t company, std::int64_t id) {
    const tenon::Date today = demo.stock.companies().today(demo.stock.companies().company(company));
    const std::int64_t storage = demo.stock.locationFor(company, Place::Storage, std::nullopt);
    const std::int64_t supplier = demo.stock.locationFor(company, Place::Supplier, std::nullopt);
    const std::int64_t customer = demo.stock.locationFor(company, Place::Customer, std::nullopt);
    const auto move = [&](std::int64_t from, std::int64_t to, std::int64_t quantity, int daysAgo) {
        NewMovement movement;
        movement.company = company;
        movement.product = id;
        movement.from = from;
        movement.to = to;
        movement.quantity = Decimal(quantity, 0);
        movement.date = daysBefore(today, daysAgo);
        return movement;
    };
    for (int month = 6; month >= 1; --month) {
        const int begin = month * 30;
        NewMovement receipt = move(supplier, storage, product.monthly, begin);
        receipt.unitCost = Decimal(product.cost * (1000 + (6 - month) * 12), 3);
        receipt.reference = "PO-" + std::to_string(100 + 6 - month) + "-" + product.sku;
        demo.stock.move(demo.system, receipt);
        for (int week = 1; week <= 4; ++week) {
            const std::int64_t sold = product.monthly * (18 + (week * 7 + month * 3) % 7) / 100;
            if (sold > 0) {
                NewMovement delivery = move(storage, customer, sold, begin - week * 7);
                delivery.reference = "DN-" + std::to_string(1000 + (6 - month) * 4 + week) + "-" + product.sku;
                demo.stock.move(demo.system, delivery);
            }
        }
    }
    demo.app.database().execute(
        ruleSql,
        {{"uuid", tenon::Random::uuid()},
         {"now", tenon::Clock::now()},
         {"company", company},
         {"product", id},
         {"location", storage},
         {"minimum", Decimal(product.monthly * 1'000'000LL, quantityScale)},
         {"maximum", Decimal(product.monthly * 2'000'000LL, quantityScale)}}
    );
}

} // namespace

void loadDemoStock(tenon::App& app, StockService& stock, const tenon::Caller& system) {
    const Demo demo{app, stock, system};
    app.database().transaction([&] {
        requireWarehouses(app.database());
        for (const DemoProduct& product : products) {
            const auto company = app.database().value<std::int64_t>(companySql, {{"code", product.company}});
            if (company) {
                trade(demo, product, *company, add(app.database(), product, *company));
            }
        }
    });
}

} // namespace inventory
