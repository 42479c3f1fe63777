#include <kernel/resources/constraint_faults.h>

#include <tenon/resource.h>

#include <cppunit/extensions/HelperMacros.h>

namespace {

using namespace tenon::fields;
using tenon::DatabaseError;
using tenon::resources::Writing;
using Kind = DatabaseError::Kind;

class ConstraintFaultsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ConstraintFaultsTest);
    CPPUNIT_TEST(aConstraintOfEitherDatabaseIsPlacedAtItsField);
    CPPUNIT_TEST(aDuplicateIsAConflictThatNamesTheField);
    CPPUNIT_TEST(aConstraintOfSeveralFieldsIsNobodysFault);
    CPPUNIT_TEST(aConstraintOfAnotherTableIsNobodysFault);
    CPPUNIT_TEST(whatIsReferredToIsInUse);
    CPPUNIT_TEST_SUITE_END();

public:
    void aConstraintOfEitherDatabaseIsPlacedAtItsField() {
        for (const char* constraint : {"shop_item__amount__check", "shop_item.amount", "shop_item_amount_check"}) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(constraint, std::string("amount"), faultyField(Kind::Check, constraint));
        }
        CPPUNIT_ASSERT_EQUAL(std::string("box_id"), faultyField(Kind::ForeignKey, "shop_item_box_id_fkey"));
        CPPUNIT_ASSERT_EQUAL(std::string("box_id"), faultyField(Kind::ForeignKey, "shop_item__box_id__fk"));
        CPPUNIT_ASSERT_EQUAL(std::string("amount"), faultyField(Kind::NotNull, "shop_item.amount"));
    }

    void aDuplicateIsAConflictThatNamesTheField() {
        for (const char* constraint : {"shop_item.amount", "shop_item__amount__unique", "shop_item_amount_key"}) {
            try {
                place(Kind::Unique, constraint, Writing::Save);
            } catch (const tenon::Conflict& conflict) {
                CPPUNIT_ASSERT_EQUAL(std::string("DUPLICATE"), conflict.code());
                CPPUNIT_ASSERT_MESSAGE(constraint, conflict.details().contains("amount"));
            }
        }
    }

    void aConstraintOfSeveralFieldsIsNobodysFault() {
        CPPUNIT_ASSERT_THROW(place(Kind::Unique, "shop_item.amount, shop_item.box_id", Writing::Save), DatabaseError);
        CPPUNIT_ASSERT_THROW(place(Kind::Unique, "shop_item__amount_box_id__unique", Writing::Save), DatabaseError);
    }

    void aConstraintOfAnotherTableIsNobodysFault() {
        CPPUNIT_ASSERT_THROW(place(Kind::Check, "shop_items__amount__check", Writing::Save), DatabaseError);
        CPPUNIT_ASSERT_THROW(place(Kind::Check, "other__amount__check", Writing::Save), DatabaseError);
        CPPUNIT_ASSERT_THROW(place(Kind::Busy, "", Writing::Save), DatabaseError);
        CPPUNIT_ASSERT_THROW(place(Kind::ForeignKey, "", Writing::Save), DatabaseError);
    }

    void whatIsReferredToIsInUse() {
        CPPUNIT_ASSERT_THROW(place(Kind::ForeignKey, "", Writing::Delete), tenon::Conflict);
        CPPUNIT_ASSERT_THROW(place(Kind::ForeignKey, "shop_part__item__fk", Writing::Delete), tenon::Conflict);
    }

private:
    static void place(Kind kind, const std::string& constraint, Writing writing) {
        const tenon::Resource items{
            .name = "items",
            .path = "/items",
            .table = "shop_item",
            .fields = {integer("amount"), ref("box_id", "shop_box")},
            .search = {},
            .filter = {},
            .order = {},
            .permission = {},
        };
        const tenon::resources::Definition definition("shop", descriptionOf(items));
        throwAtField(definition, DatabaseError(kind, constraint, "the database's words"), writing);
    }

    static std::string faultyField(Kind kind, const std::string& constraint) {
        try {
            place(kind, constraint, Writing::Save);
        } catch (const tenon::Invalid& invalid) {
            return invalid.fields().at(0).field;
        } catch (const tenon::Error& error) {
            return error.code();
        }
        return {};
    }
};

} // namespace

CPPUNIT_TEST_SUITE_REGISTRATION(ConstraintFaultsTest);
