/// Secrets come from files and the environment, and are shown by nothing.

#include "sample.h"

#include <kernel/config/documentation.h>

#include <cppunit/extensions/HelperMacros.h>

namespace {

using tenon::config::Configuration;
using tenon::config::Sources;
using tenon::config::test::Sample;
using tenon::config::test::TemporaryDirectory;

class SecretsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SecretsTest);
    CPPUNIT_TEST(aSecretInTheFileIsRefusedAndNotRepeated);
    CPPUNIT_TEST(aSecretFileLosesItsLastLineBreak);
    CPPUNIT_TEST(aSecretFileMustBelongToItsOwnerAlone);
    CPPUNIT_TEST(aCredentialOfSystemdMayBeReadableByItsGroup);
    CPPUNIT_TEST(aSecretFileMustHoldASecret);
    CPPUNIT_TEST(aSecretMayComeFromAVariable);
    CPPUNIT_TEST(aSecretMayComeFromAnOverride);
    CPPUNIT_TEST(listsOfSecretsAreResolvedOneByOne);
    CPPUNIT_TEST(secretsInsideListsOfObjectsAreResolved);
    CPPUNIT_TEST(aWrongSecretIsNotRepeated);
    CPPUNIT_TEST(whatIsShownIsMaskedAndNamesItsOrigin);
    CPPUNIT_TEST(settingsOfUnknownModulesAreMasked);
    CPPUNIT_TEST(theDocumentationIsAConfiguration);
    CPPUNIT_TEST_SUITE_END();

    TemporaryDirectory _directory;

    static void equal(const std::string& expected, const std::string& actual) {
        CPPUNIT_ASSERT_EQUAL(expected, actual);
    }

    std::string faultOf(const std::string& file, const tenon::config::Environment& environment = {}) {
        return Sample::without(
            _directory.path() + '/',
            Sample{.yaml = "database: {url: {file: " + file + "}}\n", .environment = environment}.faults()
        );
    }

    void aSecretInTheFileIsRefusedAndNotRepeated() {
        equal(
            "t.yaml:1:17: database.url: A secret must not be written here: give {file: PATH} or {env: NAME}, or set "
            "the "
            "environment "
            "variable TENON_DATABASE__URL.\n"
            "t.yaml:2:15: auth.keys.0: A secret must not be written here: give {file: PATH} or {env: NAME}, or set the "
            "environment "
            "variable TENON_AUTH__KEYS.",
            Sample{.yaml = "database: {url: postgresql://hunter2@h}\nauth: {keys: [hunter2]}\n"}.faults()
        );
    }

    void aSecretFileLosesItsLastLineBreak() {
        const std::string file = _directory.file("s", " pass word \n", 0400);
        const Configuration configuration = Sample{.yaml = "database: {url: {file: " + file + "}}\n"}.load();
        equal(" pass word ", configuration.text("database.url"));
    }

    void aSecretFileMustBelongToItsOwnerAlone() {
        for (const mode_t mode : {0640U, 0604U, 0620U, 0660U}) {
            const std::string file = _directory.file("s", "x", mode);
            equal(
                "t.yaml:1:17: database.url: The secret file s may be read or changed by others than its owner; chmod "
                "it to "
                "600 or 400.",
                faultOf(file)
            );
            std::filesystem::remove(file);
        }
    }

    void aCredentialOfSystemdMayBeReadableByItsGroup() {
        const tenon::config::Environment environment{{"CREDENTIALS_DIRECTORY", _directory.path()}};
        equal("", faultOf(_directory.file("s", "x", 0440), environment));
        CPPUNIT_ASSERT(!faultOf(_directory.file("t", "x", 0444), environment).empty());
    }

    void aSecretFileMustHoldASecret() {
        equal("t.yaml:1:17: database.url: The secret file e is empty.", faultOf(_directory.file("e", "\n")));
        equal(
            "t.yaml:1:17: database.url: The secret file b is greater than 64 KB.",
            faultOf(_directory.file("b", std::string(70'000, 'x')))
        );
        equal(
            "t.yaml:1:17: database.url: The secret file n cannot be read: No such file or directory.",
            faultOf(_directory.path() + "/n")
        );
        equal("t.yaml:1:17: database.url: The secret file /dev/null is no regular file.", faultOf("/dev/null"));
    }

    void aSecretMayComeFromAVariable() {
        const Sample sample{.yaml = "database: {url: {env: PGURL}}\n", .environment = {{"PGURL", "a,b"}}};
        equal("a,b", sample.load().text("database.url"));
        equal(
            "t.yaml:1:17: database.url: The environment variable PGURL is not set.",
            Sample{.yaml = "database: {url: {env: PGURL}}\n"}.faults()
        );
    }

    void aSecretMayComeFromAnOverride() {
        equal("x:y", Sample{.environment = {{"TENON_DATABASE__URL", "x:y"}}}.load().text("database.url"));
        equal("p=q", Sample{.arguments = {"database.url=p=q"}}.load().text("database.url"));
        const std::string file = _directory.file("s", "f");
        equal("f", Sample{.environment = {{"TENON_DATABASE__URL__FILE", file}}}.load().text("database.url"));
    }

    void listsOfSecretsAreResolvedOneByOne() {
        const std::string file = _directory.file("s", "k1,with comma\n");
        const Sample sample{.yaml = "auth: {keys: [{file: " + file + "}, {env: K2}]}\n", .environment = {{"K2", "k2"}}};
        const std::vector<std::string> both{"k1,with comma", "k2"};
        CPPUNIT_ASSERT(both == sample.load().list("auth.keys"));
        const std::vector<std::string> one{"k1,with comma"};
        CPPUNIT_ASSERT(one == (Sample{.yaml = "auth: {keys: {file: " + file + "}}\n"}.load().list("auth.keys")));
    }

    void secretsInsideListsOfObjectsAreResolved() {
        const std::string file = _directory.file("s", "hunter2\n");
        const Sample sample{.yaml = "cluster: {nodes: [{id: a, key: {file: " + file + "}}]}\n"};
        equal(R"({"nodes":[{"id":"a","key":"hunter2"}]})", boost::json::serialize(sample.load().section("cluster")));
        equal(
            R"([{"id":"a","key":"********"}])",
            boost::json::serialize(sample.load().shown().at("cluster.nodes").at("value"))
        );
        equal(
            "t.yaml:1:32: cluster.nodes.0.key: A secret must not be written here: give {file: PATH} or {env: NAME}.",
            Sample{.yaml = "cluster: {nodes: [{id: a, key: hunter2}]}\n"}.faults()
        );
        const Sample asJson{.environment = {{"TENON_CLUSTER__NODES", R"([{"id":"a","key":"hunter2"}])"}}};
        equal("hunter2", std::string(asJson.load().section("cluster").at("nodes").at(0).at("key").as_string()));
        equal(
            "TENON_CLUSTER__NODES: cluster.nodes: Must be a list.",
            Sample{.environment = {{"TENON_CLUSTER__NODES", R"([{"id":"a","key":"hunter2"})"}}}.faults()
        );
    }

    void aWrongSecretIsNotRepeated() {
        equal(
            "TENON_AUTH__KEYS: auth.keys.0: Must be at most 64 characters.",
            Sample{.environment = {{"TENON_AUTH__KEYS", std::string(65, 'x')}}}.faults()
        );
        equal(
            "t.yaml:1:11: database: Must be an object.", Sample{.yaml = "database: postgresql://hunter2@h\n"}.faults()
        );
    }

    void whatIsShownIsMaskedAndNamesItsOrigin() {
        const std::string secret = _directory.file("s", "hunter2");
        const std::string file = _directory.file(
            "t.yaml",
            "server:\n  workers: 3\ndatabase: {url: {file: " + secret + "}}\nmodules:\n  dttot: {token: {env: T}}\n"
        );
        const tenon::config::Environment environment{{"TENON_AUTH__KEYS", "hunter2,hunter2"}, {"T", "hunter2"}};
        const Configuration configuration({file, environment, {"api.dialect=gaara"}}, tenon::config::test::sections());
        const std::vector<tenon::config::Section> modules{{"dttot", {tenon::fields::secret("token")}}};
        const tenon::JsonObject shown = configuration.shown(modules);
        const auto entry = [&shown, this](const char* path) {
            return Sample::without(_directory.path() + '/', boost::json::serialize(shown.at(path)));
        };
        equal(R"({"value":3,"origin":"t.yaml:2:12"})", entry("server.workers"));
        equal(R"({"value":"gaara","origin":"--set"})", entry("api.dialect"));
        equal(R"({"value":20000,"origin":"default"})", entry("server.drain"));
        equal(R"({"value":"********","origin":"t.yaml:3:17"})", entry("database.url"));
        equal(R"({"value":["********","********"],"origin":"TENON_AUTH__KEYS"})", entry("auth.keys"));
        equal(R"({"value":true,"origin":"t.yaml:5:3"})", entry("modules.dttot.enabled"));
        equal(R"({"value":"********","origin":"t.yaml:5:18"})", entry("modules.dttot.token"));
        CPPUNIT_ASSERT(boost::json::serialize(shown).find("hunter2") == std::string::npos);
    }

    void settingsOfUnknownModulesAreMasked() {
        const Sample sample{.arguments = {"modules.pos.password=hunter2"}};
        const std::string shown = boost::json::serialize(sample.load().shown());
        CPPUNIT_ASSERT(shown.find("modules.pos.password") != std::string::npos);
        CPPUNIT_ASSERT(shown.find("hunter2") == std::string::npos);
    }

    void theDocumentationIsAConfiguration() {
        const auto sections = tenon::config::test::sections();
        const std::string text = tenon::config::documentation(sections);
        CPPUNIT_ASSERT(
            text.find("  # Addresses to listen on.\n  # (list of text)\n  listen: [\"127.0.0.1:8080\"]\n")
            != std::string::npos
        );
        CPPUNIT_ASSERT(text.find("# url: {file: /etc/tenon/url}") != std::string::npos);
        const Configuration defaults({}, sections);
        const Configuration documented({.file = _directory.file("d.yaml", text)}, sections);
        equal(boost::json::serialize(defaults.section("server")), boost::json::serialize(documented.section("server")));
        equal(boost::json::serialize(defaults.section("api")), boost::json::serialize(documented.section("api")));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SecretsTest);

} // namespace
