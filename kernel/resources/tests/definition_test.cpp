#include <kernel/resources/definition.h>

#include <tenon/resource.h>

#include <cppunit/extensions/HelperMacros.h>

#include <stdexcept>

namespace {

using namespace tenon::fields;
using tenon::resources::Definition;

class DefinitionTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(DefinitionTest);
    CPPUNIT_TEST(thePermissionIsNamedAfterModuleAndResource);
    CPPUNIT_TEST(aColumnKnowsHowItsValuesAreKept);
    CPPUNIT_TEST(aNameThatIsNoFieldIsRefusedByName);
    CPPUNIT_TEST(aFieldThatIsNeverAnsweredIsNeitherSearchedNorSortedNorFiltered);
    CPPUNIT_TEST(onlyTextIsSearched);
    CPPUNIT_TEST(recordsMayBeOrderedByTheirOwnColumns);
    CPPUNIT_TEST(whoseRowsAreIsToldByFieldsOnly);
    CPPUNIT_TEST(aModuleOfAnOlderSdkDescribesNoScope);
    CPPUNIT_TEST_SUITE_END();

public:
    void thePermissionIsNamedAfterModuleAndResource() {
        CPPUNIT_ASSERT_EQUAL(std::string("shop.items"), definition(items()).permission);
        tenon::Resource named = items();
        named.permission = "stock.item";
        CPPUNIT_ASSERT_EQUAL(std::string("stock.item"), definition(named).permission);
    }

    void aColumnKnowsHowItsValuesAreKept() {
        using Kind = tenon::resources::ColumnKind;
        const Definition shop = definition(items());
        CPPUNIT_ASSERT(shop.column("price")->kind == Kind::Decimal && shop.column("price")->scale == 4);
        CPPUNIT_ASSERT(shop.column("tags")->kind == Kind::Json);
        CPPUNIT_ASSERT(shop.column("box")->kind == Kind::Integer);
        CPPUNIT_ASSERT_EQUAL(std::string("shop_box"), shop.column("box")->target);
        CPPUNIT_ASSERT(shop.column("pin")->kind == Kind::Secret);
        CPPUNIT_ASSERT(shop.column("nothing") == nullptr);
    }

    void aNameThatIsNoFieldIsRefusedByName() {
        tenon::Resource wrong = items();
        wrong.order = {"nmae"};
        try {
            definition(wrong);
            CPPUNIT_FAIL("it was taken");
        } catch (const std::invalid_argument& error) {
            const std::string text = error.what();
            CPPUNIT_ASSERT(text.find("items") != std::string::npos && text.find("nmae") != std::string::npos);
        }
        wrong = items();
        wrong.filter = {"created_at"};
        CPPUNIT_ASSERT_THROW(definition(wrong), std::invalid_argument);
    }

    void whoseRowsAreIsToldByFieldsOnly() {
        tenon::Resource scoped = items();
        scoped.scope = {.owner = {}, .places = {{"box", "box"}, {"item", "id"}}};
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, definition(scoped).scope.places.size());
        scoped.scope.owner = "created_by";
        CPPUNIT_ASSERT_THROW(definition(scoped), std::invalid_argument);
    }

    void aModuleOfAnOlderSdkDescribesNoScope() {
        tenon::JsonObject description = descriptionOf(items());
        description.erase("owner");
        description.erase("places");
        CPPUNIT_ASSERT(Definition("shop", description).scope.places.empty());
    }

    void aFieldThatIsNeverAnsweredIsNeitherSearchedNorSortedNorFiltered() {
        for (const auto list : {&tenon::Resource::search, &tenon::Resource::filter, &tenon::Resource::order}) {
            tenon::Resource wrong = items();
            wrong.*list = {"pin"};
            CPPUNIT_ASSERT_THROW(definition(wrong), std::invalid_argument);
        }
    }

    void onlyTextIsSearched() {
        tenon::Resource wrong = items();
        wrong.search = {"price"};
        CPPUNIT_ASSERT_THROW(definition(wrong), std::invalid_argument);
    }

    void recordsMayBeOrderedByTheirOwnColumns() {
        tenon::Resource resource = items();
        resource.order = {"id", "created_at", "updated_at", "price"};
        CPPUNIT_ASSERT_EQUAL(std::size_t(4), definition(resource).order.size());
    }

private:
    static tenon::Resource items() {
        return {
            .name = "items",
            .path = "/items",
            .table = "shop_item",
            .fields =
                {text("name"), decimal("price", 4), list("tags", text("tag")), ref("box", "shop_box"), secret("pin")},
            .search = {"name"},
            .filter = {"price", "box"},
            .order = {"name"},
            .permission = {},
        };
    }

    static Definition definition(const tenon::Resource& resource) { return {"shop", descriptionOf(resource)}; }
};

} // namespace

CPPUNIT_TEST_SUITE_REGISTRATION(DefinitionTest);
