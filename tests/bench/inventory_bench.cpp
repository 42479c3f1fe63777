/// What stock costs: reading the level of a product with many movements, moving goods by a whole request, and an issue
/// that crosses many receipts.
///
///     inventory_bench [MOVEMENTS]    1,000,000 unless told otherwise; in memory, or on the PostgreSQL of
///     TENON_TEST_POSTGRES

#include "measure.h"

#include <tenon/inventory.h>
#include <tenon/module.h>
#include <tenon/test.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

extern "C" const tenon::ModuleDescriptor tenon_module_v1;

namespace {

using tenon::Json;
using tenon::JsonObject;
using tenon::test::Kernel;
using tenon::test::On;
using tenon::test::User;

const User admin{"admin", {}, true, {}};
constexpr int layers = 1000;

constexpr std::string_view doubleSql =
    "INSERT INTO inventory_movement (uuid, version, created_at, updated_at, created_by, company_id, product_id, "
    "from_location_id, to_location_id, quantity, unit, unit_quantity, unit_cost, value, planned_date, effective_date, "
    "state, ended_at, turn, booked_value, booked_cost) "
    "SELECT uuid || '-' || :copy, 1, created_at, updated_at, created_by, company_id, product_id, from_location_id, "
    "to_location_id, quantity, unit, unit_quantity, unit_cost, value, planned_date, effective_date, state, ended_at, turn, "
    "booked_value, booked_cost FROM inventory_movement WHERE product_id = :product";
constexpr std::string_view levelsSql =
    "UPDATE inventory_level SET on_hand = on_hand * :times WHERE product_id = :product";
constexpr std::string_view daysSql =
    "UPDATE inventory_daily_change SET change = change * :times WHERE product_id = :product";
constexpr std::string_view holdingSql =
    "UPDATE inventory_holding SET quantity = quantity * :times, value = value * :times WHERE product_id = :product";

class Bench {
public:
    explicit Bench(On on) : _kernel(tenon_module_v1, on) {
        done("POST", "/companies/", {{"name", "Bench"}, {"code", "B"}, {"currency", "USD"}});
    }

    void readAmong(std::int64_t movements) {
        const std::int64_t product = addProduct("average", "A");
        constexpr std::int64_t first = 125;
        for (std::int64_t i = 0; i < first; ++i) {
            move(i % 4 == 3 ? "out" : "in", product, "1");
        }
        tenon::Database& database = _kernel.database();
        std::int64_t times = 1;
        for (; times * first < movements; times *= 2) {
            database.execute(doubleSql, {{"copy", std::to_string(times)}, {"product", product}});
        }
        for (const std::string_view sql : {levelsSql, daysSql, holdingSql}) {
            database.execute(sql, {{"times", times}, {"product", product}});
        }
        const auto count = database.value<std::int64_t>("SELECT COUNT(*) FROM inventory_movement").value();
        std::printf("%lld movements\n", static_cast<long long>(count));
        const auto stock = _kernel.app().find<inventory::Stock>();
        bench::measure("stock level of the product, service", 500, [&](int) {
            static_cast<void>(stock->level(product, std::nullopt));
        });
        const std::string path = "/inventory/stock-levels/?product=" + std::to_string(product);
        bench::measure("stock level of the product, request", 500, [&](int) { done("GET", path); });
        bench::measure("receipt, request", 200, [&](int) { move("in", product, "1"); });
        bench::measure("issue, request", 200, [&](int) { move("out", product, "1"); });
        const std::string past = "/inventory/products/" + std::to_string(product)
                                 + "/stock/?as_of=" + tenon::Clock::now().text();
        bench::measure("stock of the product as of an instant, request", 5, [&](int) { done("GET", past); });
    }

    void crossLayers() {
        const std::int64_t product = addProduct("fifo", "F");
        for (int round = 0; round < 5; ++round) {
            for (int i = 0; i < layers; ++i) {
                move("in", product, "1");
            }
        }
        bench::measure("FIFO issue that crosses 1,000 receipts", 5, [&](int) {
            move("out", product, std::to_string(layers));
        });
    }

private:
    std::int64_t addProduct(const char* costing, const char* sku) {
        return done("POST", "/inventory/products/", {{"name", sku}, {"sku", sku}, {"costing", costing}})
            .at("id")
            .as_int64();
    }

    void move(const char* type, std::int64_t product, const std::string& quantity) {
        JsonObject body{{"movement_type", type}, {"product", product}, {"quantity", quantity}};
        if (type == std::string_view("in")) {
            body.emplace("unit_cost", std::to_string(1 + ++_price % 50) + ".25");
        }
        done("POST", "/inventory/stock-movements/", body);
    }

    Json done(std::string_view method, const std::string& path, const Json& body = nullptr) {
        const auto answer = _kernel.call(admin, method, path, body, {{"x-api-dialect", "danasaham"}});
        if (answer.status >= 300) {
            throw std::runtime_error(path + ": " + answer.text);
        }
        return answer.json;
    }

    Kernel _kernel;
    int _price = 0;
};

} // namespace

int main(int argc, char** argv) {
    const std::int64_t movements = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    try {
        for (const On on : {On::Sqlite, On::PostgreSql}) {
            if (on == On::PostgreSql && std::getenv("TENON_TEST_POSTGRES") == nullptr) {
                continue;
            }
            std::printf("\n%s\n", on == On::Sqlite ? "SQLite in memory" : "PostgreSQL");
            Bench bench(on);
            bench.crossLayers();
            bench.readAmong(movements);
        }
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "%s\n", fault.what());
        return 2;
    }
}
