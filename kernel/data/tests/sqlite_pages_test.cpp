/// Pages of the database that a connection keeps in memory.

#include <kernel/data/sqlite/connection.h>
#include <kernel/data/temporary_folder.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <sqlite3.h>

namespace {

using namespace tenon::data;
using sqlite::SqliteConnection;

class SqlitePagesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SqlitePagesTest);
    CPPUNIT_TEST(pagesOfALargeImportGoBack);
    CPPUNIT_TEST(theFewOfEverydayStay);
    CPPUNIT_TEST_SUITE_END();

public:
    /// Writes about so many bytes.
    void import(int bytes) {
        constexpr int rowBytes = 1000;
        _connection.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, content BLOB)");
        _connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
            + std::to_string(bytes / rowBytes) + ") INSERT INTO entry SELECT i, zeroblob(" + std::to_string(rowBytes)
            + ") FROM n"
        );
    }

    int bytesKept() {
        int used = 0;
        int unused = 0;
        sqlite3_db_status(_connection.handle(), SQLITE_DBSTATUS_CACHE_USED, &used, &unused, 0);
        return used;
    }

    void pagesOfALargeImportGoBack() {
        import(8'000'000);
        CPPUNIT_ASSERT(bytesKept() > 8'000'000);
        _connection.releasePages();
        CPPUNIT_ASSERT(bytesKept() < 1'000'000);
    }

    void theFewOfEverydayStay() {
        import(1'000'000);
        const int before = bytesKept();
        CPPUNIT_ASSERT(before > 1'000'000);
        _connection.releasePages();
        CPPUNIT_ASSERT_EQUAL(before, bytesKept());
    }

private:
    TemporaryFolder _folder{TemporaryFolder::Where::Memory};
    DataMetrics _metrics;
    SqliteConnection _connection{
        (_folder.path() / "database").string(),
        SqliteConnection::Role::Writer,
        std::chrono::milliseconds(100),
        _metrics};
};

CPPUNIT_TEST_SUITE_REGISTRATION(SqlitePagesTest);

} // namespace
