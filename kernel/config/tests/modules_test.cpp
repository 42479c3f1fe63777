/// The settings of modules, which are checked when a module declares them.

#include "sample.h"

#include <cppunit/extensions/HelperMacros.h>

namespace {

using namespace tenon::fields;
using tenon::config::Configuration;
using tenon::config::InvalidConfiguration;
using tenon::config::test::Sample;

tenon::Fields dttot() {
    return {
        integer("max_rows").min(1).initial(1000), duration("timeout").initial("5m"), secret("token"), text("region")};
}

class ModulesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ModulesTest);
    CPPUNIT_TEST(modulesAreEnabledUnlessTheySayOtherwise);
    CPPUNIT_TEST(switchesAreChecked);
    CPPUNIT_TEST(aScalarIsNoModule);
    CPPUNIT_TEST(settingsAreCheckedAgainstWhatTheModuleDeclares);
    CPPUNIT_TEST(allFaultsOfAModuleAreReportedAtOnce);
    CPPUNIT_TEST(aMissingSettingNamesTheNearestPlace);
    CPPUNIT_TEST(settingsOfAModuleMayBeOverridden);
    CPPUNIT_TEST(aModuleThatIsNotMentionedHasItsInitialValues);
    CPPUNIT_TEST_SUITE_END();

    void modulesAreEnabledUnlessTheySayOtherwise() {
        const Configuration configuration =
            Sample{.yaml = "modules:\n  path: x\n  hello:\n  dttot: {required: true}\n  pos: {enabled: no}\n"}.load();
        const auto& modules = configuration.modules();
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, modules.size());
        CPPUNIT_ASSERT_EQUAL(std::string("hello"), modules[0].name);
        CPPUNIT_ASSERT(modules[0].isEnabled && !modules[0].isRequired);
        CPPUNIT_ASSERT(modules[1].isEnabled && modules[1].isRequired);
        CPPUNIT_ASSERT(!modules[2].isEnabled);
        CPPUNIT_ASSERT_EQUAL(3, modules[0].origin.line);
        CPPUNIT_ASSERT_EQUAL(std::string("x"), configuration.text("modules.path"));
    }

    void switchesAreChecked() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("t.yaml:2:21: modules.dttot.enabled: found \"maybe\": Must be true or false."),
            (Sample{.yaml = "modules:\n  dttot: { enabled: maybe }\n"}.faults())
        );
    }

    void aScalarIsNoModule() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("t.yaml:2:3: modules.pth: Unknown setting; did you mean modules.path?"),
            (Sample{.yaml = "modules:\n  pth: x\n"}.faults())
        );
    }

    void settingsAreCheckedAgainstWhatTheModuleDeclares() {
        const Configuration configuration = Sample{.yaml = "modules:\n  dttot: {max_rows: 50, region: eu}\n"}.load();
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"({"max_rows":50,"timeout":300000,"region":"eu"})"),
            boost::json::serialize(configuration.moduleSettings("dttot", dttot()))
        );
    }

    void allFaultsOfAModuleAreReportedAtOnce() {
        const tenon::config::test::TemporaryDirectory directory;
        const std::string file = directory.file(
            "t.yaml", "modules:\n  dttot:\n    max_rows: 0\n    token: hunter2\n    max_row: 1\n    required: true\n"
        );
        const Configuration configuration({.file = file}, tenon::config::test::sections());
        try {
            static_cast<void>(configuration.moduleSettings("dttot", dttot()));
            CPPUNIT_FAIL("the settings were accepted");
        } catch (const InvalidConfiguration& invalid) {
            CPPUNIT_ASSERT_EQUAL(
                std::string(
                    "t.yaml:4:12: modules.dttot.token: A secret must not be written here: give {file: PATH} or {env: "
                    "NAME}, or set the environment variable TENON_MODULES__DTTOT__TOKEN.\n"
                    "t.yaml:3:15: modules.dttot.max_rows: found \"0\": Must be at least 1.\n"
                    "t.yaml:5:5: modules.dttot.max_row: Unknown setting; did you mean modules.dttot.max_rows?"
                ),
                Sample::without(directory.path() + '/', invalid.what())
            );
        }
    }

    static std::string requiredFault(const Configuration& configuration) {
        try {
            static_cast<void>(configuration.moduleSettings("pos", {text("till").required()}));
        } catch (const InvalidConfiguration& invalid) {
            const std::string fault = invalid.what();
            return fault.substr(fault.rfind('/') + 1);
        }
        return {};
    }

    void aMissingSettingNamesTheNearestPlace() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("t.yaml:2:8: modules.pos.till: This field is required."),
            requiredFault(Sample{.yaml = "modules:\n  pos: {enabled: true}\n"}.load())
        );
        CPPUNIT_ASSERT_EQUAL(std::string("modules.pos.till: This field is required."), requiredFault(Sample{}.load()));
    }

    void settingsOfAModuleMayBeOverridden() {
        const Sample sample{
            .yaml = "modules:\n  dttot: {max_rows: 50}\n",
            .environment = {{"TENON_MODULES__DTTOT__TOKEN", "t"}},
            .arguments = {"modules.dttot.max_rows=7", "modules.pos.enabled=false"},
        };
        const Configuration configuration = sample.load();
        const auto settings = configuration.moduleSettings("dttot", dttot());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, settings.at("max_rows").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::string("t"), std::string(tenon::textAt(settings, "token")));
        CPPUNIT_ASSERT(!configuration.modules().at(1).isEnabled);
    }

    void aModuleThatIsNotMentionedHasItsInitialValues() {
        const auto settings = Sample{}.load().moduleSettings("dttot", dttot());
        CPPUNIT_ASSERT_EQUAL(std::string(R"({"max_rows":1000,"timeout":300000})"), boost::json::serialize(settings));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ModulesTest);

} // namespace
