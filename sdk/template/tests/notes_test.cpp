#include <tenon/module.h>
#include <tenon/test.h>

#include <cppunit/TestAssert.h>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

extern "C" const tenon::ModuleDescriptor tenon_module_v1;

/// The module behind the real kernel, on a database in memory.
class NotesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(NotesTest);
    CPPUNIT_TEST(everyCallIsAnsweredAsItShould);
    CPPUNIT_TEST_SUITE_END();

public:
    void everyCallIsAnsweredAsItShould() {
        const tenon::test::User writer{"writer", {"@NAME@.notes.add", "@NAME@.notes.view"}};
        const tenon::test::User reader{"reader", {"@NAME@.notes.view"}};
        const tenon::test::User nobody;

        tenon::test::Kernel kernel(tenon_module_v1);
        const auto faults = tenon::test::run(
            kernel,
            {
                {writer, "POST", "/@NAME@/notes", R"({"title": "First"})", 201, "First", "", "@NAME@.notes.created"},
                {writer, "POST", "/@NAME@/notes", R"({"titel": "First"})", 400, "titel"},
                {reader, "POST", "/@NAME@/notes", R"({"title": "Second"})", 403},
                {nobody, "POST", "/@NAME@/notes", R"({"title": "Third"})", 401},
                {reader, "GET", "/@NAME@/notes", "", 200, "First", "Second"},
                {reader, "GET", "/@NAME@/notes/99", "", 404},
                {reader, "GET", "/@NAME@/greeting?name=Ann", "", 200, "Hello, Ann!"},
            }
        );
        for (const std::string& fault : faults) {
            CPPUNIT_FAIL(fault);
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(NotesTest);
