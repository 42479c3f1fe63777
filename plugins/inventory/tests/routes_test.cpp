/// What is kept, what is refused, and who may do it.

#include "support.h"

namespace inventory::test {

template <On on>
class RoutesTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(RoutesTest);
    CPPUNIT_TEST(aProductIsKept);
    CPPUNIT_TEST(everyCompanyHasAWarehouse);
    CPPUNIT_TEST(anUnusedCompanyGoesWithItsWarehouse);
    CPPUNIT_TEST(guardsAreThose);
    CPPUNIT_TEST(anotherCompanysStockDoesNotExist);
    CPPUNIT_TEST(whatCannotBeMovedIsRefused);
    CPPUNIT_TEST(unitsAreConverted);
    CPPUNIT_TEST(aTransferKeepsTheValue);
    CPPUNIT_TEST(whatIsReservedIsNotTakenByOthers);
    CPPUNIT_TEST(aMovementGoesThroughItsStates);
    CPPUNIT_TEST(noMoreComesBackThanWent);
    CPPUNIT_TEST(customersReturnAtTheCostItLeft);
    CPPUNIT_TEST(aClosedPeriodStaysAsItIs);
    CPPUNIT_TEST(greatCorrectionsNeedTwoPersons);
    CPPUNIT_TEST(aCountIsPlannedBegunAndConfirmed);
    CPPUNIT_TEST(aSerialNumberIsInOnePlace);
    CPPUNIT_TEST(anExpiredLotIsNotReserved);
    CPPUNIT_TEST(whatMovesFixesItsProduct);
    CPPUNIT_TEST(aFixedCostRevaluesTheStock);
    CPPUNIT_TEST(locationsHaveNoCycle);
    CPPUNIT_TEST(shortagesAreToldOnce);
    CPPUNIT_TEST(aBatchTellsEachRow);
    CPPUNIT_TEST(everyMovementIsInTheTrail);
    CPPUNIT_TEST_SUITE_END();

public:
    RoutesTest() : KernelFixture(on) {}

    void aProductIsKept() {
        expect({
            {admin,
             "POST",
             "/inventory/products/",
             R"({"name": "Router", "code": "R1", "unit_price": "10.00", "cost": 4, "unit": "pcs"})",
             201,
             R"("sku":"R1")"},
            {admin, "GET", "/inventory/products/?search=rout", "", 200, R"("price":"10.0000")"},
            {admin, "POST", "/inventory/products/", R"({"name": "Router", "sku": "R1"})", 409},
            {admin,
             "POST",
             "/inventory/products/",
             R"({"name": "Router", "sku": "R2", "unit": "fathom"})",
             400,
             "unit"},
            {admin, "POST", "/inventory/products/", R"({"sku": "R2"})", 400, "name"},
            {admin, "POST", "/inventory/products/", R"({"name": "R", "sku": "R2", "price": "1.23456"})", 400, "price"},
            {admin, "GET", "/inventory/products/999/", "", 404},
            {admin, "POST", "/inventory/categories/", R"({"name": "Routers"})", 201, "Routers"},
            {admin, "GET", "/inventory/categories/", "", 200, "Routers"},
        });
    }

    void everyCompanyHasAWarehouse() {
        CPPUNIT_ASSERT(kernel().finishJobs());
        expect({
            {admin, "GET", "/inventory/warehouses/?company_id=" + std::to_string(own()), "", 200, "Main warehouse"},
            {admin, "POST", "/inventory/warehouses/", R"({"name": "Second", "code": "W2"})", 201, "W2"},
            {admin, "GET", "/inventory/locations/?code=W2/STOCK", "", 200, "\"storage\""},
        });
    }

    void anUnusedCompanyGoesWithItsWarehouse() {
        CPPUNIT_ASSERT(kernel().finishJobs());
        moved("in", addProduct({}), "1", {{"unit_cost", "2"}});
        expect({
            {admin, "DELETE", "/companies/" + std::to_string(own()) + "/", "", 409, "IN_USE"},
            {admin, "DELETE", "/companies/" + std::to_string(foreign()) + "/", "", 200},
        });
        const auto left = [&](std::string_view sql) {
            return kernel().app().database().template value<std::int64_t>(sql, {{"company", foreign()}}).value();
        };
        CPPUNIT_ASSERT_EQUAL(
            std::int64_t{0}, left("SELECT COUNT(*) FROM inventory_warehouse WHERE company_id = :company")
        );
        CPPUNIT_ASSERT_EQUAL(
            std::int64_t{0}, left("SELECT COUNT(*) FROM inventory_location WHERE company_id = :company")
        );
    }

    void guardsAreThose() {
        const std::int64_t product = addProduct({});
        const std::string body = boost::json::serialize(movement("in", product, "1"));
        expect({
            {nobody, "GET", "/inventory/products/", "", 401},
            {stranger, "GET", "/inventory/products/", "", 403},
            {nobody, "GET", "/inventory/stock-levels/", "", 401},
            {stranger, "GET", "/inventory/stock-levels/", "", 403},
            {nobody, "POST", "/inventory/stock-movements/", body, 401},
            {stranger, "POST", "/inventory/stock-movements/", body, 403},
            {stranger, "GET", "/inventory/stock-movements/", "", 403},
            {stranger, "POST", "/inventory/stock-movements/batch/", R"({"movements": []})", 403},
            {stranger, "GET", "/inventory/valuation/", "", 403},
            {stranger, "GET", "/inventory/reorder-needs/", "", 403},
            {stranger, "POST", "/inventory/counts/", "{}", 403},
            {stranger, "PATCH", "/inventory/book/", R"({"closed_until": null})", 403},
            {admin, "POST", "/inventory/stock-movements/999/complete/", "{}", 404},
            {admin, "POST", "/inventory/counts/999/confirm/", "", 404},
            {admin, "GET", "/inventory/products/999/stock/", "", 404},
        });
    }

    void anotherCompanysStockDoesNotExist() {
        const std::int64_t mine = addProduct({});
        const std::int64_t theirs = addProduct({{"company_id", foreign()}, {"name", "Theirs"}});
        const Json movementOfTheirs = moved("in", theirs, "5", {{"unit_cost", "1"}});
        const std::int64_t place = service()->locationFor(foreign(), Place::Storage, std::nullopt);
        const User keeper = keeperOf("keeper", own());
        expect({
            {keeper, "GET", "/inventory/products/" + std::to_string(theirs) + "/", "", 404},
            {keeper, "GET", "/inventory/products/" + std::to_string(theirs) + "/stock/", "", 404},
            {keeper, "GET", "/inventory/products/", "", 200, "Product", "Theirs"},
            {keeper, "GET", "/inventory/stock-levels/", "", 200, "", "Theirs"},
            {keeper, "GET", "/inventory/stock-movements/", "", 200, "", "Theirs"},
            {keeper, "GET", "/inventory/valuation/", "", 200, "", "Theirs"},
            {keeper, "GET", "/inventory/valuation/?company_id=" + std::to_string(foreign()), "", 400, "company_id"},
            {keeper, "POST", actionOf(movementOfTheirs, "return"), "{}", 404},
            {keeper,
             "POST",
             "/inventory/stock-movements/",
             boost::json::serialize(movement("in", theirs, "1")),
             400,
             "product"},
            {keeper,
             "POST",
             "/inventory/stock-movements/",
             boost::json::serialize(movement("in", mine, "1", {{"to_location", place}})),
             400,
             "COMPANY_MISMATCH"},
            {keeper, "POST", "/inventory/stock-movements/", boost::json::serialize(movement("in", mine, "1")), 201},
        });
    }

    void whatCannotBeMovedIsRefused() {
        const std::int64_t product = addProduct({});
        const std::int64_t service = addProduct({{"type", "service"}});
        const std::int64_t view =
            added("/inventory/locations/", {{"name", "Hall"}, {"type", "view"}, {"company_id", own()}});
        const std::int64_t closed = added("/inventory/locations/", {{"name", "Shed"}, {"company_id", own()}});
        const auto refusedWith = [&](std::string_view code, const JsonObject& body) {
            refused(code, "/inventory/stock-movements/", body);
        };
        refusedWith("NEGATIVE_STOCK", movement("out", product, "1"));
        refusedWith("quantity", movement("in", product, "0"));
        refusedWith("quantity", movement("in", product, "-1"));
        refusedWith("AMOUNT_PRECISION", movement("in", product, "1.5"));
        refusedWith("product", movement("in", service, "1"));
        refusedWith("date", movement("in", product, "1", {{"date", "2999-01-01"}}));
        refusedWith("to_location", movement("in", product, "1", {{"to_location", view}}));
        done("PATCH", "/inventory/locations/" + std::to_string(closed) + "/", {{"is_active", false}});
        refusedWith("to_location", movement("in", product, "1", {{"to_location", closed}}));
        refusedWith("to_warehouse", movement("transfer", product, "1"));
        refusedWith("UOM_CATEGORY", movement("in", product, "1", {{"unit", "kg"}}));
        refusedWith("lot", movement("in", product, "1", {{"lot", 999}}));
        CPPUNIT_ASSERT(stockOf(product).at("on_hand") == Json("0"));
    }

    void unitsAreConverted() {
        const std::int64_t product = addProduct({});
        const Json receipt = moved("in", product, "2", {{"unit", "dozen"}, {"unit_cost", "36"}});
        CPPUNIT_ASSERT(receipt.at("quantity") == Json("24") && receipt.at("unit_quantity") == Json("2"));
        requireStock(product, "24", "72.00");
    }

    void aTransferKeepsTheValue() {
        const std::int64_t product = addProduct({{"costing", "fifo"}});
        moved("in", product, "10", {{"unit_cost", "7"}});
        const std::int64_t warehouse =
            added("/inventory/warehouses/", {{"name", "B"}, {"code", "B"}, {"company_id", own()}});
        const Json transfer = moved("transfer", product, "4", {{"to_warehouse", warehouse}});
        CPPUNIT_ASSERT(transfer.at("value").is_null() && transfer.at("movement_type") == Json("transfer"));
        requireStock(product, "10", "70.00");
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, stockOf(product).at("levels").as_array().size());
        refused("NEGATIVE_STOCK", "/inventory/stock-movements/", movement("out", product, "7"));
        moved("out", product, "4", {{"warehouse", warehouse}});
        requireStock(product, "6", "42.00");
    }

    void whatIsReservedIsNotTakenByOthers() {
        const std::int64_t product = addProduct({});
        moved("in", product, "5", {{"unit_cost", "1"}});
        const Json draft = moved("out", product, "4", {{"draft", true}});
        done("POST", actionOf(draft, "assign"), JsonObject());
        refused("NEGATIVE_STOCK", "/inventory/stock-movements/", movement("out", product, "2"));
        moved("out", product, "1");
        done("POST", actionOf(draft, "complete"), JsonObject());
        requireStock(product, "0", "0.00");
    }

    void aMovementGoesThroughItsStates() {
        const std::int64_t product = addProduct({});
        moved("in", product, "5", {{"unit_cost", "1"}});
        const Json first = moved("out", product, "2", {{"draft", true}});
        CPPUNIT_ASSERT(first.at("state") == Json("draft"));
        CPPUNIT_ASSERT(stockOf(product).at("forecast") == Json("3"));
        CPPUNIT_ASSERT(done("POST", actionOf(first, "complete"), JsonObject()).at("state") == Json("done"));
        refused("INVALID_STATE", actionOf(first, "complete"), JsonObject());
        refused("INVALID_STATE", actionOf(first, "cancel"), JsonObject());
        const Json second = moved("out", product, "3", {{"draft", true}});
        done("POST", actionOf(second, "assign"), JsonObject());
        CPPUNIT_ASSERT(done("POST", actionOf(second, "cancel"), JsonObject()).at("state") == Json("cancelled"));
        CPPUNIT_ASSERT(stockOf(product).at("reserved") == Json("0"));
    }

    void noMoreComesBackThanWent() {
        const std::int64_t product = addProduct({});
        moved("in", product, "5", {{"unit_cost", "1"}});
        const Json issue = moved("out", product, "3");
        done("POST", actionOf(issue, "return"), {{"quantity", "2"}});
        refused("RETURN_EXCEEDS", actionOf(issue, "return"), {{"quantity", "2"}});
        done("POST", actionOf(issue, "return"), JsonObject());
        refused("RETURN_EXCEEDS", actionOf(issue, "return"), JsonObject());
        requireStock(product, "5", "5.00");
    }

    void customersReturnAtTheCostItLeft() {
        const std::int64_t product = addProduct({{"costing", "fifo"}});
        moved("in", product, "3", {{"unit_cost", "10"}});
        moved("in", product, "3", {{"unit_cost", "20"}});
        const Json issue = moved("out", product, "4");
        const Json back = done("POST", actionOf(issue, "return"), {{"quantity", "4"}});
        CPPUNIT_ASSERT(back.at("value") == Json("50.00"));
        requireStock(product, "6", "90.00");
    }

    void aClosedPeriodStaysAsItIs() {
        const std::int64_t product = addProduct({});
        done("PATCH", "/inventory/book/", {{"company_id", own()}, {"closed_until", "2026-01-31"}});
        const JsonObject late = movement("in", product, "1", {{"date", "2026-01-31"}});
        refused("STOCK_PERIOD_CLOSED", "/inventory/stock-movements/", late);
        moved("in", product, "1", {{"date", "2026-02-01"}});
        done("PATCH", "/inventory/book/", {{"company_id", own()}, {"closed_until", nullptr}});
        done("POST", "/inventory/stock-movements/", late);
        const std::int64_t fixed = addProduct({{"costing", "fixed"}, {"cost", "8"}});
        const Json today = moved("in", fixed, "1");
        done("PATCH", "/inventory/book/", {{"company_id", own()}, {"closed_until", today.at("date")}});
        refused("STOCK_PERIOD_CLOSED", actionOf(today, "price"), {{"unit_cost", "9"}});
        const std::string path = "/inventory/products/" + std::to_string(fixed) + "/";
        CPPUNIT_ASSERT_EQUAL(409, called("PATCH", path, {{"cost", "9"}}).status);
        requireStock(fixed, "1", "8.00");
    }

    void greatCorrectionsNeedTwoPersons() {
        const std::int64_t product = addProduct({});
        moved("in", product, "10", {{"unit_cost", "10"}});
        done("PATCH", "/inventory/book/", {{"company_id", own()}, {"adjustment_limit", "50"}});
        refused("SELF_APPROVAL", "/inventory/stock-movements/", movement("adjustment", product, "-6"));
        moved("adjustment", product, "-5");
        const std::int64_t count = added(
            "/inventory/counts/",
            {{"company_id", own()}, {"lines", JsonArray{{{"product", product}, {"counted", "11"}}}}}
        );
        const std::string path = "/inventory/counts/" + std::to_string(count) + "/confirm/";
        expect({
            {admin, "POST", path, "", 403, "SELF_APPROVAL"},
            {keeperOf("second", own()), "POST", path, "", 200, R"("state":"done")"},
        });
        requireStock(product, "11", "110.00");
    }

    void aCountIsPlannedBegunAndConfirmed() {
        const std::int64_t product = addProduct({});
        moved("in", product, "3", {{"unit_cost", "1"}});
        const JsonArray lines{{{"product", product}, {"counted", "5"}}};
        const std::int64_t count =
            added("/inventory/counts/", {{"company_id", own()}, {"draft", true}, {"lines", lines}});
        const std::string path = "/inventory/counts/" + std::to_string(count) + "/";
        moved("in", product, "1", {{"unit_cost", "1"}});
        refused("INVALID_STATE", path + "confirm/", nullptr);
        const Json begun = done("POST", path + "start/");
        CPPUNIT_ASSERT(begun.at("state") == Json("counting"));
        CPPUNIT_ASSERT(begun.at("lines").at(0).at("expected") == Json("4"));
        refused("INVALID_STATE", path + "start/", nullptr);
        done("POST", path + "confirm/");
        requireStock(product, "5", "5.00");
        refused("INVALID_STATE", path + "cancel/", nullptr);
        added("/inventory/counts/", {{"company_id", own()}, {"reference", "empty"}});
        const Json all = done("GET", "/inventory/counts/");
        CPPUNIT_ASSERT(all.at(0).at("lines").as_array().empty() && all.at(0).at("reference") == Json("empty"));
        CPPUNIT_ASSERT(all.at(1).at("lines").at(0).at("counted") == Json("5"));
    }

    void aSerialNumberIsInOnePlace() {
        const std::int64_t product = addProduct({{"tracking", "serial"}});
        const std::int64_t lot = added("/inventory/lots/", {{"product", product}, {"code", "SN-1"}});
        refused("lot", "/inventory/stock-movements/", movement("in", product, "1"));
        refused("quantity", "/inventory/stock-movements/", movement("in", product, "2", {{"lot", lot}}));
        moved("in", product, "1", {{"lot", lot}});
        refused("SERIAL_ELSEWHERE", "/inventory/stock-movements/", movement("in", product, "1", {{"lot", lot}}));
        moved("out", product, "1", {{"lot", lot}});
        moved("in", product, "1", {{"lot", lot}});
    }

    void anExpiredLotIsNotReserved() {
        const std::int64_t product = addProduct({{"tracking", "lot"}});
        const std::int64_t lot =
            added("/inventory/lots/", {{"product", product}, {"code", "L1"}, {"expires_on", "2020-01-01"}});
        moved("in", product, "5", {{"lot", lot}});
        const Json draft = moved("out", product, "1", {{"lot", lot}, {"draft", true}});
        refused("LOT_EXPIRED", actionOf(draft, "assign"), JsonObject());
    }

    void whatMovesFixesItsProduct() {
        const std::int64_t product = addProduct({});
        const std::string path = "/inventory/products/" + std::to_string(product) + "/";
        done("PATCH", path, {{"costing", "fifo"}});
        moved("in", product, "1");
        const Json pieces = done("GET", "/inventory/units/?code=pcs").at(0);
        const std::string unit = "/inventory/units/" + std::to_string(pieces.at("id").as_int64()) + "/";
        expect({
            {admin, "PATCH", path, R"({"costing": "average"})", 409, "LOCKED_BY_TRANSACTIONS"},
            {admin, "PATCH", path, R"({"unit": "kg"})", 409, "LOCKED_BY_TRANSACTIONS"},
            {admin, "PATCH", path, R"({"name": "Renamed"})", 200, "Renamed"},
            {admin, "DELETE", path, "", 409},
            {admin, "PATCH", unit, R"({"factor": "2"})", 409, "LOCKED_BY_TRANSACTIONS"},
        });
    }

    void aFixedCostRevaluesTheStock() {
        const std::int64_t product = addProduct({{"costing", "fixed"}, {"cost", "8"}});
        moved("in", product, "10", {{"unit_cost", "9"}});
        requireStock(product, "10", "80.00");
        done("PATCH", "/inventory/products/" + std::to_string(product) + "/", {{"cost", "9.50"}});
        requireStock(product, "10", "95.00");
    }

    void locationsHaveNoCycle() {
        const std::int64_t a = added("/inventory/locations/", {{"name", "A"}, {"company_id", own()}});
        const std::int64_t b = added("/inventory/locations/", {{"name", "B"}, {"parent", a}, {"company_id", own()}});
        const Answer answer =
            kernel().call(admin, "PATCH", "/inventory/locations/" + std::to_string(a) + "/", {{"parent", b}});
        CPPUNIT_ASSERT_MESSAGE(answer.text, answer.text.find("TREE_CYCLE") != std::string::npos);
    }

    void shortagesAreToldOnce() {
        const std::int64_t product = addProduct({});
        moved("in", product, "3", {{"unit_cost", "1"}});
        added(
            "/inventory/reorder-rules/",
            {{"product", product}, {"location", storage()}, {"minimum", "5"}, {"maximum", "20"}}
        );
        const std::string path = "/inventory/reorder-needs/?company_id=" + std::to_string(own());
        CPPUNIT_ASSERT(done("GET", path).at(0).at("quantity") == Json("17"));
        moved("in", product, "17", {{"draft", true}});
        CPPUNIT_ASSERT(done("GET", path).as_array().empty());
    }

    void aBatchTellsEachRow() {
        const std::int64_t product = addProduct({});
        const JsonArray rows{
            movement("in", product, "5", {{"unit_cost", "1"}}),
            movement("out", product, "9"),
            movement("out", product, "2")};
        constexpr std::string_view path = "/inventory/stock-movements/batch/";
        const Json result = done("POST", path, {{"movements", rows}, {"mode", "best_effort"}});
        CPPUNIT_ASSERT(result.at("stored") == Json(2) && result.at("failed") == Json(1));
        CPPUNIT_ASSERT(result.at("results").at(1).at("code") == Json("NEGATIVE_STOCK"));
        requireStock(product, "3", "3.00");
        const Json nothing = done("POST", path, {{"movements", rows}});
        CPPUNIT_ASSERT(nothing.at("stored") == Json(0) && nothing.at("failed") == Json(3));
        CPPUNIT_ASSERT(nothing.at("results").at(0).at("code") == Json("NOT_STORED"));
        requireStock(product, "3", "3.00");
    }

    void everyMovementIsInTheTrail() {
        const std::int64_t product = addProduct({});
        const std::string body = boost::json::serialize(movement("in", product, "1"));
        expect({
            {admin, "POST", "/inventory/stock-movements/", body, 201, "", "", "inventory.movement.done"},
            {admin, "PATCH", "/inventory/book/", R"({"closed_until": null})", 200, "", "", "inventory.book.changed"},
        });
    }
};

static const OnBothDatabases<RoutesTest> registered;

} // namespace inventory::test
