#include <kernel/modules/start_order.h>

#include <cppunit/TestAssert.h>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

namespace tenon::modules {

class StartOrderTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(StartOrderTest);
    CPPUNIT_TEST(independentModulesKeepTheirOrder);
    CPPUNIT_TEST(aModuleComesAfterWhatItRequires);
    CPPUNIT_TEST(aModuleComesAfterWhatItCouldUse);
    CPPUNIT_TEST(aCycleThroughAnOptionalRequirementIsNoFault);
    CPPUNIT_TEST(aCycleNamesItsModulesFromTheFirstOn);
    CPPUNIT_TEST(aModuleThatLeadsIntoACycleIsNotPartOfIt);
    CPPUNIT_TEST(eachCycleIsNamedOnce);
    CPPUNIT_TEST(aModuleThatNeedsItselfIsACycle);
    CPPUNIT_TEST_SUITE_END();

public:
    void independentModulesKeepTheirOrder() {
        CPPUNIT_ASSERT_EQUAL(std::string("b a c"), orderOf({{"b"}, {"a"}, {"c"}}));
    }

    void aModuleComesAfterWhatItRequires() {
        CPPUNIT_ASSERT_EQUAL(std::string("c b a"), orderOf({{"a", {{"b"}}}, {"b", {{"c"}}}, {"c"}}));
    }

    void aModuleComesAfterWhatItCouldUse() {
        CPPUNIT_ASSERT_EQUAL(std::string("b a"), orderOf({{"a", {{"b", optional}}}, {"b"}}));
    }

    void aCycleThroughAnOptionalRequirementIsNoFault() {
        CPPUNIT_ASSERT_EQUAL(std::string("a b"), orderOf({{"a", {{"b", optional}}}, {"b", {{"a"}}}}));
    }

    void aCycleNamesItsModulesFromTheFirstOn() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("a! c b, dependency cycle a -> b -> c -> a"),
            orderOf({{"a", {{"b"}}}, {"b", {{"c"}}}, {"c", {{"a"}}}})
        );
    }

    void aModuleThatLeadsIntoACycleIsNotPartOfIt() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("b! c a, dependency cycle b -> c -> b"),
            orderOf({{"a", {{"c"}}}, {"b", {{"c"}}}, {"c", {{"b"}}}})
        );
    }

    void eachCycleIsNamedOnce() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("a! b c! d, dependency cycle a -> b -> a, dependency cycle c -> d -> c"),
            orderOf({{"a", {{"b"}}}, {"b", {{"a"}}}, {"c", {{"d"}}}, {"d", {{"c"}}}})
        );
    }

    void aModuleThatNeedsItselfIsACycle() {
        CPPUNIT_ASSERT_EQUAL(std::string("a!, dependency cycle a -> a"), orderOf({{"a", {{"a"}}}}));
    }

private:
    static constexpr auto optional = Requirement::Kind::optional;

    struct Module {
        std::string name;
        std::vector<Requirement> requirements;
    };

    /// The names in their order, those that close a cycle with a `!`, then the cycles.
    static std::string orderOf(const std::vector<Module>& modules) {
        std::vector<Manifest> manifests;
        for (const Module& module : modules) {
            manifests.emplace_back().name = module.name;
            manifests.back().requirements = module.requirements;
        }
        const StartOrder order = startOrder(manifests);
        std::string text;
        for (const std::size_t index : order.sequence) {
            text += (text.empty() ? "" : " ") + modules[index].name + (order.cycles.contains(index) ? "!" : "");
        }
        for (const auto& [index, reason] : order.cycles) {
            text += ", " + reason;
        }
        return text;
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(StartOrderTest);

} // namespace tenon::modules
