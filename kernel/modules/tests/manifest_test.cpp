#include <kernel/modules/manifest.h>
#include <kernel/modules/refusal.h>

#include <cppunit/TestAssert.h>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

namespace tenon::modules {

class ManifestTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ManifestTest);
    CPPUNIT_TEST(everyLineIsRead);
    CPPUNIT_TEST(aQuestionMarkMakesARequirementOptional);
    CPPUNIT_TEST(unknownKeysAreLeftAlone);
    CPPUNIT_TEST(whatIsMissingOrMalformedIsNamed);
    CPPUNIT_TEST(anOlderMinorVersionRuns);
    CPPUNIT_TEST(aNewerMinorVersionIsRefusedWithBothNumbers);
    CPPUNIT_TEST(anotherMajorVersionIsRefused);
    CPPUNIT_TEST(anotherBinaryInterfaceIsRefusedWithBothTags);
    CPPUNIT_TEST(namesArePlain);
    CPPUNIT_TEST_SUITE_END();

public:
    void everyLineIsRead() {
        const Manifest manifest = parseManifest(text("sdk=1.2\nabi=x\nname=min\nversion=1.0.0\nrequires="));
        CPPUNIT_ASSERT_EQUAL(std::string("min"), manifest.name);
        CPPUNIT_ASSERT_EQUAL(std::string("1.0.0"), manifest.version);
        CPPUNIT_ASSERT_EQUAL(1, manifest.sdkMajor);
        CPPUNIT_ASSERT_EQUAL(2, manifest.sdkMinor);
        CPPUNIT_ASSERT_EQUAL(std::string("x"), manifest.abi);
        CPPUNIT_ASSERT(manifest.requirements.empty());
    }

    void aQuestionMarkMakesARequirementOptional() {
        const Manifest manifest =
            parseManifest(text("sdk=1.2\nabi=x\nname=min\nversion=1\nrequires=organisation, accounting?"));
        const std::vector<Requirement> expected{
            {"organisation", Requirement::Kind::required}, {"accounting", Requirement::Kind::optional}};
        CPPUNIT_ASSERT(expected == manifest.requirements);
    }

    void unknownKeysAreLeftAlone() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("min"), parseManifest(text("sdk=1.2\nabi=x\nname=min\nversion=1\nrequires=\nbuilt=gcc")).name
        );
    }

    void whatIsMissingOrMalformedIsNamed() {
        refused("", "it does not begin with TENONMODULE1");
        refused("TENONMODULE2\nname=x\n", "it does not begin with TENONMODULE1");
        refused(text("sdk=1.0\nabi=x\nversion=1\nrequires="), "'name' is missing");
        refused(text("sdk=1\nabi=x\nname=a\nversion=1\nrequires="), "'sdk' is not a version such as 1.0");
        refused(text("sdk=-1.0\nabi=x\nname=a\nversion=1\nrequires="), "'sdk' is not a version such as 1.0");
        refused(text("sdk=1.0\nabi=x\nname=../a\nversion=1\nrequires="), "'../a' cannot be a module's name");
        refused(text("sdk=1.0\nabi=x\nname=a\nversion=\nrequires="), "'version' is empty");
        refused(
            text("sdk=1.0\nabi=x\nname=a\nversion=1\nrequires=B"), "it requires 'B', which cannot be a module's name"
        );
        refused(text("sdk=1.0\nsdk=2.0"), "'sdk' is given twice");
        refused(text("sdk"), "a line is not key=value");
        refused(text("version=1\x1b[2J"), "a line is not key=value");
    }

    void anOlderMinorVersionRuns() { CPPUNIT_ASSERT_NO_THROW(checkPlatform(builtFor(1, 1), {1, 2, "x"})); }

    void aNewerMinorVersionIsRefusedWithBothNumbers() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("built for SDK 1.3, this kernel provides SDK 1.2 (same major and not newer is required): "
                        "rebuild the module"),
            refusalOf([] {
                checkPlatform(builtFor(1, 3), {1, 2, "x"});
            })
        );
    }

    void anotherMajorVersionIsRefused() {
        CPPUNIT_ASSERT_THROW(checkPlatform(builtFor(2, 0), {1, 2, "x"}), Refusal);
        CPPUNIT_ASSERT_THROW(checkPlatform(builtFor(1, 0), {2, 2, "x"}), Refusal);
    }

    void anotherBinaryInterfaceIsRefusedWithBothTags() {
        CPPUNIT_ASSERT_EQUAL(std::string("binary interface differs: module x, kernel y"), refusalOf([] {
                                 checkPlatform(builtFor(1, 0), {1, 0, "y"});
                             }));
    }

    void namesArePlain() {
        CPPUNIT_ASSERT(isModuleName("a_1"));
        for (const std::string name : {"", "1a", "A", "a-b", "a.b", "../a", "kernel"}) {
            CPPUNIT_ASSERT_MESSAGE(name, !isModuleName(name));
        }
        CPPUNIT_ASSERT(isModuleName(std::string(60, 'a')));
        CPPUNIT_ASSERT(!isModuleName(std::string(61, 'a')));
    }

private:
    static std::string text(std::string_view lines) { return "TENONMODULE1\n" + std::string(lines) + "\n"; }

    static Manifest builtFor(int major, int minor) {
        Manifest manifest;
        manifest.sdkMajor = major;
        manifest.sdkMinor = minor;
        manifest.abi = "x";
        return manifest;
    }

    template <typename Action>
    static std::string refusalOf(Action action) {
        try {
            action();
        } catch (const Refusal& refusal) {
            return refusal.what();
        }
        return "nothing was refused";
    }

    static void refused(std::string_view section, const std::string& reason) {
        CPPUNIT_ASSERT_EQUAL("damaged manifest: " + reason, refusalOf([&] {
                                 static_cast<void>(parseManifest(section));
                             }));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ManifestTest);

} // namespace tenon::modules
