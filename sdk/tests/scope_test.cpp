/// What a scope reaches, and the condition that it makes of a table's columns.

#include <tenon/scope.h>

#include <cppunit/extensions/HelperMacros.h>

namespace {

using tenon::Condition;
using tenon::Scope;

class ScopeTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ScopeTest);
    CPPUNIT_TEST(everythingNeedsNoCondition);
    CPPUNIT_TEST(nothingLeavesNoRow);
    CPPUNIT_TEST(ownRowsAreThoseOfTheAccount);
    CPPUNIT_TEST(placesAreComparedByKind);
    CPPUNIT_TEST(aTableWithoutTheColumnShowsNothing);
    CPPUNIT_TEST(addingWidens);
    CPPUNIT_TEST(parametersOfEveryKindAreBound);
    CPPUNIT_TEST_SUITE_END();

    static tenon::ScopeColumns columns() {
        return {.owner = "owner_id", .places = {{"company", "company_id"}, {"branch", "branch_id"}}};
    }

    void everythingNeedsNoCondition() {
        const Condition condition = Scope{.isAll = true, .account = 7, .places = {{"company", 1}}}.on(columns());
        CPPUNIT_ASSERT_EQUAL(std::string(), condition.sql);
        CPPUNIT_ASSERT(condition.parameters.empty());
    }

    void nothingLeavesNoRow() {
        CPPUNIT_ASSERT(Scope().isNothing());
        CPPUNIT_ASSERT_EQUAL(std::string("1 = 0"), Scope().on(columns()).sql);
    }

    void ownRowsAreThoseOfTheAccount() {
        const Condition condition = Scope{.account = 7}.on(columns());
        CPPUNIT_ASSERT_EQUAL(std::string("owner_id = :scope_account"), condition.sql);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, condition.parameters.at(0).second.as_int64());
    }

    void placesAreComparedByKind() {
        const Scope scope{.account = 7, .places = {{"branch", 2}, {"company", 1}, {"company", 5}}};
        const Condition condition = scope.on(columns());
        CPPUNIT_ASSERT_EQUAL(
            std::string("owner_id = :scope_account OR company_id IN (:scope_place1, :scope_place2) OR "
                        "branch_id IN (:scope_place3)"),
            condition.sql
        );
        CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, condition.parameters.at(2).second.as_int64());
        CPPUNIT_ASSERT(scope.reaches("company", 5) && !scope.reaches("branch", 5));
        CPPUNIT_ASSERT(scope.idsOf("company") == (std::vector<std::int64_t>{1, 5}));
    }

    void aTableWithoutTheColumnShowsNothing() {
        const tenon::ScopeColumns none;
        CPPUNIT_ASSERT_EQUAL(std::string("1 = 0"), Scope{.account = 7}.on(none).sql);
        const Scope far{.places = {{"planet", 3}}};
        CPPUNIT_ASSERT_EQUAL(std::string("1 = 0"), far.on(columns()).sql);
    }

    void addingWidens() {
        Scope scope{.places = {{"company", 5}}};
        scope.add({.account = 7, .withSubtree = true, .places = {{"company", 1}, {"company", 5}}});
        CPPUNIT_ASSERT(scope.places == (std::vector<tenon::Place>{{"company", 1}, {"company", 5}}));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, scope.account);
        CPPUNIT_ASSERT(scope.withSubtree && !scope.isAll);
        scope.add({.isAll = true});
        CPPUNIT_ASSERT(scope.isAll && scope.reaches("planet", 9));
    }

    void parametersOfEveryKindAreBound() {
        const Condition condition{"…", {{"a", 1}, {"b", "text"}, {"c", true}, {"d", nullptr}}};
        const auto params = condition.params();
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, params.size());
        CPPUNIT_ASSERT(std::get<std::int64_t>(params[0].value.held()) == 1);
        CPPUNIT_ASSERT(std::get<std::string_view>(params[1].value.held()) == "text");
        CPPUNIT_ASSERT(std::get<bool>(params[2].value.held()));
        CPPUNIT_ASSERT(std::holds_alternative<std::nullptr_t>(params[3].value.held()));
        const Condition unusual{"…", {{"a", 1.5}}};
        CPPUNIT_ASSERT_THROW(static_cast<void>(unusual.params()), std::invalid_argument);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ScopeTest);

} // namespace
