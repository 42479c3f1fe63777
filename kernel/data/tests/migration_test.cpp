#include <kernel/data/migration/migrator.h>
#include <tests/support/database_fixture.h>

#include <thread>

namespace {

using namespace tenon;
using data::MigrationError;

Asset file(const char* path, std::string_view text) { return {path, text.data(), text.size()}; }

constexpr std::string_view tables = R"(-- Items and their notes; a semicolon in a comment is harmless.
CREATE TABLE shop_item (
    id @id,
    name TEXT NOT NULL DEFAULT 'a;b @id',
    price BIGINT CONSTRAINT shop_item__price__check CHECK (price >= 0),
    picture @blob
);
CREATE INDEX shop_item__name ON shop_item (name);
INSERT INTO shop_item (name) VALUES ('first'), ('second');
)";
constexpr std::string_view moreColumns = "ALTER TABLE shop_item ADD COLUMN weight DOUBLE PRECISION;";

template <Backend backend>
class MigrationTest : public tests::DatabaseFixture {
    CPPUNIT_TEST_SUITE(MigrationTest);
    CPPUNIT_TEST(pendingMigrationsAreListedAndAppliedInOrder);
    CPPUNIT_TEST(listingWhatIsPendingChangesNothing);
    CPPUNIT_TEST(applyingTwiceDoesNothingTheSecondTime);
    CPPUNIT_TEST(whatWasAppliedIsRecorded);
    CPPUNIT_TEST(twoModulesMayUseTheSameNumbers);
    CPPUNIT_TEST(aFileChangedAfterItWasAppliedIsRefused);
    CPPUNIT_TEST(aBrokenMigrationLeavesNothingBehind);
    CPPUNIT_TEST(theVariantOfTheDatabaseWins);
    CPPUNIT_TEST(triggersWithSeveralStatementsWork);
    CPPUNIT_TEST(aMigrationMayRunOutsideOfATransaction);
    CPPUNIT_TEST(manyNodesAtOnceApplyEachMigrationOnce);
    CPPUNIT_TEST(statementsCachedBeforeAMigrationWorkAfterIt);
    CPPUNIT_TEST_SUITE_END();

public:
    MigrationTest() : DatabaseFixture(backend) {}

    const std::vector<Asset> shop = {
        file("demo/ignored.json", "{}"),
        file("migrations/0002_more.sql", moreColumns),
        file("migrations/0001_tables.sql", tables),
    };

    std::vector<std::string> apply(std::span<const Asset> files, std::string_view module = "shop") {
        return data::Migrator(db()).apply(module, files);
    }

    std::string refusal(std::span<const Asset> files) {
        try {
            apply(files);
        } catch (const MigrationError& error) {
            return error.what();
        }
        return "applied";
    }

    void pendingMigrationsAreListedAndAppliedInOrder() {
        const std::vector<std::string> names = {"0001_tables.sql", "0002_more.sql"};
        CPPUNIT_ASSERT(data::Migrator(db()).pending("shop", shop) == names);
        CPPUNIT_ASSERT(apply(shop) == names);
        CPPUNIT_ASSERT(data::Migrator(db()).pending("shop", shop).empty());
        CPPUNIT_ASSERT_EQUAL(2, db().value<int>("SELECT MAX(id) FROM shop_item WHERE weight IS NULL").value());
        CPPUNIT_ASSERT_EQUAL(
            std::string("a;b @id"),
            db().value<std::string>("INSERT INTO shop_item (price) VALUES (1) RETURNING name").value()
        );
    }

    void listingWhatIsPendingChangesNothing() {
        static_cast<void>(data::Migrator(db()).pending("shop", shop));
        CPPUNIT_ASSERT_THROW(db().execute("SELECT id FROM tenon_migration"), DatabaseError);
        CPPUNIT_ASSERT_THROW(db().execute("SELECT id FROM shop_item"), DatabaseError);
    }

    void applyingTwiceDoesNothingTheSecondTime() {
        apply(shop);
        CPPUNIT_ASSERT(apply(shop).empty());
        CPPUNIT_ASSERT_EQUAL(2, db().value<int>("SELECT COUNT(*) FROM shop_item").value());
    }

    void whatWasAppliedIsRecorded() {
        apply(shop);
        const auto record = db().first(
            "SELECT name, checksum, applied_at FROM tenon_migration WHERE module = 'shop' AND id = 2",
            {},
            [](const Row& row) { return row.get<std::string>(0) + " " + row.get<std::string>(1); }
        );
        // sha256sum of the file.
        CPPUNIT_ASSERT_EQUAL(
            std::string("0002_more.sql 65e1c4311cc081399e382771406cb57d6f247e523c5ad7712d77319202af28fb"),
            record.value()
        );
    }

    void twoModulesMayUseTheSameNumbers() {
        apply(shop);
        const Asset other[] = {file("migrations/0001_tables.sql", "CREATE TABLE other_thing (id @id)")};
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, apply(other, "other").size());
    }

    void aFileChangedAfterItWasAppliedIsRefused() {
        apply(shop);
        const Asset changed[] = {file("migrations/0002_more.sql", "ALTER TABLE shop_item ADD COLUMN height BIGINT")};
        CPPUNIT_ASSERT_EQUAL(
            std::string(
                "module shop: migration 0002_more.sql was changed after it was applied: undo that and put the change "
                "into a new one"
            ),
            refusal(changed)
        );
        CPPUNIT_ASSERT_THROW(data::Migrator(db()).pending("shop", changed), MigrationError);
    }

    void aBrokenMigrationLeavesNothingBehind() {
        const Asset broken[] = {
            file("migrations/0001_tables.sql", "CREATE TABLE shop_a (id @id)"),
            file("migrations/0002_broken.sql", "CREATE TABLE shop_b (id @id); INSERT INTO nowhere VALUES (1)"),
        };
        const std::string reason = refusal(broken);
        CPPUNIT_ASSERT_MESSAGE(reason, reason.starts_with("module shop: migration 0002_broken.sql: "));
        CPPUNIT_ASSERT_MESSAGE(reason, reason.find("nowhere") != std::string::npos);
        db().execute("SELECT id FROM shop_a");
        CPPUNIT_ASSERT_THROW(db().execute("SELECT id FROM shop_b"), DatabaseError);
        const Asset mended[] = {broken[0], file("migrations/0002_broken.sql", "CREATE TABLE shop_b (id @id)")};
        CPPUNIT_ASSERT_EQUAL(std::string("applied"), refusal(mended));
    }

    void theVariantOfTheDatabaseWins() {
        const Asset variants[] = {
            file("migrations/0001_a.sql", "CREATE TABLE shop_common (id @id)"),
            file("migrations/0001_a.sqlite.sql", "CREATE TABLE shop_sqlite (id @id)"),
            file("migrations/0001_a.pgsql.sql", "CREATE TABLE shop_pgsql (id @id)"),
        };
        apply(variants);
        db().execute(isSqlite() ? "SELECT id FROM shop_sqlite" : "SELECT id FROM shop_pgsql");
        CPPUNIT_ASSERT_THROW(db().execute("SELECT id FROM shop_common"), DatabaseError);
    }

    void triggersWithSeveralStatementsWork() {
        const Asset triggers[] = {
            file("migrations/0001_a.sql", "CREATE TABLE shop_a (id @id, n BIGINT)"),
            file(
                "migrations/0002_t.sqlite.sql",
                "CREATE TRIGGER shop_t AFTER INSERT ON shop_a BEGIN "
                "UPDATE shop_a SET n = 7 WHERE id = NEW.id; SELECT 1; END;"
            ),
            file(
                "migrations/0002_t.pgsql.sql",
                "CREATE FUNCTION shop_f() RETURNS trigger AS $body$ BEGIN NEW.n := 7; RETURN NEW; END; $body$ LANGUAGE "
                "plpgsql;"
                "CREATE TRIGGER shop_t BEFORE INSERT ON shop_a FOR EACH ROW EXECUTE FUNCTION shop_f();"
            ),
        };
        apply(triggers);
        db().execute("INSERT INTO shop_a (n) VALUES (1)");
        CPPUNIT_ASSERT_EQUAL(7, db().value<int>("SELECT n FROM shop_a").value());
    }

    void aMigrationMayRunOutsideOfATransaction() {
        apply(shop);
        const Asset more[] = {
            file(
                "migrations/0003_i.sqlite.sql",
                "-- tenon: no-transaction\nPRAGMA foreign_keys = OFF;\nBEGIN;\n"
                "CREATE INDEX shop_i ON shop_item (price);\nCOMMIT;\nPRAGMA foreign_keys = ON;"
            ),
            file(
                "migrations/0003_i.pgsql.sql",
                "-- tenon: no-transaction\nCREATE INDEX CONCURRENTLY shop_i ON shop_item (price);\n"
                "CREATE INDEX CONCURRENTLY shop_j ON shop_item (price, name);"
            ),
        };
        CPPUNIT_ASSERT_EQUAL(std::string("applied"), refusal(more));
        CPPUNIT_ASSERT(apply(more).empty());
    }

    void manyNodesAtOnceApplyEachMigrationOnce() {
        std::atomic<std::size_t> applied{0};
        std::vector<std::thread> nodes;
        for (int i = 0; i < 4; ++i) {
            nodes.emplace_back([&] {
                const auto own = isSqlite() ? nullptr : data::open({.url = url()});
                applied += data::Migrator(own ? *own : db()).apply("shop", shop).size();
            });
        }
        for (auto& node : nodes) {
            node.join();
        }
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, applied.load());
        CPPUNIT_ASSERT_EQUAL(2, db().value<int>("SELECT COUNT(*) FROM shop_item").value());
    }

    void statementsCachedBeforeAMigrationWorkAfterIt() {
        // A type of a result that changes is what PostgreSQL refuses in a cached plan.
        db().executeScript("CREATE VIEW shop_view AS SELECT 1 AS n");
        const auto n = [&] { return db().value<std::string>("SELECT n FROM shop_view").value(); };
        const auto inTransaction = [&] { return db().transaction(n); };
        const auto replace = [&](const std::string& value) {
            db().executeScript("DROP VIEW shop_view; CREATE VIEW shop_view AS SELECT " + value + " AS n");
        };
        CPPUNIT_ASSERT_EQUAL(std::string("1"), n());
        replace("'text'");
        CPPUNIT_ASSERT_EQUAL(std::string("text"), n());
        CPPUNIT_ASSERT_EQUAL(std::string("text"), inTransaction());
        replace("2");
        CPPUNIT_ASSERT_EQUAL(std::string("2"), inTransaction());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(MigrationTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(MigrationTest<Backend::PostgreSql>);

} // namespace
