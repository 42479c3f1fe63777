#include <tests/support/database_fixture.h>

namespace {

using namespace tenon;
using Kind = DatabaseError::Kind;

constexpr const char* createTables = R"(
CREATE TABLE house (id BIGINT PRIMARY KEY, code TEXT);
CREATE UNIQUE INDEX house__code__unique ON house (lower(code));
CREATE TABLE item (
    id BIGINT PRIMARY KEY,
    sku TEXT NOT NULL,
    price BIGINT CONSTRAINT item__price__check CHECK (price >= 0),
    house_id BIGINT CONSTRAINT item__house_id__fk REFERENCES house (id),
    place TEXT,
    shelf BIGINT,
    CONSTRAINT item__sku__unique UNIQUE (sku),
    CONSTRAINT item__shelf__unique UNIQUE (place, shelf)
);
CREATE INDEX item__places ON item (house_id, price);
CREATE UNIQUE INDEX item__price ON item (house_id, price DESC);
INSERT INTO house (id, code) VALUES (1, 'North');
INSERT INTO item (id, sku, price, house_id) VALUES (1, 'a', 5, 1);
)";

template <Backend backend>
class ErrorTest : public tests::DatabaseFixture {
    CPPUNIT_TEST_SUITE(ErrorTest);
    CPPUNIT_TEST(aSecondEqualValueIsUnique);
    CPPUNIT_TEST(severalColumnsAreUniqueByTheNameOfTheirConstraint);
    CPPUNIT_TEST(anIndexOnSeveralColumnsTellsItsName);
    CPPUNIT_TEST(aSecondKeyIsUnique);
    CPPUNIT_TEST(anIndexOnAnExpressionTellsItsName);
    CPPUNIT_TEST(aMissingValueIsNotNull);
    CPPUNIT_TEST(aForbiddenValueIsCheck);
    CPPUNIT_TEST(anUnknownReferenceIsForeignKey);
    CPPUNIT_TEST(aReferencedRowCannotGo);
    CPPUNIT_TEST(aFaultInTheTextIsOther);
    CPPUNIT_TEST(theClientLearnsNothingAboutTheDatabase);
    CPPUNIT_TEST(afterAnErrorTheNextStatementWorks);
    CPPUNIT_TEST(anErrorWithinTheRowsReachesTheCaller);
    CPPUNIT_TEST_SUITE_END();

public:
    ErrorTest() : DatabaseFixture(backend) {}

    void setUp() override {
        DatabaseFixture::setUp();
        db().executeScript(createTables);
    }

    DatabaseError errorOf(std::string_view sql) {
        try {
            db().execute(sql);
        } catch (const DatabaseError& error) {
            return error;
        }
        throw std::runtime_error("accepted: " + std::string(sql));
    }

    void expect(std::string_view sql, Kind kind, const std::string& onSqlite, const std::string& onPostgres) {
        const DatabaseError error = errorOf(sql);
        CPPUNIT_ASSERT_MESSAGE(error.cause(), error.kind() == kind);
        CPPUNIT_ASSERT_EQUAL(isSqlite() ? onSqlite : onPostgres, error.constraint());
    }

    void aSecondEqualValueIsUnique() {
        expect("INSERT INTO item (id, sku) VALUES (2, 'a')", Kind::Unique, "item__sku__unique", "item__sku__unique");
        CPPUNIT_ASSERT_EQUAL(409, errorOf("INSERT INTO item (id, sku) VALUES (2, 'a')").status());
    }

    void severalColumnsAreUniqueByTheNameOfTheirConstraint() {
        db().execute("INSERT INTO item (id, sku, place, shelf) VALUES (2, 'b', 'North', 7)");
        const char* second = "INSERT INTO item (id, sku, place, shelf) VALUES (3, 'c', 'North', 7)";
        expect(second, Kind::Unique, "item__shelf__unique", "item__shelf__unique");
    }

    void anIndexOnSeveralColumnsTellsItsName() {
        const char* second = "INSERT INTO item (id, sku, price, house_id) VALUES (2, 'b', 5, 1)";
        expect(second, Kind::Unique, "item__price", "item__price");
    }

    void aSecondKeyIsUnique() {
        expect("INSERT INTO item (id, sku) VALUES (1, 'b')", Kind::Unique, "item.id", "item_pkey");
    }

    void anIndexOnAnExpressionTellsItsName() {
        expect(
            "INSERT INTO house (id, code) VALUES (2, 'NORTH')",
            Kind::Unique,
            "house__code__unique",
            "house__code__unique"
        );
    }

    void aMissingValueIsNotNull() {
        expect("INSERT INTO item (id, sku) VALUES (2, NULL)", Kind::NotNull, "item.sku", "item.sku");
    }

    void aForbiddenValueIsCheck() {
        expect("UPDATE item SET price = -1", Kind::Check, "item__price__check", "item__price__check");
    }

    void anUnknownReferenceIsForeignKey() {
        expect("UPDATE item SET house_id = 9", Kind::ForeignKey, "", "item__house_id__fk");
    }

    void aReferencedRowCannotGo() { expect("DELETE FROM house", Kind::ForeignKey, "", "item__house_id__fk"); }

    void aFaultInTheTextIsOther() {
        expect("SELECT missing FROM nowhere", Kind::Other, "", "");
        expect("SELEKT", Kind::Other, "", "");
    }

    void theClientLearnsNothingAboutTheDatabase() {
        const DatabaseError error = errorOf("SELECT missing FROM nowhere");
        CPPUNIT_ASSERT_EQUAL(500, error.status());
        CPPUNIT_ASSERT_EQUAL(std::string("The database could not do this."), error.message().english());
        CPPUNIT_ASSERT_MESSAGE(error.cause(), error.cause().find("nowhere") != std::string::npos);
    }

    void afterAnErrorTheNextStatementWorks() {
        errorOf("INSERT INTO item (id, sku) VALUES (1, 'b')");
        db().execute("INSERT INTO item (id, sku) VALUES (2, 'b')");
        errorOf("INSERT INTO item (id, sku) VALUES (1, 'b')");
        CPPUNIT_ASSERT_EQUAL(2, db().value<int>("SELECT COUNT(*) FROM item").value());
    }

    void anErrorWithinTheRowsReachesTheCaller() {
        constexpr const char* sql =
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
            "SELECT abs(CASE WHEN i < 1500 THEN i ELSE -9223372036854775807 - (i - 1499) END) FROM n";
        int visited = 0;
        CPPUNIT_ASSERT_THROW(db().each(sql, {}, [&](const Row&) { ++visited; }), DatabaseError);
        CPPUNIT_ASSERT_EQUAL(1499, visited);
        CPPUNIT_ASSERT_EQUAL(1, db().value<int>("SELECT 1").value());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ErrorTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(ErrorTest<Backend::PostgreSql>);

} // namespace
