/// Customers and suppliers by their own routes.

#include "support.h"

namespace parties::test {

template <On on>
class RolesTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(RolesTest);
    CPPUNIT_TEST(aCustomerIsAPartyOfThatRole);
    CPPUNIT_TEST(anAddressMayBeOneText);
    CPPUNIT_TEST(aPartyOfAnotherRoleDoesNotExistThere);
    CPPUNIT_TEST(faultsAreToldAndNothingIsWritten);
    CPPUNIT_TEST(guardsAreThoseOfParties);
    CPPUNIT_TEST_SUITE_END();

public:
    RolesTest() : KernelFixture(on) {}

    void aCustomerIsAPartyOfThatRole() {
        const Json customer =
            done(admin, "POST", customers, {{"name", "Toko Melati"}, {"tax_number", "T-7"}, {"is_customer", false}});
        CPPUNIT_ASSERT(customer.at("is_customer") == Json(true) && customer.at("is_supplier") == Json(false));
        CPPUNIT_ASSERT(customer.at("tax_id") == Json("T-7"));
        const std::string path = pathOf(customers, customer);
        expect({
            {admin, "GET", customers, "", 200, "Toko Melati"},
            {admin, "GET", std::string(customers) + "?search=melati", "", 200, R"("count":1)"},
            {admin, "GET", std::string(customers) + "?search=mawar", "", 200, R"("count":0)"},
            {admin, "GET", suppliers, "", 200, R"("count":0)"},
            {admin, "PATCH", path, R"({"is_supplier": true})", 200, "Toko Melati"},
            {admin, "GET", suppliers, "", 200, "Toko Melati"},
            {admin, "PATCH", path, R"({"is_customer": false})", 200},
            {admin, "GET", path, "", 404},
            {admin, "GET", pathOf(suppliers, customer), "", 200, "Toko Melati"},
            {admin, "DELETE", pathOf(suppliers, customer), "", 200},
            {admin, "GET", pathOf("/parties/", customer), "", 404},
        });
    }

    void anAddressMayBeOneText() {
        const Json supplier = done(admin, "POST", suppliers, {{"name", "Pasar Baru"}, {"address", "Jalan Pintu 4"}});
        CPPUNIT_ASSERT(supplier.at("address") == Json("Jalan Pintu 4"));
        CPPUNIT_ASSERT(supplier.at("addresses").at(0).at("street") == Json("Jalan Pintu 4"));
        expect({
            {admin, "PATCH", pathOf(suppliers, supplier), R"({"notes": "x"})", 200, R"("address":"Jalan Pintu 4")"},
            {admin, "PUT", pathOf(suppliers, supplier), R"({"address": null})", 200, R"("address":null)", "Pintu"},
        });
    }

    void aPartyOfAnotherRoleDoesNotExistThere() {
        const Json customer = done(admin, "POST", customers, {{"name", "Only a customer"}});
        const std::string path = pathOf(suppliers, customer);
        expect({
            {admin, "GET", path, "", 404},
            {admin, "PATCH", path, R"({"name": "B"})", 404},
            {admin, "DELETE", path, "", 404},
            {admin, "GET", pathOf(customers, customer), "", 200, "Only a customer"},
        });
    }

    void faultsAreToldAndNothingIsWritten() {
        expect({
            {admin, "POST", customers, "{}", 400, "\"name\""},
            {admin, "POST", customers, R"({"name": "A", "email": "no", "nationality": "B1"})", 400, "email"},
            {admin, "POST", customers, R"({"name": "A", "address": "B", "addresses": []})", 400, "address"},
            {admin, "POST", customers, R"({"name": "A", "surprise": 1})", 400, "surprise"},
            {admin, "GET", customers, "", 200, R"("count":0)"},
        });
    }

    void guardsAreThoseOfParties() {
        const Json theirs = done(admin, "POST", customers, {{"name", "Theirs"}, {"company_id", foreign()}});
        const std::string path = pathOf(customers, theirs);
        const User clerk = clerkOf("clerk", own());
        expect({
            {nobody, "GET", customers, "", 401},
            {nobody, "POST", suppliers, R"({"name": "A"})", 401},
            {stranger, "GET", customers, "", 403},
            {stranger, "POST", suppliers, R"({"name": "A"})", 403},
            {stranger, "GET", path, "", 403},
            {stranger, "PATCH", path, R"({"name": "B"})", 403},
            {stranger, "DELETE", path, "", 403},
            {clerk, "GET", customers, "", 200, R"("count":0)"},
            {clerk, "GET", path, "", 404},
            {clerk, "PATCH", path, R"({"name": "Mine"})", 404},
            {clerk, "DELETE", path, "", 404},
            {clerk, "POST", customers, R"({"name": "Mine"})", 201, "Mine"},
        });
    }

private:
    static constexpr const char* customers = "/sales/customers/";
    static constexpr const char* suppliers = "/purchasing/suppliers/";

    static std::string pathOf(std::string_view collection, const Json& party) {
        return std::string(collection) + std::to_string(party.at("id").as_int64()) + "/";
    }
};

static const OnBothDatabases<RolesTest> registered;

} // namespace parties::test
