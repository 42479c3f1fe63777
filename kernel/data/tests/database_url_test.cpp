#include <kernel/data/database_factory.h>
#include <kernel/data/database_url.h>

#include <cppunit/extensions/HelperMacros.h>

namespace {

using namespace tenon;
using data::DatabaseUrl;

std::string keywordsOf(std::string_view url) {
    std::string all;
    for (const auto& [keyword, value] : DatabaseUrl::parse(url).keywords) {
        all += keyword + "=" + value + ";";
    }
    return all;
}

class DatabaseUrlTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(DatabaseUrlTest);
    CPPUNIT_TEST(threeSlashesNameAFileOfSqlite);
    CPPUNIT_TEST(memoryIsATemporaryDatabase);
    CPPUNIT_TEST(aUrlOfPostgresBecomesKeywords);
    CPPUNIT_TEST(partsArePercentDecoded);
    CPPUNIT_TEST(aSocketIsGivenInTheQuery);
    CPPUNIT_TEST(anIpv6AddressStandsInBrackets);
    CPPUNIT_TEST(anythingElseIsRefusedWithoutRepeatingThePassword);
    CPPUNIT_TEST(aFileThatCannotBeOpenedIsAConnectionErrorAtOnce);
    CPPUNIT_TEST_SUITE_END();

public:
    void threeSlashesNameAFileOfSqlite() {
        const auto url = DatabaseUrl::parse("sqlite:///var/lib/a%20b.db");
        CPPUNIT_ASSERT(url.backend == Backend::Sqlite && !url.isTemporary);
        CPPUNIT_ASSERT_EQUAL(std::string("/var/lib/a b.db"), url.path);
        CPPUNIT_ASSERT_EQUAL(std::string("var/x.db"), DatabaseUrl::parse("sqlite:var/x.db").path);
    }

    void memoryIsATemporaryDatabase() { CPPUNIT_ASSERT(DatabaseUrl::parse("sqlite::memory:").isTemporary); }

    void aUrlOfPostgresBecomesKeywords() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("user=ann;password=secret;host=db.example;port=5433;dbname=tenon;sslmode=require;"),
            keywordsOf("postgresql://ann:secret@db.example:5433/tenon?sslmode=require")
        );
        CPPUNIT_ASSERT_EQUAL(std::string("host=h;dbname=d;"), keywordsOf("postgresql://h/d"));
    }

    void partsArePercentDecoded() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("user=a@b;password=it's: a/p?;host=h;dbname=d;"),
            keywordsOf("postgresql://a%40b:it's%3A%20a%2Fp%3F@h/d")
        );
    }

    void aSocketIsGivenInTheQuery() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("user=u;dbname=d;host=/run/pg;"), keywordsOf("postgresql://u@/d?host=%2Frun%2Fpg")
        );
    }

    void anIpv6AddressStandsInBrackets() {
        CPPUNIT_ASSERT_EQUAL(std::string("host=::1;port=5432;dbname=d;"), keywordsOf("postgresql://[::1]:5432/d"));
        CPPUNIT_ASSERT_EQUAL(std::string("host=::1;dbname=d;"), keywordsOf("postgresql://[::1]/d"));
    }

    void anythingElseIsRefusedWithoutRepeatingThePassword() {
        for (const char* url :
             {"",
              "mysql://u:secret@h/d",
              "postgresql:secret",
              "sqlite:",
              "sqlite:///",
              "sqlite://host/secret",
              "postgresql://u:secret%zz@h/d",
              "postgresql://u:secret%2",
              "postgresql://u:secret%00@h/d"}) {
            try {
                DatabaseUrl::parse(url);
                CPPUNIT_FAIL(url);
            } catch (const DatabaseError& error) {
                CPPUNIT_ASSERT(error.kind() == DatabaseError::Kind::Connection);
                CPPUNIT_ASSERT(error.cause().find("secret") == std::string::npos);
            }
        }
    }

    void aFileThatCannotBeOpenedIsAConnectionErrorAtOnce() {
        try {
            static_cast<void>(data::open({.url = "sqlite:///nowhere/at/all.db"}));
            CPPUNIT_FAIL("opened");
        } catch (const DatabaseError& error) {
            CPPUNIT_ASSERT(error.kind() == DatabaseError::Kind::Connection);
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(DatabaseUrlTest);

} // namespace
