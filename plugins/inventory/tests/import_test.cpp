/// Products from spreadsheets.

#include "support.h"

namespace inventory::test {

namespace {

/// The module as it runs where documents does.
const tenon::ModuleDescriptor& withDocuments() {
    static const tenon::ModuleDescriptor module = [] {
        tenon::ModuleDescriptor copy = tenon_module_v1;
        copy.requirements = "organisation, documents";
        return copy;
    }();
    return module;
}

} // namespace

template <On on>
class ImportTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(ImportTest);
    CPPUNIT_TEST(productsAreImported);
    CPPUNIT_TEST(everyFaultIsTold);
    CPPUNIT_TEST(theSameFileAgainChangesNothing);
    CPPUNIT_TEST(aChangeKeepsTheRulesOfTheTable);
    CPPUNIT_TEST(productsComeInBatches);
    CPPUNIT_TEST(guardsAreThose);
    CPPUNIT_TEST_SUITE_END();

public:
    ImportTest() : KernelFixture(on, withDocuments()) {}

    Json imported(const std::string& content, const std::map<std::string, std::string>& fields = {}) {
        const Answer answer =
            kernel().upload(admin, "/inventory/products/import/", {{"file", "products.csv", content}}, fields);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
        return answer.json.at("data");
    }

    Json product(std::string_view sku) {
        const auto id = kernel().database().template value<std::int64_t>(
            "SELECT id FROM inventory_product WHERE sku = :sku", {{"sku", sku}}
        );
        CPPUNIT_ASSERT_MESSAGE(std::string(sku), id.has_value());
        return done("GET", "/inventory/products/" + std::to_string(*id) + "/");
    }

    void productsAreImported() {
        const std::int64_t category =
            added("/inventory/categories/", {{"name", "Network"}, {"code", "NET"}, {"company_id", own()}});
        const Json answer = imported(
            "Kode Barang;Nama Barang;Kategori;Satuan;Harga;Jenis\n"
            "001;Router;NET;pcs;1.234.567,50;Barang\n"
            "002;Kabel;network;m;12,5;\n",
            {{"company_id", std::to_string(own())}, {"mode", "best_effort"}}
        );
        const Json router = product("001");
        CPPUNIT_ASSERT(router.at("category_id") == Json(category) && router.at("type") == Json("goods"));
        CPPUNIT_ASSERT_MESSAGE(
            boost::json::serialize(router), router.at("price").as_string().starts_with("1234567.50")
        );
        CPPUNIT_ASSERT(router.at("costing") == Json("average"));
        // Names are told apart by case, as everywhere.
        CPPUNIT_ASSERT(answer.at("faults").at(0).at("field") == Json("category"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, answer.at("stored").as_int64());
    }

    void everyFaultIsTold() {
        const Json answer = imported(
            "sku,name,unit,category,price,costing\n"
            "A,Right,pcs,,1.50,fifo\n"
            "B,Wrong,parsec,Nowhere,1.234,lifo\n"
            "C,Wrong too,parsec,Nowhere,-1,fifo\n"
            "D,Unit only,parsec,Nowhere,1,fifo\n",
            {{"dry_run", "true"}}
        );
        std::string told;
        for (const Json& fault : answer.at("faults").as_array()) {
            told += std::to_string(fault.at("row").as_int64()) + fault.at("field").as_string().c_str() + " ";
        }
        for (const std::string_view each :
             {"3price ",
              "3costing ",
              "3unit ",
              "3category ",
              "4price ",
              "4unit ",
              "4category ",
              "5unit ",
              "5category "}) {
            CPPUNIT_ASSERT_MESSAGE(told + " lacks " + std::string(each), told.find(each) != std::string::npos);
        }
        CPPUNIT_ASSERT_EQUAL(
            std::int64_t{0},
            kernel().database().template value<std::int64_t>("SELECT COUNT(*) FROM inventory_product").value()
        );
    }

    void theSameFileAgainChangesNothing() {
        const std::string file = "sku;name;unit;price\nA;One;pcs;2,50\nB;Two;pcs;\n";
        CPPUNIT_ASSERT(imported(file).at("added") == Json(2));
        CPPUNIT_ASSERT(imported(file).at("faults").at(0).at("code") == Json("DUPLICATE"));
        const Json again = imported(file, {{"existing", "update"}});
        CPPUNIT_ASSERT_MESSAGE(boost::json::serialize(again), again.at("unchanged") == Json(2));
        CPPUNIT_ASSERT(product("A").at("version") == Json(1));
        CPPUNIT_ASSERT(imported("sku;price\nA;3,5\n", {{"existing", "update"}}).at("failed") == Json(1));
        CPPUNIT_ASSERT(imported("sku;name;price\nA;One;3,5\n", {{"existing", "update"}}).at("updated") == Json(1));
        CPPUNIT_ASSERT(product("A").at("unit") == Json("pcs"));
    }

    void aChangeKeepsTheRulesOfTheTable() {
        const std::int64_t moved = addProduct({{"sku", "M"}});
        done("POST", "/inventory/stock-movements/", movement("in", moved, "1"));
        const Json answer = imported("sku;name;unit\nM;Moved;kg\n", {{"existing", "update"}});
        CPPUNIT_ASSERT(answer.at("faults").at(0).at("code") == Json("LOCKED_BY_TRANSACTIONS"));
    }

    void productsComeInBatches() {
        const JsonArray rows{
            {{"name", "A"}, {"sku", "A"}}, {{"name", "B"}, {"sku", "A"}}, {{"name", "C"}, {"sku", "C"}, {"unit", "x"}}};
        const Json answer = done("POST", "/inventory/products/batch/", {{"products", rows}, {"mode", "best_effort"}});
        CPPUNIT_ASSERT(answer.at("stored") == Json(1) && answer.at("failed") == Json(2));
        CPPUNIT_ASSERT(answer.at("results").at(1).at("ok") == Json(false));
        CPPUNIT_ASSERT(answer.at("results").at(2).at("field") == Json("unit"));
        CPPUNIT_ASSERT(product("A").at("name") == Json("A"));
    }

    void guardsAreThose() {
        expect({
            {nobody, "POST", "/inventory/products/import/", "{}", 401},
            {stranger, "POST", "/inventory/products/import/", "{}", 403},
            {stranger, "GET", "/inventory/products/import/template/", "", 403},
            {admin, "GET", "/inventory/products/import/template/", "", 200, "SKU"},
            {stranger, "POST", "/inventory/products/batch/", R"({"products": []})", 403},
        });
    }
};

static const OnBothDatabases<ImportTest> registeredImports;

} // namespace inventory::test
