/// Contacts are the parties under another name.

#include "support.h"

namespace contacts::test {

template <On on>
class ContactsTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(ContactsTest);
    CPPUNIT_TEST(aContactIsAParty);
    CPPUNIT_TEST(itsTypeSaysWhatItIsToTheCompany);
    CPPUNIT_TEST(listsAreNarrowed);
    CPPUNIT_TEST(leadsAreNoContactOfThatName);
    CPPUNIT_TEST_SUITE_END();

public:
    ContactsTest() : KernelFixture(on) {}

    void aContactIsAParty() {
        const Json contact = done(
            admin, "POST", "/contacts/", {{"name", "Amal"}, {"company", "Al Noor"}, {"email", "amal@alnoor.example"}}
        );
        const std::int64_t id = contact.at("id").as_int64();
        CPPUNIT_ASSERT(contact.at("company") == Json("Al Noor"));
        expect({
            {admin, "GET", path("/parties/", id), "", 200, R"("company_name":"Al Noor")"},
            {admin, "PATCH", path("/contacts/", id), R"({"phone": "+1"})", 200, R"("phone":"+1")"},
            {admin, "PUT", path("/contacts/", id), R"({"company": null})", 200, R"("company":null)"},
            {admin, "GET", path("/contacts/", id), "", 200, "amal@alnoor.example"},
            {admin, "DELETE", path("/contacts/", id), "", 200, "deleted"},
            {admin, "GET", path("/contacts/", id), "", 404},
        });
    }

    void itsTypeSaysWhatItIsToTheCompany() {
        const Json customer = done(admin, "POST", "/contacts/", {{"name", "A"}, {"contact_type", "customer"}});
        CPPUNIT_ASSERT(customer.at("is_customer") == Json(true) && customer.at("is_supplier") == Json(false));
        const Json other = done(admin, "POST", "/contacts/", {{"name", "B"}, {"contact_type", "press"}});
        CPPUNIT_ASSERT(other.at("is_customer") == Json(false) && other.at("contact_type") == Json("press"));
    }

    void listsAreNarrowed() {
        added("/contacts/", {{"name", "Amal"}, {"contact_type", "customer"}});
        added("/contacts/", {{"name", "Budi"}, {"contact_type", "press"}});
        expect({
            {admin, "GET", "/contacts/?contact_type=press", "", 200, "Budi", "Amal"},
            {admin, "GET", "/contacts/?search=ama", "", 200, "Amal", "Budi"},
            {admin, "GET", "/contacts/?role=customer", "", 200, R"("count":1)"},
            {admin, "GET", "/contacts/?ordering=-name&page_size=1", "", 200, "Budi", "Amal"},
        });
    }

    void leadsAreNoContactOfThatName() { expect({{admin, "GET", "/contacts/leads/", "", 200, R"("results":[])"}}); }
};

static const OnBothDatabases<ContactsTest> registered;

} // namespace contacts::test
