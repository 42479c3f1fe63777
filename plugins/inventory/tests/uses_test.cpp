/// What refers to a record is told beforehand, and again when it is to be deleted all the same.

#include "support.h"

namespace inventory::test {

template <On on>
class UsesTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(UsesTest);
    CPPUNIT_TEST(whatNothingRefersToGoes);
    CPPUNIT_TEST(aProductStaysForItsMovements);
    CPPUNIT_TEST(anUnmovedProductGoesWithItsCost);
    CPPUNIT_TEST(aCategoryStaysForItsProductsAndCategories);
    CPPUNIT_TEST(aUnitStaysForItsProducts);
    CPPUNIT_TEST(aLocationStaysForItsMovementsAndRules);
    CPPUNIT_TEST(aWarehouseGoesWithItsOwnLocation);
    CPPUNIT_TEST(whoDoesNotSeeItIsNotTold);
    CPPUNIT_TEST_SUITE_END();

public:
    UsesTest() : KernelFixture(on) {}

    void whatNothingRefersToGoes() {
        const std::int64_t unit = added(
            "/inventory/units/", {{"code", "gross"}, {"name", "Gross"}, {"category", unitCategory()}, {"factor", "144"}}
        );
        const std::int64_t empty = added("/inventory/unit-categories/", {{"name", "Light"}});
        requireFree("/inventory/products/", addProduct({}));
        requireFree("/inventory/categories/", category("Empty"));
        requireFree("/inventory/units/", unit);
        requireFree("/inventory/unit-categories/", empty);
        requireFree("/inventory/locations/", location("Shelf"));
        const std::int64_t lot =
            added("/inventory/lots/", {{"product", addProduct({{"tracking", "lot"}})}, {"code", "L"}});
        requireFree("/inventory/lots/", lot);
    }

    void aProductStaysForItsMovements() {
        const std::int64_t product = addProduct({});
        moved("in", product, "1", {{"unit_cost", "1"}});
        moved("in", product, "1", {{"draft", true}});
        added(
            "/inventory/reorder-rules/",
            {{"product", product}, {"location", storage()}, {"minimum", "5"}, {"maximum", "20"}}
        );
        requireUsed("/inventory/products/", product, {{"inventory_movement", 2}, {"inventory_reorder_rule", 1}});
    }

    void anUnmovedProductGoesWithItsCost() {
        const std::int64_t product = addProduct({{"costing", "fixed"}, {"cost", "8"}});
        done("PATCH", "/inventory/products/" + std::to_string(product) + "/", {{"cost", "9.50"}});
        requireFree("/inventory/products/", product);
    }

    void aCategoryStaysForItsProductsAndCategories() {
        const std::int64_t parent = category("Parent");
        added("/inventory/categories/", {{"name", "Child"}, {"parent", parent}, {"company_id", own()}});
        addProduct({{"category", parent}});
        requireUsed("/inventory/categories/", parent, {{"inventory_product", 1}, {"inventory_category", 1}});
    }

    void aUnitStaysForItsProducts() {
        addProduct({});
        const std::int64_t pieces = done("GET", "/inventory/units/?code=pcs").at(0).at("id").as_int64();
        requireUsed("/inventory/units/", pieces, {{"inventory_product", 1}});
        requireUsed("/inventory/unit-categories/", unitCategory(), {{"inventory_unit", 4}});
    }

    void aLocationStaysForItsMovementsAndRules() {
        const std::int64_t shelf = location("Shelf");
        const std::int64_t product = addProduct({});
        moved("in", product, "1", {{"to_location", shelf}});
        moved("transfer", product, "1", {{"from_location", shelf}, {"to_location", storage()}});
        added("/inventory/counts/", {{"company_id", own()}, {"location", shelf}});
        added(
            "/inventory/reorder-rules/",
            {{"product", product}, {"location", shelf}, {"minimum", "5"}, {"maximum", "20"}}
        );
        added("/inventory/locations/", {{"name", "Box"}, {"parent", shelf}, {"company_id", own()}});
        requireUsed(
            "/inventory/locations/",
            shelf,
            {{"inventory_movement", 2},
             {"inventory_count", 1},
             {"inventory_reorder_rule", 1},
             {"inventory_location", 1}}
        );
    }

    void aWarehouseGoesWithItsOwnLocation() {
        const std::int64_t empty =
            added("/inventory/warehouses/", {{"name", "B"}, {"code", "B"}, {"company_id", own()}});
        requireFree("/inventory/warehouses/", empty);
        CPPUNIT_ASSERT(done("GET", "/inventory/locations/?code=B/STOCK").as_array().empty());
        const std::int64_t used =
            added("/inventory/warehouses/", {{"name", "C"}, {"code", "C"}, {"company_id", own()}});
        moved("in", addProduct({}), "1", {{"warehouse", used}});
        added("/inventory/locations/", {{"name", "Box"}, {"warehouse", used}, {"company_id", own()}});
        requireUsed("/inventory/warehouses/", used, {{"inventory_movement", 1}, {"inventory_location", 1}});
    }

    void whoDoesNotSeeItIsNotTold() {
        const std::string theirs =
            "/inventory/products/" + std::to_string(addProduct({{"company_id", foreign()}})) + "/can-delete/";
        const User keeper = keeperOf("keeper", own());
        const std::string mine = "/inventory/products/" + std::to_string(addProduct({})) + "/can-delete/";
        expect({
            {keeper, "GET", mine, "", 200, R"("can_delete":true)"},
            {keeper, "GET", theirs, "", 404},
            {stranger, "GET", mine, "", 403},
            {nobody, "GET", mine, "", 401},
            {admin, "GET", "/inventory/products/999/can-delete/", "", 404},
        });
    }

private:
    std::int64_t category(std::string_view name) {
        return added("/inventory/categories/", {{"name", name}, {"company_id", own()}});
    }

    std::int64_t location(std::string_view name) {
        return added("/inventory/locations/", {{"name", name}, {"company_id", own()}});
    }

    std::int64_t unitCategory() {
        return done("GET", "/inventory/unit-categories/?name=Pieces").at(0).at("id").as_int64();
    }

    void requireFree(const std::string& path, std::int64_t id) {
        const std::string one = path + std::to_string(id) + "/";
        const Json verdict = done("GET", one + "can-delete/");
        CPPUNIT_ASSERT_MESSAGE(boost::json::serialize(verdict), verdict.at("can_delete").as_bool());
        done("DELETE", one);
        CPPUNIT_ASSERT_EQUAL(404, called("GET", one).status);
    }

    void requireUsed(const std::string& path, std::int64_t id, std::vector<std::pair<std::string, int>> uses) {
        JsonArray blocking;
        for (const auto& [model, count] : uses) {
            blocking.push_back({{"model", model}, {"count", count}});
        }
        const std::string one = path + std::to_string(id) + "/";
        const Json verdict = done("GET", one + "can-delete/");
        CPPUNIT_ASSERT_MESSAGE(boost::json::serialize(verdict), !verdict.at("can_delete").as_bool());
        CPPUNIT_ASSERT_EQUAL(boost::json::serialize(blocking), boost::json::serialize(verdict.at("blocking")));
        const Answer answer = kernel().call(admin, "DELETE", one, nullptr, {{"x-api-dialect", "gaara"}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 409, answer.status);
        for (const auto& [model, count] : uses) {
            CPPUNIT_ASSERT_MESSAGE(answer.text, answer.text.find(model) != std::string::npos);
        }
        CPPUNIT_ASSERT_EQUAL(200, called("GET", one).status);
    }
};

static const OnBothDatabases<UsesTest> registered;

} // namespace inventory::test
