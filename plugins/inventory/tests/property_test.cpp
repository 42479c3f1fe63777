/// What must hold of the stock after whatever is done to it. The sequence is the same in each run; TENON_TEST_ROUNDS
/// makes it longer.

#include "support.h"

#include <tenon/arithmetic.h>

#include <atomic>
#include <map>
#include <random>
#include <thread>
#include <tuple>

namespace inventory::test {

namespace {

constexpr int usualRounds = 150;
constexpr int clients = 16;

constexpr std::string_view sumsSql =
    "SELECT product_id, location_id, lot_id, CAST(SUM(quantity) AS BIGINT) FROM (SELECT product_id, to_location_id AS "
    "location_id, coalesce(lot_id, 0) AS lot_id, quantity FROM inventory_movement WHERE state = 'done' UNION ALL "
    "SELECT "
    "product_id, from_location_id, coalesce(lot_id, 0), -quantity FROM inventory_movement WHERE state = 'done') m "
    "GROUP BY "
    "product_id, location_id, lot_id";
constexpr std::string_view levelsSql = "SELECT product_id, location_id, lot_id, on_hand FROM inventory_level";
constexpr std::string_view daysSql = "SELECT product_id, location_id, lot_id, CAST(SUM(change) AS BIGINT) FROM "
                                     "inventory_daily_change GROUP BY product_id, location_id, lot_id";
constexpr std::string_view unbalancedSql =
    "SELECT COUNT(*) FROM (SELECT product_id FROM inventory_level GROUP BY product_id HAVING SUM(on_hand) <> 0) u";
constexpr std::string_view reservedSql = "SELECT COUNT(*) FROM inventory_level l WHERE reserved <> (SELECT "
                                         "coalesce(SUM(m.quantity), 0) FROM inventory_movement m "
                                         "WHERE m.state = 'assigned' AND m.product_id = l.product_id AND "
                                         "m.from_location_id = l.location_id AND coalesce(m.lot_id, "
                                         "0) = l.lot_id)";
constexpr std::string_view overReservedSql =
    "SELECT COUNT(*) FROM inventory_level l JOIN inventory_location a ON a.id = l.location_id JOIN inventory_product p "
    "ON "
    "p.id = l.product_id WHERE a.type = 'storage' AND NOT p.allow_negative_stock AND (l.on_hand < 0 OR l.reserved > "
    "l.on_hand)";
constexpr std::string_view holdingsSql =
    "SELECT COUNT(*) FROM inventory_holding h WHERE quantity <> (SELECT coalesce(SUM(l.on_hand), 0) FROM "
    "inventory_level l "
    "JOIN inventory_location a ON a.id = l.location_id WHERE l.product_id = h.product_id AND a.type IN ('storage', "
    "'transit')) OR (quantity = 0 AND value <> 0)";
constexpr std::string_view layersSql =
    "SELECT COUNT(*) FROM inventory_holding h JOIN inventory_product p ON p.id = h.product_id WHERE p.costing = 'fifo' "
    "AND "
    "(h.quantity <> (SELECT coalesce(SUM(y.quantity), 0) FROM inventory_layer y WHERE y.product_id = h.product_id) OR "
    "h.value "
    "<> (SELECT coalesce(SUM(y.value), 0) FROM inventory_layer y WHERE y.product_id = h.product_id))";
constexpr std::string_view valuesSql =
    "SELECT COUNT(*) FROM inventory_holding h JOIN inventory_product p ON p.id = h.product_id WHERE h.value <> (SELECT "
    "coalesce(SUM(CASE WHEN f.type IN ('storage', 'transit') THEN -m.value ELSE m.value - m.correction END), 0) FROM "
    "inventory_movement m JOIN inventory_location f ON f.id = m.from_location_id WHERE m.product_id = h.product_id AND "
    "m.state = 'done')";

int rounds() {
    const char* wanted = std::getenv("TENON_TEST_ROUNDS");
    return wanted != nullptr ? std::atoi(wanted) : usualRounds;
}

using Sums = std::map<std::tuple<std::int64_t, std::int64_t, std::int64_t>, std::int64_t>;

} // namespace

template <On on>
class PropertyTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(PropertyTest);
    CPPUNIT_TEST(theStockAddsUpAfterWhateverIsDone);
    CPPUNIT_TEST(sixteenClientsNeverTakeMoreThanThereIs);
    CPPUNIT_TEST(theSameKeyManyTimesIsOneMovement);
    CPPUNIT_TEST_SUITE_END();

public:
    PropertyTest() : KernelFixture(on) {}

    void theStockAddsUpAfterWhateverIsDone() {
        const std::int64_t products[] = {
            addProduct({{"costing", "fifo"}}),
            addProduct({{"unit", "kg"}}),
            addProduct({{"costing", "fifo"}, {"allow_negative_stock", true}}),
            addProduct({{"costing", "average"}, {"allow_negative_stock", true}}),
            addProduct({{"costing", "fixed"}, {"cost", "7.25"}})};
        const std::int64_t second =
            added("/inventory/warehouses/", {{"name", "B"}, {"code", "B"}, {"company_id", own()}});
        int stored = 0;
        for (int round = 0; round < rounds(); ++round) {
            stored += act(products[_random() % std::size(products)], second) ? 1 : 0;
        }
        CPPUNIT_ASSERT(stored > rounds() / 4);
        requireSound();
    }

    void sixteenClientsNeverTakeMoreThanThereIs() {
        const std::int64_t product = addProduct({{"costing", "fifo"}});
        moved("in", product, "20", {{"unit_cost", "1"}});
        std::atomic<int> issued{0};
        std::atomic<int> reserved{0};
        std::atomic<int> strange{0};
        std::vector<std::thread> threads;
        for (int client = 0; client < clients; ++client) {
            threads.emplace_back([&, client] {
                for (int i = 0; i < 3; ++i) {
                    const bool reserves = (client + i) % 2 == 0;
                    const Answer answer = reserves ? reserve(product) : issue(product);
                    const bool isDone = answer.status < 300 && answer.text.find("\"draft\"") == std::string::npos;
                    (reserves ? reserved : issued) += isDone ? 1 : 0;
                    strange += answer.status >= 300 && answer.status != 409 ? 1 : 0;
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        CPPUNIT_ASSERT_EQUAL(0, strange.load());
        CPPUNIT_ASSERT_EQUAL(20, issued.load() + reserved.load());
        CPPUNIT_ASSERT(stockOf(product).at("available") == Json("0"));
        requireSound();
    }

    void theSameKeyManyTimesIsOneMovement() {
        const std::int64_t product = addProduct({});
        const JsonObject body = movement("in", product, "1", {{"unit_cost", "1"}});
        std::vector<std::thread> threads;
        for (int client = 0; client < clients; ++client) {
            threads.emplace_back([&] {
                kernel().call(admin, "POST", "/inventory/stock-movements/", body, {{"idempotency-key", "receipt-1"}});
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        requireStock(product, "1", "1.00");
    }

private:
    Answer issue(std::int64_t product) {
        return called("POST", "/inventory/stock-movements/", movement("out", product, "1"));
    }

    Answer reserve(std::int64_t product) {
        const Answer draft =
            called("POST", "/inventory/stock-movements/", movement("out", product, "1", {{"draft", true}}));
        return draft.status == 201 ? called("POST", actionOf(draft.json, "assign"), JsonObject()) : draft;
    }

    /// Does something at random; whether it was stored.
    bool act(std::int64_t product, std::int64_t second) {
        const std::string quantity = std::to_string(1 + _random() % 9);
        const std::string date = "2026-0" + std::to_string(1 + _random() % 6) + "-1" + std::to_string(_random() % 10);
        const std::string cost = std::to_string(_random() % 90) + "." + std::to_string(10 + _random() % 89);
        const auto enter = [&](std::string_view type, JsonObject more) {
            return called("POST", "/inventory/stock-movements/", movement(type, product, quantity, std::move(more)))
                .status;
        };
        const std::string any = "/inventory/stock-movements/" + std::to_string(1 + _random() % rounds()) + "/";
        switch (_random() % 10) {
        case 0:
        case 1:
        case 2:
            return enter("in", {{"unit_cost", cost}, {"date", date}}) == 201;
        case 3:
            return enter("out", {{"date", date}}) == 201;
        case 4:
            return enter("transfer", {{"to_warehouse", second}}) == 201;
        case 5:
            return called("POST", any + "return/", JsonObject()).status == 200;
        case 6:
            return enter("out", {{"draft", true}}) == 201;
        case 7:
            return called("POST", any + "assign/", JsonObject()).status == 200;
        case 8:
            return called("POST", any + "complete/", JsonObject()).status == 200;
        default:
            return called("POST", any + "price/", {{"unit_cost", cost}}).status == 200;
        }
    }

    Sums sums(std::string_view sql) {
        Sums found;
        kernel().database().each(sql, {}, [&](const tenon::Row& row) {
            if (row.integer(3) != 0) {
                found[{row.integer(0), row.integer(1), row.integer(2)}] = row.integer(3);
            }
        });
        return found;
    }

    void requireSound() {
        const Sums movements = sums(sumsSql);
        CPPUNIT_ASSERT(!movements.empty());
        CPPUNIT_ASSERT(movements == sums(levelsSql));
        CPPUNIT_ASSERT(movements == sums(daysSql));
        for (const std::string_view faults :
             {unbalancedSql, reservedSql, overReservedSql, holdingsSql, layersSql, valuesSql}) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(
                std::string(faults), std::int64_t{0}, kernel().database().template value<std::int64_t>(faults).value()
            );
        }
    }

    std::mt19937 _random{20261125}; // NOLINT(cert-msc51-cpp): the same sequence in every run
};

static const OnBothDatabases<PropertyTest> registered;

} // namespace inventory::test
