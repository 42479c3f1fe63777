/// What must hold of the stock after whatever is done to it.

#include "random_stock.h"

#include <tenon/arithmetic.h>

#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <tuple>

namespace inventory::test {

namespace {

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
// While more left than came, nothing is left of any receipt.
constexpr std::string_view layersSql =
    "SELECT COUNT(*) FROM inventory_holding h JOIN inventory_product p ON p.id = h.product_id WHERE p.costing = 'fifo' "
    "AND (CASE WHEN h.quantity < 0 THEN 0 ELSE h.quantity END <> (SELECT coalesce(SUM(y.quantity), 0) FROM "
    "inventory_layer y WHERE y.product_id = h.product_id) OR CASE WHEN h.quantity < 0 THEN 0 ELSE h.value END <> "
    "(SELECT "
    "coalesce(SUM(y.value), 0) FROM inventory_layer y WHERE y.product_id = h.product_id))";
constexpr std::string_view valuesSql =
    "SELECT COUNT(*) FROM inventory_holding h JOIN inventory_product p ON p.id = h.product_id WHERE p.costing <> "
    "'fixed' "
    "AND h.value <> (SELECT coalesce(SUM(CASE WHEN f.type IN ('storage', 'transit') THEN -m.value ELSE m.value - "
    "m.correction END), 0) FROM "
    "inventory_movement m JOIN inventory_location f ON f.id = m.from_location_id WHERE m.product_id = h.product_id AND "
    "m.state = 'done')";
constexpr std::string_view bookedSql =
    "SELECT COUNT(*) FROM inventory_holding h WHERE h.value <> (SELECT coalesce(SUM(m.booked_value), 0) FROM "
    "inventory_movement m WHERE m.product_id = h.product_id) + (SELECT coalesce(SUM(r.difference), 0) FROM "
    "inventory_revaluation r WHERE r.product_id = h.product_id)";

using Sums = std::map<std::tuple<std::int64_t, std::int64_t, std::int64_t>, std::int64_t>;

} // namespace

template <On on>
class PropertyTest : public RandomStockFixture {
    CPPUNIT_TEST_SUITE(PropertyTest);
    CPPUNIT_TEST(theStockAddsUpAfterWhateverIsDone);
    CPPUNIT_TEST(sixteenClientsNeverTakeMoreThanThereIs);
    CPPUNIT_TEST(theSameKeyManyTimesIsOneMovement);
    CPPUNIT_TEST_SUITE_END();

public:
    PropertyTest() : RandomStockFixture(on) {}

    void theStockAddsUpAfterWhateverIsDone() {
        int stored = 0;
        for (int round = 0; round < rounds(); ++round) {
            stored += act() ? 1 : 0;
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
        std::mutex mutex;
        std::multiset<std::string> answers;
        std::vector<std::thread> threads;
        for (int client = 0; client < 50; ++client) {
            threads.emplace_back([&] {
                const Answer answer = kernel().call(
                    admin, "POST", "/inventory/stock-movements/", body, {{"idempotency-key", "receipt-1"}}
                );
                const std::lock_guard lock(mutex);
                answers.insert(std::to_string(answer.status) + " " + answer.text);
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        CPPUNIT_ASSERT_MESSAGE(*answers.begin(), answers.begin()->starts_with("201 "));
        CPPUNIT_ASSERT_EQUAL_MESSAGE(*answers.rbegin(), std::size_t{50}, answers.count(*answers.begin()));
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
             {unbalancedSql, reservedSql, overReservedSql, holdingsSql, layersSql, valuesSql, bookedSql}) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(
                std::string(faults), std::int64_t{0}, kernel().database().template value<std::int64_t>(faults).value()
            );
        }
    }
};

static const OnBothDatabases<PropertyTest> registered;

} // namespace inventory::test
