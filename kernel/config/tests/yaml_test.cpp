/// How strictly YAML is read.

#include <kernel/config/yaml.h>

#include <cppunit/extensions/HelperMacros.h>

namespace {

using tenon::config::Faults;
using tenon::config::Node;
using tenon::config::readYaml;

class YamlTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(YamlTest);
    CPPUNIT_TEST(valuesKeepTheirPlaces);
    CPPUNIT_TEST(anEmptyFileIsAnEmptyMap);
    CPPUNIT_TEST(aSyntaxErrorNamesItsPlace);
    CPPUNIT_TEST(aNameMayStandOnlyOnceInAMap);
    CPPUNIT_TEST(tagsAreRefused);
    CPPUNIT_TEST(onlyOneDocumentIsRead);
    CPPUNIT_TEST(theRootMustBeAMap);
    CPPUNIT_TEST(namesMustBeTexts);
    CPPUNIT_TEST(aliasesRepeatWhatTheyName);
    CPPUNIT_TEST(anAliasBombIsStopped);
    CPPUNIT_TEST(anAliasInsideItselfIsRefused);
    CPPUNIT_TEST(depthIsLimited);
    CPPUNIT_TEST(sizeIsLimited);
    CPPUNIT_TEST(theNumberOfValuesIsLimited);
    CPPUNIT_TEST(theFileMustBeText);
    CPPUNIT_TEST(anEscapeMustGiveText);
    CPPUNIT_TEST(aMissingFileIsAFault);
    CPPUNIT_TEST_SUITE_END();

    static std::string faultsOf(std::string_view text) {
        Faults faults;
        const Node ignored = readYaml(text, "t.yaml", faults);
        std::string lines;
        for (const auto& fault : faults) {
            lines.append(lines.empty() ? "" : "\n").append(fault.text());
        }
        return lines;
    }

    static void faults(const std::string& expected, std::string_view text) {
        CPPUNIT_ASSERT_EQUAL(expected, faultsOf(text));
    }

    void valuesKeepTheirPlaces() {
        Faults faults;
        const Node root = readYaml("# c\nserver:\n  listen: [a, \"b\"]\n", "t.yaml", faults);
        CPPUNIT_ASSERT(faults.empty());
        const auto second = located(root, "server.listen.1");
        CPPUNIT_ASSERT(second.node != nullptr);
        CPPUNIT_ASSERT_EQUAL(std::string("b"), second.node->text);
        CPPUNIT_ASSERT(second.node->isQuoted);
        CPPUNIT_ASSERT_EQUAL(std::string("t.yaml:3:15"), second.origin.text());
        CPPUNIT_ASSERT_EQUAL(std::string("t.yaml:3:3"), located(root, "server.listen").name.text());
        CPPUNIT_ASSERT(located(root, "server.absent").node == nullptr);
        CPPUNIT_ASSERT(located(root, "server.listen.2").node == nullptr);
    }

    void anEmptyFileIsAnEmptyMap() {
        for (const char* text : {"", "\n", "# only a comment\n", "---\n", "~\n"}) {
            Faults faults;
            const Node root = readYaml(text, "t.yaml", faults);
            CPPUNIT_ASSERT_MESSAGE(text, faults.empty());
            CPPUNIT_ASSERT_MESSAGE(text, root.kind == Node::Kind::Map && root.members.empty());
        }
    }

    void aSyntaxErrorNamesItsPlace() {
        const std::string fault = faultsOf("a:\n  b: [1, 2\nc: 3\n");
        CPPUNIT_ASSERT_MESSAGE(fault, fault.starts_with("t.yaml:3:"));
        CPPUNIT_ASSERT_MESSAGE(fault, fault.find("This is not YAML") != std::string::npos);
    }

    void aNameMayStandOnlyOnceInAMap() {
        faults(
            "t.yaml:3:3: a.b: This name stands twice in the same map.\nt.yaml:4:1: a: This name stands twice in the "
            "same map.",
            "a:\n  b: 1\n  b: 2\na: 3\n"
        );
    }

    void tagsAreRefused() {
        faults(
            "t.yaml:1:4: a: found the tag !!python/object:os.system: Tags are not used here.",
            "a: !<!!python/object:os.system> x\n"
        );
        faults("t.yaml:1:4: a: found the tag tag:yaml.org,2002:int: Tags are not used here.", "a: !!int 7\n");
        faults("t.yaml:1:7: a.0: found the tag !secret: Tags are not used here.", "a: [  !secret {b: c}]\n");
    }

    void onlyOneDocumentIsRead() {
        const std::string fault = faultsOf("a: 1\n---\nb: 2\n");
        CPPUNIT_ASSERT_MESSAGE(fault, fault.find("Only one document is read") != std::string::npos);
    }

    void theRootMustBeAMap() {
        faults("t.yaml:1:1: The file must hold sections such as \"server:\".", "- a\n");
        faults("t.yaml:1:1: The file must hold sections such as \"server:\".", "just a text\n");
    }

    void namesMustBeTexts() { faults("t.yaml:1:3: The name of a setting must be a text.", "? [a]\n: 1\n"); }

    void aliasesRepeatWhatTheyName() {
        Faults faults;
        const Node root = readYaml("a: &x [1, 2]\nb: *x\n", "t.yaml", faults);
        CPPUNIT_ASSERT(faults.empty());
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, located(root, "b").node->items.size());
    }

    void anAliasBombIsStopped() {
        std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
        for (int i = 1; i < 12; ++i) {
            const std::string last = "*a" + std::to_string(i - 1);
            const std::string name = "a" + std::to_string(i);
            bomb += name + ": &" + name + " [" + last;
            for (int j = 1; j < 10; ++j) {
                bomb += ", " + last;
            }
            bomb += "]\n";
        }
        const std::string fault = faultsOf(bomb);
        CPPUNIT_ASSERT_MESSAGE(fault, fault.find("more than 20,000 values") != std::string::npos);
    }

    void anAliasInsideItselfIsRefused() {
        faults("t.yaml:1:8: a.0: An alias must not stand inside what it repeats.", "a: &x [*x]\n");
    }

    void depthIsLimited() {
        const std::string deep = "a: " + std::string(33, '[') + std::string(33, ']');
        CPPUNIT_ASSERT(faultsOf(deep).find("nested deeper than 32 levels") != std::string::npos);
        const std::string abyss = "a: " + std::string(500'000, '[');
        CPPUNIT_ASSERT(!faultsOf(abyss).empty());
        const std::string maps = "a: " + std::string(200'000, '{');
        CPPUNIT_ASSERT(!faultsOf(maps).empty());
    }

    void sizeIsLimited() { faults("t.yaml: The file is greater than 1 MB.", "a: " + std::string(1 << 20, 'x')); }

    void theNumberOfValuesIsLimited() {
        std::string text = "a:\n";
        for (int i = 0; i < 20'000; ++i) {
            text += "- x\n";
        }
        CPPUNIT_ASSERT(faultsOf(text).find("more than 20,000 values") != std::string::npos);
    }

    void theFileMustBeText() {
        faults("t.yaml: The file is not a text in UTF-8.", "a: \xFF\n");
        faults("t.yaml: The file is not a text in UTF-8.", std::string_view("a: \0\n", 5));
    }

    void anEscapeMustGiveText() {
        for (const char* escape : {"\\0", "\\e", "\\x7F", "\\u0085", "\\N", "\\_"}) {
            const std::string value = std::string("a:\n  b: \"x") + escape + "\"\n";
            faults(
                "t.yaml:2:6: a.b: An escape gives a control character, or is \\N or \\_, which are not read here.",
                value
            );
        }
        faults(
            "t.yaml:1:1: An escape gives a control character, or is \\N or \\_, which are not read here.",
            "\"x\\N\": b\n"
        );
        faults("", "a: \"\\t\\n\\xA0\\u00A0\\L\\U0001F600\"\n");
    }

    void aMissingFileIsAFault() {
        Faults faults;
        const Node root = tenon::config::readYamlFile("/nonexistent/t.yaml", faults);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, faults.size());
        CPPUNIT_ASSERT_EQUAL(
            std::string("/nonexistent/t.yaml: The file cannot be read: No such file or directory."), faults[0].text()
        );
        CPPUNIT_ASSERT(root.kind == Node::Kind::Map);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(YamlTest);

} // namespace
