/// Layers, faults with their places, typed access.

#include "sample.h"

#include <cppunit/extensions/HelperMacros.h>

namespace {

using tenon::config::Configuration;
using tenon::config::Section;
using tenon::config::test::Sample;
using namespace std::chrono_literals;

class ConfigurationTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ConfigurationTest);
    CPPUNIT_TEST(initialValuesStandWhereNothingIsWritten);
    CPPUNIT_TEST(valuesAreTyped);
    CPPUNIT_TEST(laterLayersWin);
    CPPUNIT_TEST(listsMayBeWrittenInSeveralWays);
    CPPUNIT_TEST(sectionsNest);
    CPPUNIT_TEST(allFaultsAreReportedAtOnceWithTheirPlaces);
    CPPUNIT_TEST(unknownSettingsGetASuggestion);
    CPPUNIT_TEST(overridesNameThemselvesInFaults);
    CPPUNIT_TEST(otherVariablesAreNotSettings);
    CPPUNIT_TEST(aMalformedArgumentIsAFaultAndIsNotRepeated);
    CPPUNIT_TEST(hostileOverridesAreRefused);
    CPPUNIT_TEST(undeclaredJsonIsTypedLikeYaml);
    CPPUNIT_TEST(aQuotedOrBareScalarIsTheDeclaredType);
    CPPUNIT_TEST(readingWhatIsNotDeclaredIsAMistakeOfTheProgram);
    CPPUNIT_TEST(sectionsThatContradictEachOtherAreRefused);
    CPPUNIT_TEST_SUITE_END();

    static void faults(const std::string& expected, const Sample& sample) {
        CPPUNIT_ASSERT_EQUAL(expected, sample.faults());
    }

    void initialValuesStandWhereNothingIsWritten() {
        const Configuration configuration({}, tenon::config::test::sections());
        CPPUNIT_ASSERT_EQUAL(std::string("127.0.0.1:9090"), configuration.text("server.admin_listen"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, configuration.list("server.listen").size());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{8}, configuration.integer("database.pool.size"));
        CPPUNIT_ASSERT(configuration.flag("api.rate_limits"));
        CPPUNIT_ASSERT(!configuration.has("database.url"));
        CPPUNIT_ASSERT_EQUAL(std::string(), configuration.text("database.url"));
        CPPUNIT_ASSERT(configuration.list("api.cors.origins").empty());
    }

    void valuesAreTyped() {
        const Configuration configuration =
            Sample{
                .yaml = "server:\n  workers: 4\n  drain: 1500ms\n  max_body: 1GB\napi: {dialect: GAARA, rate_limits: "
                        "off}\n"}
                .load();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, configuration.integer("server.workers"));
        CPPUNIT_ASSERT(configuration.duration("server.drain") == 1500ms);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1} << 30, configuration.bytes("server.max_body"));
        CPPUNIT_ASSERT_EQUAL(std::string("gaara"), configuration.text("api.dialect"));
        CPPUNIT_ASSERT(!configuration.flag("api.rate_limits"));
        CPPUNIT_ASSERT(configuration.section("api").contains("cors"));
    }

    void laterLayersWin() {
        const Sample sample{
            .yaml = "server: {admin_listen: file, workers: 1, drain: 1s}\n",
            .environment = {{"TENON_SERVER__WORKERS", "2"}, {"TENON_SERVER__DRAIN", "2s"}},
            .arguments = {"server.drain=3s", "server.drain=4s"},
        };
        const Configuration configuration = sample.load();
        CPPUNIT_ASSERT_EQUAL(std::string("file"), configuration.text("server.admin_listen"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, configuration.integer("server.workers"));
        CPPUNIT_ASSERT(configuration.duration("server.drain") == 4s);
        CPPUNIT_ASSERT_EQUAL(std::string("127.0.0.1:8080"), configuration.list("server.listen").at(0));
    }

    void listsMayBeWrittenInSeveralWays() {
        const std::vector<std::string> one{"a:1"};
        const std::vector<std::string> two{"a:1", "b:2"};
        CPPUNIT_ASSERT(one == Sample{.yaml = "server: {listen: \"a:1\"}\n"}.load().list("server.listen"));
        CPPUNIT_ASSERT(two == Sample{.yaml = "server:\n  listen:\n  - a:1\n  - b:2\n"}.load().list("server.listen"));
        CPPUNIT_ASSERT(two == Sample{.arguments = {"server.listen=a:1, b:2"}}.load().list("server.listen"));
        const Sample asJson{.arguments = {R"(server.listen=["a:1","b:2"])"}};
        CPPUNIT_ASSERT(two == asJson.load().list("server.listen"));
        const Sample empty{.environment = {{"TENON_SERVER__LISTEN", ""}}};
        CPPUNIT_ASSERT(empty.load().list("server.listen").empty());
    }

    void sectionsNest() {
        const Configuration configuration = Sample{.yaml = "api:\n  cors:\n    origins: [https://a.example]\n"}.load();
        CPPUNIT_ASSERT_EQUAL(std::string("https://a.example"), configuration.list("api.cors.origins").at(0));
        CPPUNIT_ASSERT_EQUAL(std::string("auto"), configuration.text("api.dialect"));
    }

    void allFaultsAreReportedAtOnceWithTheirPlaces() {
        faults(
            "t.yaml:2:12: server.workers: found \"many\": Must be a whole number.\n"
            "t.yaml:3:10: server.drain: found \"30\": Must be a length of time with its unit (ms, s, m, h or d), such "
            "as 30s.\n"
            "t.yaml:4:3: server.colour: Unknown setting.\n"
            "t.yaml:6:12: api.dialect: found a list: Must be one of: auto, gaara, danasaham.\n"
            "t.yaml:7:8: audit: found \"5\": Must be an object.",
            {.yaml = "server:\n  workers: many\n  drain: 30\n  colour: red\napi:\n  dialect: [x]\naudit: 5\n"}
        );
    }

    void unknownSettingsGetASuggestion() {
        faults(
            "t.yaml:2:3: server.lsiten: Unknown setting; did you mean server.listen?\n"
            "t.yaml:3:1: sever: Unknown setting; did you mean server?\n"
            "t.yaml:4:1: admin_listen: Unknown setting; did you mean server.admin_listen?\n"
            "t.yaml:5:1: zebra: Unknown setting.",
            {.yaml = "server:\n  lsiten: x\nsever: {listen: x}\nadmin_listen: x\nzebra: 1\n"}
        );
    }

    void overridesNameThemselvesInFaults() {
        faults(
            "TENON_SERVER__WORKERS: server.workers: found \"-1\": Must be at least 0.\n"
            "--set server.lsiten: Unknown setting; did you mean server.listen?\n"
            "TENON_SEVER__LISTEN: sever: Unknown setting; did you mean server?",
            {.yaml = "server: {workers: 3}\n",
             .environment = {{"TENON_SERVER__WORKERS", "-1"}, {"TENON_SEVER__LISTEN", "x"}},
             .arguments = {"server.lsiten=x"}}
        );
    }

    void otherVariablesAreNotSettings() {
        const Sample sample{.environment = {{"TENON_PORT_80_TCP", "x"}, {"TENON_CONFIG", "x"}, {"HOME__X", "y"}}};
        CPPUNIT_ASSERT_EQUAL(std::string(), sample.faults());
    }

    void aMalformedArgumentIsAFaultAndIsNotRepeated() {
        faults(
            "--set server.listen: Must be written as section.name=value.\n--set Must be written as section.name=value.",
            {.arguments = {"server.listen", "database.url:postgresql://u:hunter2@h"}}
        );
    }

    void hostileOverridesAreRefused() {
        std::string deep = "a";
        for (int i = 0; i < 100'000; ++i) {
            deep += ".a";
        }
        faults("--set Must be written as section.name=value.", {.arguments = {deep + "=1"}});
        faults(
            "--set server.workers: found \"?[2J?\": Must be a whole number.",
            {.arguments = {"server.workers=\x1b[2J\xFF"}}
        );
        const std::string fault = Sample{.arguments = {"server.workers=" + std::string(10'000, 'x')}}.faults();
        CPPUNIT_ASSERT(fault.size() < 200);
    }

    void undeclaredJsonIsTypedLikeYaml() {
        const Configuration configuration =
            Sample{.yaml = "limits:\n  extra: {a: 1, b: [true, \"1\"], c: 2.5, d: text}\n"}.load();
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"({"a":1,"b":[true,"1"],"c":2.5E0,"d":"text"})"),
            boost::json::serialize(configuration.section("limits.extra"))
        );
    }

    void aQuotedOrBareScalarIsTheDeclaredType() {
        const Configuration configuration =
            Sample{.yaml = "server: {workers: \"7\"}\nauth: {issuer: 0123}\nmodules: {path: no}\n"}.load();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, configuration.integer("server.workers"));
        CPPUNIT_ASSERT_EQUAL(std::string("0123"), configuration.text("auth.issuer"));
        CPPUNIT_ASSERT_EQUAL(std::string("no"), configuration.text("modules.path"));
    }

    void readingWhatIsNotDeclaredIsAMistakeOfTheProgram() {
        const Configuration configuration = Sample{}.load();
        CPPUNIT_ASSERT_THROW(static_cast<void>(configuration.text("server.colour")), std::logic_error);
        CPPUNIT_ASSERT_THROW(static_cast<void>(configuration.text("server.workers")), std::logic_error);
        CPPUNIT_ASSERT_THROW(static_cast<void>(configuration.flag("server.listen")), std::logic_error);
        CPPUNIT_ASSERT_THROW(static_cast<void>(configuration.integer("database.url")), std::logic_error);
    }

    void sectionsThatContradictEachOtherAreRefused() {
        using namespace tenon::fields;
        const std::vector<Section> twice{{"a", {text("b")}}, {"a", {integer("b")}}};
        CPPUNIT_ASSERT_THROW(Configuration({}, twice), std::invalid_argument);
        const std::vector<Section> clash{{"a", {text("b")}}, {"a.b", {integer("c")}}};
        CPPUNIT_ASSERT_THROW(Configuration({}, clash), std::invalid_argument);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ConfigurationTest);

} // namespace
