/// What stock is worth, on paper and as a file.

#include "support.h"

namespace inventory::test {

namespace {

/// The module together with what prints.
tenon::ModuleDescriptor printingModule() {
    tenon::ModuleDescriptor module = tenon_module_v1;
    module.requirements = "organisation, documents";
    return module;
}

} // namespace

class PrintedValuationTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(PrintedValuationTest);
    CPPUNIT_TEST(theRowsAreThoseOfTheReport);
    CPPUNIT_TEST(thePastIsPrintedWithTheNamesOfToday);
    CPPUNIT_TEST(itIsPrintedInTheLanguageAskedFor);
    CPPUNIT_TEST(whoLacksThePermissionPrintsNothing);
    CPPUNIT_TEST_SUITE_END();

public:
    PrintedValuationTest() : KernelFixture(On::Sqlite, printingModule()) {}

    void setUp() override {
        KernelFixture::setUp();
        _product = addProduct({{"name", "=Rice, 5 kg"}});
        moved("in", _product, "4", {{"unit_cost", "312.50"}});
    }

    void theRowsAreThoseOfTheReport() {
        CPPUNIT_ASSERT_EQUAL(
            "\xEF\xBB\xBFproduct,sku,product_name,unit,quantity,unit_cost,value\r\n" + std::to_string(_product)
                + ",P1,\"'=Rice, 5 kg\",pcs,4,312.50,1250.00\r\n,,Total,,,,1250.00\r\n",
            called("GET", "/inventory/valuation/?format=csv").text
        );
        CPPUNIT_ASSERT(called("GET", "/inventory/valuation/?format=pdf").text.starts_with("%PDF-"));
        CPPUNIT_ASSERT(called("GET", "/inventory/valuation/?format=xlsx").text.starts_with("PK"));
    }

    void thePastIsPrintedWithTheNamesOfToday() {
        const std::string path = "/inventory/valuation/?as_of=" + tenon::Clock::now().text() + "&format=csv";
        done("PATCH", "/inventory/products/" + std::to_string(_product) + "/", {{"name", "Long rice"}});
        CPPUNIT_ASSERT(called("GET", path).text.find(",P1,Long rice,pcs,4,312.50,1250.00\r\n") != std::string::npos);
    }

    void itIsPrintedInTheLanguageAskedFor() {
        const std::string html = called("GET", "/inventory/valuation/?format=html&language=ar").text;
        for (const char* text : {"dir=\"rtl\"", "تقييم المخزون", "المجموع", "1,250.00", "Own"}) {
            CPPUNIT_ASSERT_MESSAGE(text, html.find(text) != std::string::npos);
        }
        CPPUNIT_ASSERT(
            called("GET", "/inventory/valuation/?format=html&language=id").text.find("1.250,00") != std::string::npos
        );
    }

    void whoLacksThePermissionPrintsNothing() {
        expect({
            {nobody, "GET", "/inventory/valuation/?format=pdf", "", 401},
            {stranger, "GET", "/inventory/valuation/?format=pdf", "", 403},
        });
    }

private:
    std::int64_t _product = 0;
};

CPPUNIT_TEST_SUITE_REGISTRATION(PrintedValuationTest);

} // namespace inventory::test
