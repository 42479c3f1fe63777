/// What is kept from the movements is compared with them, and made anew.

#include "random_stock.h"

#include <tenon/system_caller.h>

#include <chrono>

namespace inventory::test {

template <On on>
class VerificationTest : public RandomStockFixture {
    CPPUNIT_TEST_SUITE(VerificationTest);
    CPPUNIT_TEST(eachFaultIsTold);
    CPPUNIT_TEST(levelsAreMadeAnewFromTheMovements);
    CPPUNIT_TEST(theNightTellsTheLog);
    CPPUNIT_TEST(guardsAreThose);
    CPPUNIT_TEST_SUITE_END();

public:
    VerificationTest() : RandomStockFixture(on) {}

    void eachFaultIsTold() {
        populate();
        requireFaults("");
        spoil(
            "UPDATE inventory_level SET on_hand = on_hand + 1 WHERE id = (SELECT MIN(l.id) FROM inventory_level l JOIN "
            "inventory_location a ON a.id = l.location_id WHERE a.type = 'supplier')"
        );
        requireFaults("levels ");
        spoil("UPDATE inventory_daily_change SET change = change + 1 WHERE date = (SELECT MIN(date) FROM "
              "inventory_daily_change) AND change > 0");
        requireFaults("levels days ");
        spoil("UPDATE inventory_level SET reserved = reserved + 1 WHERE id = (SELECT MIN(id) FROM inventory_level)");
        requireFaults("levels days reservations ");
        spoil("UPDATE inventory_layer SET value = value + 1 WHERE quantity > 0");
        requireFaults("levels days reservations layers ");
        spoil("UPDATE inventory_holding SET quantity = quantity + 1, value = value + 1");
        requireFaults("levels days reservations holdings values layers ");
        spoil("DELETE FROM inventory_planned_change WHERE id = (SELECT MAX(id) FROM inventory_planned_change)");
        requireFaults("levels days reservations plans holdings values layers ");
    }

    void levelsAreMadeAnewFromTheMovements() {
        populate();
        const std::string before = levels();
        spoil("DELETE FROM inventory_level WHERE id % 2 = 0");
        spoil("UPDATE inventory_level SET on_hand = on_hand + 3, reserved = reserved + 1");
        spoil("DELETE FROM inventory_daily_change WHERE change > 0");
        CPPUNIT_ASSERT(done("POST", "/inventory/book/rebuild/", {{"company_id", own()}}).at("correct").as_bool());
        CPPUNIT_ASSERT_EQUAL(before, levels());
    }

    void theNightTellsTheLog() {
        populate();
        spoil(
            "UPDATE inventory_holding SET value = value + 1 WHERE product_id = " + std::to_string(products().front())
        );
        kernel().app().jobs().enqueue("inventory.verification", {}, tenon::SystemCaller("test"));
        CPPUNIT_ASSERT(kernel().finishJobs());
        const std::string log = loggedWith("inventory.stock.unsound");
        CPPUNIT_ASSERT_MESSAGE(log, log.find("\"values\"") != std::string::npos);
    }

    void guardsAreThose() {
        const User keeper = keeperOf("keeper", own());
        const std::string theirs = std::to_string(foreign());
        expect({
            {keeper, "GET", "/inventory/book/verify/", "", 200, R"("correct":true)"},
            {keeper, "GET", "/inventory/book/verify/?company_id=" + theirs, "", 400, "company_id"},
            {stranger, "GET", "/inventory/book/verify/", "", 403},
            {stranger, "POST", "/inventory/book/rebuild/", "{}", 403},
            {nobody, "POST", "/inventory/book/rebuild/", "{}", 401},
            {keeper, "POST", "/inventory/book/rebuild/", "{}", 200, "", "", "inventory.levels.rebuilt"},
        });
    }

private:
    void populate() {
        for (const std::int64_t product : products()) {
            moved("in", product, "5", {{"unit_cost", "3"}, {"date", "2026-01-01"}});
        }
        for (int round = 0; round < 60; ++round) {
            act();
        }
    }

    void spoil(const std::string& sql) { CPPUNIT_ASSERT(kernel().database().execute(sql) > 0); }

    /// Fails unless exactly these checks find something.
    void requireFaults(std::string_view wanted) {
        const Json verdict = done("GET", "/inventory/book/verify/?company_id=" + std::to_string(own()));
        std::string found;
        for (const Json& fault : verdict.at("faults").as_array()) {
            const std::string name = std::string(fault.at("check").as_string()) + " ";
            found.append(found.ends_with(name) ? "" : name);
        }
        CPPUNIT_ASSERT_EQUAL(std::string(wanted), found);
        CPPUNIT_ASSERT_EQUAL(wanted.empty(), verdict.at("correct").as_bool());
    }

    std::string levels() {
        std::string text;
        kernel().database().each(
            "SELECT product_id, location_id, lot_id, on_hand, reserved, last_date FROM inventory_level ORDER BY "
            "product_id, location_id, lot_id",
            {},
            [&](const tenon::Row& row) {
                for (std::size_t column = 0; column < 5; ++column) {
                    text.append(std::to_string(row.integer(column))).append(" ");
                }
                text.append(row.text(5)).append("\n");
            }
        );
        return text;
    }

    /// The log's lines, once it has one with this event: they come a moment late.
    std::string loggedWith(std::string_view event) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        std::string log;
        do {
            log = kernel().logged();
        } while (log.find(event) == std::string::npos && std::chrono::steady_clock::now() < deadline);
        return log;
    }
};

static const OnBothDatabases<VerificationTest> registered;

} // namespace inventory::test
