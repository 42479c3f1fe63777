#include <tenon/module.h>
#include <tenon/test/fixture.h>

#include <cppunit/extensions/HelperMacros.h>

using tenon::test::nobody;
using tenon::test::On;
using tenon::test::User;

/// The module behind the real kernel, on SQLite and, where TENON_TEST_POSTGRES names a server, on PostgreSQL.
template <On on>
class NotesTest : public tenon::test::KernelFixture {
    CPPUNIT_TEST_SUITE(NotesTest);
    CPPUNIT_TEST(everyCallIsAnsweredAsItShould);
    CPPUNIT_TEST_SUITE_END();

public:
    NotesTest() : KernelFixture(on) {}

    void everyCallIsAnsweredAsItShould() {
        const User writer{"writer", {"@NAME@.notes.add", "@NAME@.notes.view"}};
        const User reader{"reader", {"@NAME@.notes.view"}};
        expect({
            {writer, "POST", "/@NAME@/notes", R"({"title": "First"})", 201, "First", "", "@NAME@.notes.created"},
            {writer, "POST", "/@NAME@/notes", R"({"titel": "First"})", 400, "titel"},
            {reader, "POST", "/@NAME@/notes", R"({"title": "Second"})", 403},
            {nobody, "POST", "/@NAME@/notes", R"({"title": "Third"})", 401},
            {reader, "GET", "/@NAME@/notes", "", 200, "First", "Second"},
            {reader, "GET", "/@NAME@/notes/99", "", 404},
            {reader, "GET", "/@NAME@/greeting?name=Ann", "", 200, "Hello, Ann!"},
        });
    }
};

static const tenon::test::OnBothDatabases<NotesTest> registered;
