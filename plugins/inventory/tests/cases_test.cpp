/// Stock by its routes. Figures named by an id come from the published test suites of other systems.

#include "support.h"

namespace inventory::test {

template <On on>
class CasesTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(CasesTest);
    CPPUNIT_TEST(stk_001);
    CPPUNIT_TEST(stk_002);
    CPPUNIT_TEST(stk_004);
    CPPUNIT_TEST(stk_006);
    CPPUNIT_TEST(stk_009);
    CPPUNIT_TEST(stk_011);
    CPPUNIT_TEST(stk_014);
    CPPUNIT_TEST(stk_015);
    CPPUNIT_TEST(stk_018);
    CPPUNIT_TEST(stk_019);
    CPPUNIT_TEST_SUITE_END();

public:
    CasesTest() : KernelFixture(on) {}

    void stk_001() {
        const std::int64_t product = addProduct({{"costing", "average"}});
        in(product, "10", "10");
        in(product, "10", "20");
        CPPUNIT_ASSERT(stockOf(product).at("unit_cost") == Json("15.00"));
        CPPUNIT_ASSERT(moved("out", product, "15").at("value") == Json("225.00"));
        requireStock(product, "5", "75.00");
    }

    void stk_002() {
        const std::int64_t product = addProduct({{"costing", "fifo"}});
        in(product, "10", "10");
        in(product, "10", "20");
        CPPUNIT_ASSERT(moved("out", product, "15").at("value") == Json("200.00"));
        requireStock(product, "5", "100.00");
    }

    void stk_004() {
        const std::int64_t product = addProduct({{"costing", "fifo"}});
        in(product, "4", "10");
        in(product, "2", "25");
        CPPUNIT_ASSERT(moved("out", product, "3").at("value") == Json("30.00"));
        CPPUNIT_ASSERT(moved("out", product, "1").at("value") == Json("10.00"));
        CPPUNIT_ASSERT(moved("out", product, "1").at("value") == Json("25.00"));
        CPPUNIT_ASSERT(stockOf(product).at("unit_cost") == Json("25.00"));
        requireStock(product, "1", "25.00");
    }

    void stk_006() {
        const std::int64_t product = addProduct({{"costing", "fifo"}});
        const Json first = in(product, "10", "10");
        const Json second = in(product, "10", "20");
        done("POST", actionOf(first, "return"), {{"quantity", "2"}});
        requireStock(product, "18", "280.00");
        done("POST", actionOf(second, "return"), {{"quantity", "3"}, {"exact_layer", true}});
        requireStock(product, "15", "220.00");
    }

    void stk_009() {
        const std::int64_t a = addProduct({});
        in(a, "1", "1.00");
        in(a, "1", "1.00");
        in(a, "1", "1.01");
        requireStock(a, "3", "3.01");
        moved("out", a, "3");
        requireStock(a, "0", "0.00");

        const std::int64_t c = addProduct({{"unit", "kg"}});
        in(c, "2", "4.63");
        in(c, "5", "3.04");
        for (int i = 0; i < 70; ++i) {
            moved("out", c, "0.1");
        }
        requireStock(c, "0", "0.00");
    }

    void stk_011() {
        const std::int64_t product = addProduct({});
        moved("in", product, "10", {{"unit_cost", "10"}, {"date", "2023-01-01"}});
        moved("out", product, "8", {{"date", "2023-01-10"}});
        const std::int64_t count = added(
            "/inventory/counts/",
            {{"company_id", own()},
             {"date", "2023-01-01"},
             {"lines", JsonArray{{{"product", product}, {"counted", "7"}}}}}
        );
        const Answer answer = called("POST", "/inventory/counts/" + std::to_string(count) + "/confirm/");
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 409, answer.status);
        refused(
            "\"date\":\"2023-01-10\"",
            "/inventory/stock-movements/",
            movement("adjustment", product, "-3", {{"date", "2023-01-01"}})
        );
        const Json stock = done("GET", "/inventory/products/" + std::to_string(product) + "/stock/?date=2023-01-10");
        CPPUNIT_ASSERT(stock.at("levels").at(0).at("on_hand_on_date") == Json("2"));
    }

    void stk_014() {
        const std::int64_t product = addProduct({{"costing", "fifo"}});
        in(product, "1", "10");
        in(product, "2", "20");
        in(product, "1", "20");
        in(product, "5", "20");
        CPPUNIT_ASSERT(moved("out", product, "4").at("value") == Json("70.00"));
        requireStock(product, "5", "100.00");
    }

    void stk_015() {
        const std::int64_t product = addProduct({{"unit", "kg"}});
        in(product, "6.8", "1");
        for (const char* quantity : {"2.1", "1.7", "1.2", "1.8"}) {
            const Json draft = moved("out", product, quantity, {{"draft", true}});
            const Json assigned = done("POST", actionOf(draft, "assign"), JsonObject());
            CPPUNIT_ASSERT(assigned.at("state") == Json("assigned") && assigned.at("quantity") == Json(quantity));
        }
        CPPUNIT_ASSERT(stockOf(product).at("available") == Json("0"));

        const std::int64_t scarce = addProduct({});
        in(scarce, "5", "1");
        const Json draft = moved("out", scarce, "10", {{"draft", true}});
        CPPUNIT_ASSERT(done("POST", actionOf(draft, "assign"), JsonObject()).at("quantity") == Json("5"));
        const Json rest = done("GET", "/inventory/stock-movements/?state=draft&product=" + std::to_string(scarce));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rest.as_array().size());
        CPPUNIT_ASSERT(rest.at(0).at("quantity") == Json("5"));

        const std::int64_t none = addProduct({});
        const Json wanted = moved("out", none, "3", {{"draft", true}});
        CPPUNIT_ASSERT(done("POST", actionOf(wanted, "assign"), JsonObject()).at("state") == Json("draft"));
    }

    void stk_018() {
        const std::int64_t product = addProduct({{"allow_negative_stock", true}});
        moved("in", product, "1", {{"unit_cost", "100"}, {"date", "2026-03-01"}});
        moved("out", product, "2", {{"date", "2026-03-02"}});
        const Json second = moved("in", product, "2", {{"unit_cost", "120"}, {"date", "2026-03-02"}});
        moved("in", product, "3", {{"unit_cost", "100"}, {"date", "2026-03-03"}});
        CPPUNIT_ASSERT(stockOf(product).at("unit_cost") == Json("105.00"));
        done("POST", actionOf(second, "price"), {{"unit_cost", "130"}});
        CPPUNIT_ASSERT(stockOf(product).at("unit_cost") == Json("107.50"));
        requireStock(product, "4", "430.00");
    }

    void stk_019() {
        const std::int64_t p1 = addProduct({});
        const std::int64_t p2 = addProduct({{"unit", "kg"}});
        in(p1, "1", "1");
        in(p2, "2.5", "1");
        const std::int64_t id = added(
            "/inventory/counts/",
            {{"company_id", own()},
             {"lines", {{{"product", p1}, {"counted", "3"}}, {{"product", p2}, {"counted", nullptr}}}}}
        );
        const std::string path = "/inventory/counts/" + std::to_string(id) + "/";
        in(p1, "1", "1");
        in(p2, "1.3", "1");
        const Json refreshed = done("POST", path + "refresh/");
        CPPUNIT_ASSERT(refreshed.at("lines").at(0).at("expected") == Json("2"));
        CPPUNIT_ASSERT(refreshed.at("lines").at(1).at("expected") == Json("3.8"));
        done("PUT", path + "lines/", {{"lines", JsonArray{{{"product", p2}, {"counted", "3.8"}}}}});
        const Json confirmed = done("POST", path + "confirm/");
        CPPUNIT_ASSERT(confirmed.at("lines").at(1).at("movement_id").is_null());
        const Json movement = done(
            "GET",
            "/inventory/stock-movements/" + std::to_string(confirmed.at("lines").at(0).at("movement_id").as_int64())
        );
        CPPUNIT_ASSERT(movement.at("quantity") == Json("1") && movement.at("from_location") == Json("Lost and found"));
        CPPUNIT_ASSERT(stockOf(p1).at("on_hand") == Json("3"));
        CPPUNIT_ASSERT(stockOf(p2).at("on_hand") == Json("3.8"));
        CPPUNIT_ASSERT_EQUAL(409, called("POST", path + "confirm/").status);
    }

private:
    Json in(std::int64_t product, std::string_view quantity, std::string_view cost) {
        return moved("in", product, quantity, {{"unit_cost", cost}});
    }
};

static const OnBothDatabases<CasesTest> registered;

} // namespace inventory::test
