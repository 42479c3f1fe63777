#include <kernel/data/migration/lint.h>
#include <kernel/data/migration/migration.h>

#include <cppunit/extensions/HelperMacros.h>

namespace {

using namespace tenon;
using data::MigrationError;

std::string refusal(std::string_view script, bool isTransactional = true) {
    try {
        data::lint(script, isTransactional);
    } catch (const MigrationError& error) {
        return error.what();
    }
    return "accepted";
}

std::string refusalOfNames(std::initializer_list<const char*> names) {
    std::vector<Asset> files;
    for (const char* name : names) {
        files.push_back({name, "", 0});
    }
    try {
        static_cast<void>(data::migrationsOf(files, Backend::Sqlite));
    } catch (const MigrationError& error) {
        return error.what();
    }
    return "accepted";
}

class MigrationFilesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(MigrationFilesTest);
    CPPUNIT_TEST(theSharedTypesAreAccepted);
    CPPUNIT_TEST(anyOtherTypeIsRefusedWithItsColumn);
    CPPUNIT_TEST(aTypeWithATailIsRefused);
    CPPUNIT_TEST(anAddedColumnIsCheckedToo);
    CPPUNIT_TEST(otherStatementsAreNotLookedInto);
    CPPUNIT_TEST(endingTheTransactionIsRefused);
    CPPUNIT_TEST(aNameHasANumberAndAnEnding);
    CPPUNIT_TEST(aNumberIsUsedOnce);
    CPPUNIT_TEST_SUITE_END();

public:
    void theSharedTypesAreAccepted() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("accepted"),
            refusal("CREATE TABLE IF NOT EXISTS t (id @id, a BIGINT NOT NULL, b text, c Boolean DEFAULT (1 = 1), d "
                    "DATE, e TIMESTAMP,"
                    "f DOUBLE PRECISION CHECK (f > 0), g VARCHAR(12) DEFAULT 'x', h @blob, \"order\" BIGINT REFERENCES "
                    "u (id),"
                    "CONSTRAINT k UNIQUE (a, b), FOREIGN KEY (a) REFERENCES u (id), PRIMARY KEY (a, b))")
        );
    }

    void anyOtherTypeIsRefusedWithItsColumn() {
        for (const std::string type :
             {"INTEGER",
              "INT",
              "SERIAL",
              "JSONB",
              "NUMERIC(10,2)",
              "TIMESTAMPTZ",
              "UUID",
              "BLOB",
              "@other",
              "DOUBLE"}) {
            const std::string text = refusal("CREATE TABLE t (id @id, odd " + type + " NOT NULL)");
            CPPUNIT_ASSERT_MESSAGE(text, text.starts_with("column odd is declared " + type.substr(0, type.find('('))));
        }
    }

    void aTypeWithATailIsRefused() {
        for (const char* type : {"TIMESTAMP WITH TIME ZONE", "TEXT(5)", "BIGINT UNSIGNED", "VARCHAR", "BIGINT[]"}) {
            CPPUNIT_ASSERT_MESSAGE(type, refusal("CREATE TABLE t (odd " + std::string(type) + ")") != "accepted");
        }
    }

    void anAddedColumnIsCheckedToo() {
        CPPUNIT_ASSERT(refusal("ALTER TABLE t ADD COLUMN odd REAL").starts_with("column odd is declared REAL"));
        CPPUNIT_ASSERT(refusal("ALTER TABLE t ADD a BIGINT, ADD odd REAL").starts_with("column odd is declared REAL"));
        CPPUNIT_ASSERT_EQUAL(std::string("accepted"), refusal("ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)"));
        CPPUNIT_ASSERT_EQUAL(std::string("accepted"), refusal("ALTER TABLE t RENAME COLUMN a TO b"));
    }

    void otherStatementsAreNotLookedInto() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("accepted"),
            refusal("INSERT INTO t VALUES ('CREATE TABLE x (a INT)'); CREATE INDEX i ON t (a) -- INT")
        );
    }

    void endingTheTransactionIsRefused() {
        CPPUNIT_ASSERT(refusal("CREATE TABLE t (a TEXT); COMMIT;").starts_with("COMMIT is not allowed"));
        CPPUNIT_ASSERT_EQUAL(std::string("accepted"), refusal("BEGIN; COMMIT", false));
    }

    void aNameHasANumberAndAnEnding() {
        for (const char* name :
             {"tables.sql",
              "1_x.sql",
              "0001x.sql",
              "0000_x.sql",
              "0001_x",
              "0001_x.txt",
              "0001_x.mysql.sql",
              "-001_x.sql"}) {
            CPPUNIT_ASSERT_MESSAGE(name, refusalOfNames({("migrations/" + std::string(name)).c_str()}) != "accepted");
        }
        CPPUNIT_ASSERT_EQUAL(std::string("accepted"), refusalOfNames({"demo/x.sql", "migrations/0001_x.sql"}));
    }

    void aNumberIsUsedOnce() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("0001_b.sql: has the same number as 0001_a.sql"),
            refusalOfNames({"migrations/0001_b.sql", "migrations/0001_a.sql"})
        );
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(MigrationFilesTest);

} // namespace
