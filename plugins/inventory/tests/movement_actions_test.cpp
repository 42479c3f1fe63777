/// What is done with movements that are there.

#include "support.h"

namespace inventory::test {

template <On on>
class MovementActionsTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(MovementActionsTest);
    CPPUNIT_TEST(whatIsPlannedFirstIsReservedFirst);
    CPPUNIT_TEST(whatCannotBeReservedWaits);
    CPPUNIT_TEST(onlyADraftIsDeleted);
    CPPUNIT_TEST(whoSawAnOlderVersionDoesNotAct);
    CPPUNIT_TEST(landedCostsAreSpreadToTheLastCent);
    CPPUNIT_TEST(landedCostsStayWithAnotherPrice);
    CPPUNIT_TEST(anotherPriceLeavesWhatWentBackOfAnotherReceipt);
    CPPUNIT_TEST(landedCostsAreOfReceipts);
    CPPUNIT_TEST(theTrailTellsTheStateThatWasLeft);
    CPPUNIT_TEST(whatLeftTooCheaplyIsCorrectedInPlainSight);
    CPPUNIT_TEST_SUITE_END();

public:
    MovementActionsTest() : KernelFixture(on) {}

    void whatIsPlannedFirstIsReservedFirst() {
        const std::int64_t product = addProduct({{"unit", "kg"}});
        moved("in", product, "10", {{"unit_cost", "1"}});
        const Json late = planned(product, "6", "2998-03-01");
        const Json early = planned(product, "7.5", "2998-02-01");
        const Json last = planned(product, "1", "2998-03-01");
        const Json reserved = done("POST", assign, {{"company_id", own()}}).at("movements");
        CPPUNIT_ASSERT_EQUAL(
            boost::json::serialize(JsonArray{early.at("id"), late.at("id")}), boost::json::serialize(reserved)
        );
        requireMovement(early, "assigned", "7.5");
        requireMovement(late, "assigned", "2.5");
        requireMovement(last, "draft", "1");
        CPPUNIT_ASSERT(stockOf(product).at("available") == Json("0"));
        CPPUNIT_ASSERT(stockOf(product).at("outgoing") == Json("14.5"));
    }

    void whatCannotBeReservedWaits() {
        const std::int64_t tracked = addProduct({{"tracking", "lot"}});
        const std::int64_t expired =
            added("/inventory/lots/", {{"product", tracked}, {"code", "OLD"}, {"expires_on", "2020-01-01"}});
        moved("in", tracked, "5", {{"lot", expired}});
        planned(tracked, "1", "2998-01-01");
        moved("out", tracked, "1", {{"lot", expired}, {"draft", true}});
        const std::int64_t product = addProduct({});
        moved("in", product, "5", {{"draft", true}});
        const std::int64_t theirs = addProduct({{"company_id", foreign()}});
        moved("in", theirs, "5");
        moved("out", theirs, "1", {{"draft", true}});
        CPPUNIT_ASSERT(done("POST", assign, {{"company_id", own()}}).at("movements").as_array().empty());
        const User keeper = keeperOf("keeper", own());
        expect({
            {keeper, "POST", assign, R"({"company_id": )" + std::to_string(foreign()) + "}", 400, "company_id"},
            {stranger, "POST", assign, "{}", 403},
        });
    }

    void onlyADraftIsDeleted() {
        const std::int64_t product = addProduct({});
        const Json draft = moved("in", product, "1", {{"draft", true}});
        const Json receipt = moved("in", product, "1");
        const std::string path = "/inventory/stock-movements/";
        const std::string ofDraft = path + std::to_string(draft.at("id").as_int64()) + "/";
        const std::string ofReceipt = path + std::to_string(receipt.at("id").as_int64()) + "/";
        expect({
            {stranger, "DELETE", ofDraft, "", 403},
            {admin, "DELETE", ofReceipt, "", 409, "INVALID_STATE"},
            {admin, "DELETE", ofDraft, "", 200, "deleted", "", "inventory.movement.deleted"},
            {admin, "GET", ofDraft, "", 404},
            {admin, "DELETE", ofDraft, "", 404},
        });
    }

    void whoSawAnOlderVersionDoesNotAct() {
        const Json draft = moved("in", addProduct({}), "1", {{"draft", true}});
        const std::string path = "/inventory/stock-movements/" + std::to_string(draft.at("id").as_int64()) + "/";
        const auto act = [&](const std::string& tag) {
            return kernel().call(admin, "POST", path + "complete/", JsonObject(), {{"if-match", tag}}).status;
        };
        const std::string tag = kernel().call(admin, "GET", path).headers.at("etag");
        CPPUNIT_ASSERT_EQUAL(412, act("\"999\""));
        CPPUNIT_ASSERT_EQUAL(200, act(tag));
        CPPUNIT_ASSERT_EQUAL(412, act(tag));
    }

    void landedCostsAreSpreadToTheLastCent() {
        const std::int64_t a = addProduct({{"costing", "fifo"}});
        const std::int64_t b = addProduct({});
        const Json first = moved("in", a, "10", {{"unit_cost", "10"}});
        const Json second = moved("in", b, "20", {{"unit_cost", "10"}});
        land("10.00", {first, second}, {});
        requireStock(a, "10", "103.33");
        requireStock(b, "20", "206.67");
        const Json answer = land("3.00", {second, first}, {{"by", "quantity"}});
        requireStock(a, "10", "104.33");
        requireStock(b, "20", "208.67");
        CPPUNIT_ASSERT(answer.at("movements").at(0).at("landed_cost") == Json("8.67"));
        CPPUNIT_ASSERT(answer.at("movements").at(0).at("value") == Json("208.67"));
    }

    void landedCostsStayWithAnotherPrice() {
        const std::int64_t product = addProduct({});
        const Json receipt = moved("in", product, "10", {{"unit_cost", "10"}});
        land("5.00", {receipt}, {});
        done("POST", actionOf(receipt, "price"), {{"unit_cost", "11"}});
        requireStock(product, "10", "115.00");
        const std::int64_t unpriced = addProduct({{"cost", "2"}});
        const Json gift = moved("in", unpriced, "10");
        land("5.00", {gift}, {});
        requireStock(unpriced, "10", "25.00");
    }

    void anotherPriceLeavesWhatWentBackOfAnotherReceipt() {
        const std::int64_t product = addProduct({{"costing", "fifo"}});
        const Json first = moved("in", product, "10", {{"unit_cost", "10"}});
        const Json second = moved("in", product, "10", {{"unit_cost", "20"}});
        const Json back = done("POST", actionOf(second, "return"), {{"quantity", "3"}, {"exact_layer", true}});
        CPPUNIT_ASSERT(back.at("value") == Json("60.00"));
        done("POST", actionOf(first, "price"), {{"unit_cost", "11"}});
        requireMovement(back, "done", "3");
        requireStock(product, "17", "250.00");
        CPPUNIT_ASSERT(moved("out", product, "10").at("value") == Json("110.00"));
    }

    void landedCostsAreOfReceipts() {
        const std::int64_t product = addProduct({});
        const Json receipt = moved("in", product, "10", {{"unit_cost", "10"}});
        const Json issue = moved("out", product, "1");
        const Json theirs = moved("in", addProduct({{"company_id", foreign()}}), "1");
        constexpr std::string_view path = "/inventory/landed-costs/";
        const auto body = [&](std::string_view amount, const JsonArray& movements) {
            return JsonObject{{"company_id", own()}, {"amount", amount}, {"movements", movements}};
        };
        const Json id = receipt.at("id");
        refused("INVALID_STATE", path, body("1", {issue.at("id")}));
        refused("COMPANY_MISMATCH", path, body("1", {theirs.at("id")}));
        refused("twice", path, body("1", {id, id}));
        refused("AMOUNT_PRECISION", path, body("1.001", {id}));
        refused("movements", path, body("1", {}));
        refused("amount", path, body("-1", {id}));
        done("PATCH", "/inventory/book/", {{"company_id", own()}, {"closed_until", receipt.at("date")}});
        refused("STOCK_PERIOD_CLOSED", path, body("1", {id}));
        requireStock(product, "9", "90.00");
    }

    void theTrailTellsTheStateThatWasLeft() {
        const std::int64_t product = addProduct({});
        moved("in", product, "1");
        const Json draft = moved("out", product, "1", {{"draft", true}});
        done("POST", actionOf(draft, "assign"), JsonObject());
        done("POST", actionOf(draft, "complete"), JsonObject());
        std::string states;
        kernel().database().each(
            "SELECT action, before FROM tenon_audit WHERE model = 'inventory_movement' AND record_id = :id ORDER BY "
            "seq",
            {{"id", std::to_string(draft.at("id").as_int64())}},
            [&](const tenon::Row& row) {
                states.append(row.text(0)).append(row.isNull(1) ? "" : row.text(1)).append(" ");
            }
        );
        CPPUNIT_ASSERT_EQUAL(
            std::string("inventory.movement.planned inventory.movement.assigned{\"state\":\"draft\"} "
                        "inventory.movement.done{\"state\":\"assigned\"} "),
            states
        );
    }

    void whatLeftTooCheaplyIsCorrectedInPlainSight() {
        const std::int64_t product = addProduct({{"costing", "fifo"}, {"allow_negative_stock", true}});
        moved("in", product, "8", {{"unit_cost", "10"}});
        moved("in", product, "4", {{"unit_cost", "16"}});
        CPPUNIT_ASSERT(moved("out", product, "10").at("value") == Json("112.00"));
        CPPUNIT_ASSERT(moved("out", product, "5").at("value") == Json("80.00"));
        requireStock(product, "-3", "-48.00");
        const Json receipt = moved("in", product, "10", {{"unit_cost", "20"}});
        CPPUNIT_ASSERT(receipt.at("value") == Json("200.00") && receipt.at("correction") == Json("12.00"));
        requireStock(product, "7", "140.00");
    }

private:
    static constexpr std::string_view assign = "/inventory/stock-movements/assign/";

    Json planned(std::int64_t product, std::string_view quantity, std::string_view date) {
        return moved("out", product, quantity, {{"draft", true}, {"date", date}});
    }

    void requireMovement(const Json& movement, std::string_view state, std::string_view quantity) {
        const Json now =
            done("GET", "/inventory/stock-movements/" + std::to_string(movement.at("id").as_int64()) + "/");
        CPPUNIT_ASSERT_EQUAL(std::string(state), std::string(now.at("state").as_string()));
        CPPUNIT_ASSERT_EQUAL(std::string(quantity), std::string(now.at("quantity").as_string()));
    }

    Json land(std::string_view amount, const std::vector<Json>& receipts, JsonObject more) {
        JsonArray ids;
        for (const Json& receipt : receipts) {
            ids.push_back(receipt.at("id"));
        }
        more.emplace("company_id", own());
        more.emplace("amount", amount);
        more.emplace("movements", std::move(ids));
        return done("POST", "/inventory/landed-costs/", more);
    }
};

static const OnBothDatabases<MovementActionsTest> registered;

} // namespace inventory::test
