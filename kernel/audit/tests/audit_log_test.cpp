#include "audit_fixture.h"

#include <kernel/audit/audit_log.h>

#include <cppunit/extensions/HelperMacros.h>

namespace tenon::audit {

template <Backend backend>
class AuditLogTest : public AuditFixture {
    CPPUNIT_TEST_SUITE(AuditLogTest);
    CPPUNIT_TEST(itNeedsItsPermission);
    CPPUNIT_TEST(theNewestRowIsFirstAndTellsBothStates);
    CPPUNIT_TEST(everyFilterRestricts);
    CPPUNIT_TEST(beginningsOfActionsAreAlternativesAndTheActionRestrictsThem);
    CPPUNIT_TEST(wildcardsAreTakenLiterally);
    CPPUNIT_TEST(aSearchLooksIntoActionActorRecordAndAddressWithoutCase);
    CPPUNIT_TEST(pagesFollowEachOther);
    CPPUNIT_TEST_SUITE_END();

public:
    AuditLogTest() : AuditFixture(backend) {}

    void setUp() override {
        AuditFixture::setUp();
        begin = now;
        write("shop.item.added", JsonObject{{"pieces", 3}});
        now = now + std::chrono::seconds(10);
        write("shop.item.changed");
        write("stock.counted");
    }

    void itNeedsItsPermission() { CPPUNIT_ASSERT_THROW(static_cast<void>(AuditLog(db()).list(_clerk, {})), Forbidden); }

    void theNewestRowIsFirstAndTellsBothStates() {
        const Page rows = AuditLog(db()).list(_auditor, {.anyOf = {"shop."}});
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, rows.total);
        CPPUNIT_ASSERT_EQUAL(std::string("shop.item.changed"), std::string(rows.items[0].at("action").as_string()));
        CPPUNIT_ASSERT(rows.items[1].at("after") == Json({{"pieces", 3}}));
        CPPUNIT_ASSERT(rows.items[1].at("before").is_null());
    }

    void everyFilterRestricts() {
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, counted({}));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, counted({.to = begin + std::chrono::seconds(1)}));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, counted({.from = begin + std::chrono::seconds(1)}));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, counted({.actor = "nobody"}));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, counted({.model = "shop_item", .record = "1", .actor = "clerk"}));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, counted({.model = "shop_item", .record = "2"}));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, counted({.model = "shop_"}));
    }

    void beginningsOfActionsAreAlternativesAndTheActionRestrictsThem() {
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, counted({.anyOf = {"shop.item.added", "stock."}}));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, counted({.anyOf = {"shop."}, .action = "shop.item.ch"}));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, counted({.anyOf = {"shop."}, .action = "stock."}));
    }

    void wildcardsAreTakenLiterally() {
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, counted({.action = "shop%"}));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, counted({.search = "s_op"}));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, counted({.search = "%"}));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, counted({.search = "\\"}));
    }

    void aSearchLooksIntoActionActorRecordAndAddressWithoutCase() {
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, counted({.search = "COUNTED"}));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, counted({.search = "Clerk"}));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, counted({.search = "192.0.2."}));
    }

    void pagesFollowEachOther() {
        const Page page = AuditLog(db()).list(_auditor, {.page = {.size = 2, .offset = 2}});
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, page.items.size());
        CPPUNIT_ASSERT_EQUAL(std::string("shop.item.added"), std::string(page.items[0].at("action").as_string()));
    }

private:
    std::int64_t counted(const AuditQuery& query) { return AuditLog(db()).list(_auditor, query).total; }

    const Clerk _auditor{true};
    Timestamp begin;
};

CPPUNIT_TEST_SUITE_REGISTRATION(AuditLogTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(AuditLogTest<Backend::PostgreSql>);

} // namespace tenon::audit
