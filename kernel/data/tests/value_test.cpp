#include <tests/support/database_fixture.h>

#include <limits>

namespace {

using namespace tenon;
using Kind = DatabaseError::Kind;

constexpr const char* createTable = R"(CREATE TABLE sample (
    id BIGINT PRIMARY KEY, name TEXT, is_open BOOLEAN, day DATE, at TIMESTAMP, ratio DOUBLE PRECISION, data %BLOB%
))";

std::span<const std::byte> bytesOf(std::string_view text) { return std::as_bytes(std::span(text.data(), text.size())); }

template <Backend backend>
class ValueTest : public tests::DatabaseFixture {
    CPPUNIT_TEST_SUITE(ValueTest);
    CPPUNIT_TEST(everyTypeComesBackAsItWent);
    CPPUNIT_TEST(nullIsNullInEveryType);
    CPPUNIT_TEST(nullInATypeWithoutNullIsAnError);
    CPPUNIT_TEST(theLargestIntegersAreExact);
    CPPUNIT_TEST(anIntegerOutOfRangeOfItsTypeIsAnError);
    CPPUNIT_TEST(aTextThatIsNoNumberIsNotReadAsOne);
    CPPUNIT_TEST(sumsAndCountsAreIntegers);
    CPPUNIT_TEST(aSumBeyondTheIntegersIsAnError);
    CPPUNIT_TEST(scaledDecimalsAddUpExactly);
    CPPUNIT_TEST(timestampsKeepMicrosecondsAndOneForm);
    CPPUNIT_TEST(aTimestampWrittenByTheDatabaseHasTheSameForm);
    CPPUNIT_TEST(textOrderOfTimestampsIsTimeOrder);
    CPPUNIT_TEST(booleansWorkInConditions);
    CPPUNIT_TEST(emptyTextAndEmptyBlobAreNotNull);
    CPPUNIT_TEST(anyBytesComeBack);
    CPPUNIT_TEST(unicodeComesBack);
    CPPUNIT_TEST(aTextWithNulOrBadUtf8IsInvalid);
    CPPUNIT_TEST(oneParameterMayAppearTwice);
    CPPUNIT_TEST(aParameterMayBeComparedWithNull);
    CPPUNIT_TEST(aColonInALiteralIsNoParameter);
    CPPUNIT_TEST(likeTellsUpperFromLowerCase);
    CPPUNIT_TEST(aDoubleQuotedTextIsAnIdentifier);
    CPPUNIT_TEST(theNumberOfChangedRowsIsReturned);
    CPPUNIT_TEST(returningGivesRowsAndCountsThem);
    CPPUNIT_TEST(aColumnThatDoesNotExistIsAnError);
    CPPUNIT_TEST_SUITE_END();

public:
    ValueTest() : DatabaseFixture(backend) {}

    void setUp() override {
        DatabaseFixture::setUp();
        std::string sql = createTable;
        sql.replace(sql.find("%BLOB%"), 6, isSqlite() ? "BLOB" : "BYTEA");
        db().execute(sql);
    }

    template <typename T>
    T stored(std::string_view column) {
        return db().value<T>("SELECT " + std::string(column) + " FROM sample WHERE id = 1").value();
    }

    void insert(std::string_view column, Value value) {
        db().execute("INSERT INTO sample (id, " + std::string(column) + ") VALUES (1, :value)", {{"value", value}});
    }

    static Timestamp instant() { return Timestamp::parse("2024-02-29T13:14:15.123456Z").value(); }

    void everyTypeComesBackAsItWent() {
        db().execute(
            "INSERT INTO sample (id, name, is_open, day, at, ratio, data) VALUES (:id, :name, :open, :day, :at, "
            ":ratio, :data)",
            {{"id", 7},
             {"name", "Ann"},
             {"open", true},
             {"day", Date::parse("2024-02-29").value()},
             {"at", instant()},
             {"ratio", 0.1},
             {"data", bytesOf("abc")}}
        );
        const auto visited =
            db().rows("SELECT id, name, is_open, day, at, ratio, data FROM sample", {}, [](const Row& row) {
                CPPUNIT_ASSERT_EQUAL(std::size_t{7}, row.size());
                CPPUNIT_ASSERT_EQUAL(std::string("is_open"), std::string(row.name(2)));
                CPPUNIT_ASSERT_EQUAL(7, row.get<int>(0));
                CPPUNIT_ASSERT_EQUAL(std::string("Ann"), row.get<std::string>(1));
                CPPUNIT_ASSERT(row.get<bool>(2));
                CPPUNIT_ASSERT(row.get<Date>(3) == Date::parse("2024-02-29"));
                CPPUNIT_ASSERT(row.get<Timestamp>(4) == instant());
                CPPUNIT_ASSERT(row.get<double>(5) == 0.1);
                CPPUNIT_ASSERT_EQUAL(std::string("abc"), row.blob(6));
                return true;
            });
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, visited.size());
    }

    void nullIsNullInEveryType() {
        for (const char* column : {"name", "is_open", "day", "at", "ratio", "data"}) {
            db().execute("DELETE FROM sample");
            insert(column, nullptr);
            CPPUNIT_ASSERT_MESSAGE(column, !stored<std::optional<std::string>>(column));
        }
    }

    void nullInATypeWithoutNullIsAnError() {
        insert("name", nullptr);
        CPPUNIT_ASSERT_THROW(stored<std::string>("name"), DatabaseError);
        CPPUNIT_ASSERT_THROW(stored<int>("ratio"), DatabaseError);
        CPPUNIT_ASSERT_THROW(stored<bool>("is_open"), DatabaseError);
    }

    void theLargestIntegersAreExact() {
        for (const std::int64_t value : {INT64_MAX, INT64_MIN, INT64_MAX - 1, std::int64_t{0}}) {
            db().execute("DELETE FROM sample");
            db().execute("INSERT INTO sample (id) VALUES (:id)", {{"id", value}});
            CPPUNIT_ASSERT_EQUAL(value, db().value<std::int64_t>("SELECT id FROM sample").value());
        }
    }

    void anIntegerOutOfRangeOfItsTypeIsAnError() {
        db().execute("INSERT INTO sample (id) VALUES (:id)", {{"id", std::int64_t{1} << 40}});
        CPPUNIT_ASSERT_THROW(db().value<int>("SELECT id FROM sample"), DatabaseError);
        CPPUNIT_ASSERT_THROW(db().value<unsigned>("SELECT -id FROM sample"), DatabaseError);
    }

    void aTextThatIsNoNumberIsNotReadAsOne() {
        insert("name", "12x");
        CPPUNIT_ASSERT_THROW(stored<int>("name"), DatabaseError);
        CPPUNIT_ASSERT_THROW(stored<double>("name"), DatabaseError);
        CPPUNIT_ASSERT_THROW(stored<bool>("name"), DatabaseError);
        CPPUNIT_ASSERT_THROW(stored<Date>("name"), DatabaseError);
        CPPUNIT_ASSERT_THROW(stored<Timestamp>("name"), DatabaseError);
    }

    void sumsAndCountsAreIntegers() {
        db().execute("INSERT INTO sample (id) VALUES (3), (4)");
        CPPUNIT_ASSERT_EQUAL(2, db().value<int>("SELECT COUNT(*) FROM sample").value());
        CPPUNIT_ASSERT_EQUAL(7, db().value<int>("SELECT SUM(id) FROM sample").value());
    }

    void aSumBeyondTheIntegersIsAnError() {
        db().execute("INSERT INTO sample (id) VALUES (:a), (:b)", {{"a", INT64_MAX}, {"b", INT64_MAX - 1}});
        CPPUNIT_ASSERT_THROW(db().value<std::int64_t>("SELECT SUM(id) FROM sample"), DatabaseError);
    }

    void scaledDecimalsAddUpExactly() {
        const auto a = Decimal::parse("0.10", 2).value();
        const auto b = Decimal::parse("0.20", 2).value();
        db().execute("INSERT INTO sample (id) VALUES (:a), (:b)", {{"a", a}, {"b", b}});
        const auto sum = db().value<std::int64_t>("SELECT SUM(id) FROM sample").value();
        CPPUNIT_ASSERT_EQUAL(std::string("0.30"), Decimal(sum, 2).text());
    }

    void timestampsKeepMicrosecondsAndOneForm() {
        insert("at", instant());
        CPPUNIT_ASSERT_EQUAL(std::string("2024-02-29T13:14:15.123456Z"), stored<std::string>("at"));
        CPPUNIT_ASSERT(stored<Timestamp>("MAX(at)") == instant());
    }

    void aTimestampWrittenByTheDatabaseHasTheSameForm() {
        db().execute("INSERT INTO sample (id, at) VALUES (1, CURRENT_TIMESTAMP)");
        CPPUNIT_ASSERT_EQUAL(std::size_t{27}, stored<std::string>("at").size());
        CPPUNIT_ASSERT(stored<Timestamp>("at") > instant());
    }

    void textOrderOfTimestampsIsTimeOrder() {
        using std::chrono::microseconds;
        db().execute(
            "INSERT INTO sample (id, at) VALUES (1, :a), (2, :b), (3, :c)",
            {{"a", instant()}, {"b", instant() + microseconds(1)}, {"c", instant() - microseconds(1)}}
        );
        const auto ids = db().rows(
            "SELECT id FROM sample WHERE at >= :from ORDER BY at DESC",
            {{"from", instant()}},
            [](const Row& row) { return row.get<int>(0); }
        );
        CPPUNIT_ASSERT(ids == (std::vector{2, 1}));
    }

    void booleansWorkInConditions() {
        db().execute(
            "INSERT INTO sample (id, is_open) VALUES (1, :yes), (2, :no), (3, TRUE)", {{"yes", true}, {"no", false}}
        );
        CPPUNIT_ASSERT_EQUAL(2, db().value<int>("SELECT COUNT(*) FROM sample WHERE is_open").value());
        CPPUNIT_ASSERT_EQUAL(
            1, db().value<int>("SELECT COUNT(*) FROM sample WHERE is_open = :v", {{"v", false}}).value()
        );
    }

    void emptyTextAndEmptyBlobAreNotNull() {
        db().execute(
            "INSERT INTO sample (id, name, data) VALUES (1, :name, :data)",
            {{"name", std::string_view()}, {"data", Blob()}}
        );
        const auto lengths = db().first("SELECT name, data, length(data) FROM sample", {}, [](const Row& row) {
            CPPUNIT_ASSERT(!row.isNull(0) && !row.isNull(1));
            return row.text(0).size() + row.blob(1).size() + row.get<std::size_t>(2);
        });
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, lengths.value());
    }

    void anyBytesComeBack() {
        std::string bytes(100000, '\0');
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            bytes[i] = static_cast<char>(i % 256);
        }
        insert("data", bytesOf(bytes));
        const auto back = db().first("SELECT data FROM sample", {}, [](const Row& row) { return row.blob(0); });
        CPPUNIT_ASSERT(back == bytes);
    }

    void unicodeComesBack() {
        const std::string name = "\u00c0\u00c9 \u65e5\u672c \u0645\u062d\u0645\u062f \U0001F600";
        insert("name", name);
        CPPUNIT_ASSERT_EQUAL(name, stored<std::string>("name"));
    }

    void aTextWithNulOrBadUtf8IsInvalid() {
        CPPUNIT_ASSERT_THROW(insert("name", std::string_view("a\0b", 3)), Invalid);
        CPPUNIT_ASSERT_THROW(insert("name", "\xff"), Invalid);
    }

    void oneParameterMayAppearTwice() {
        insert("name", "a");
        CPPUNIT_ASSERT_EQUAL(
            1, db().value<int>("SELECT COUNT(*) FROM sample WHERE name = :n OR :n = name", {{"n", "a"}}).value()
        );
    }

    void aParameterMayBeComparedWithNull() {
        insert("name", "a");
        constexpr const char* sql = "SELECT COUNT(*) FROM sample WHERE CAST(:n AS TEXT) IS NULL OR name = :n";
        CPPUNIT_ASSERT_EQUAL(1, db().value<int>(sql, {{"n", nullptr}}).value());
        CPPUNIT_ASSERT_EQUAL(0, db().value<int>(sql, {{"n", "b"}}).value());
    }

    void aColonInALiteralIsNoParameter() {
        CPPUNIT_ASSERT_EQUAL(std::string(":x 9"), db().value<std::string>("SELECT ':x 9' -- :y").value());
    }

    void likeTellsUpperFromLowerCase() {
        insert("name", "Ann");
        CPPUNIT_ASSERT_EQUAL(
            0, db().value<int>("SELECT COUNT(*) FROM sample WHERE name LIKE :p", {{"p", "a%"}}).value()
        );
        CPPUNIT_ASSERT_EQUAL(
            1, db().value<int>("SELECT COUNT(*) FROM sample WHERE name LIKE :p", {{"p", "A%"}}).value()
        );
    }

    void aDoubleQuotedTextIsAnIdentifier() {
        CPPUNIT_ASSERT_THROW(db().value<std::string>("SELECT \"no such column\""), DatabaseError);
    }

    void theNumberOfChangedRowsIsReturned() {
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, db().execute("INSERT INTO sample (id) VALUES (1), (2)"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, db().execute("UPDATE sample SET name = 'x'"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, db().execute("CREATE TABLE other (id BIGINT)"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, db().execute("SELECT id FROM sample"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, db().execute("DELETE FROM sample WHERE id = 9"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, db().execute("DELETE FROM sample"));
    }

    void returningGivesRowsAndCountsThem() {
        std::vector<std::int64_t> ids;
        constexpr const char* sql = "INSERT INTO sample (id) VALUES (5), (6) RETURNING id";
        const auto changed = db().run(sql, {}, [&](const Row& row) { ids.push_back(row.integer(0)); });
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, changed);
        CPPUNIT_ASSERT(ids == (std::vector<std::int64_t>{5, 6}));
    }

    void aColumnThatDoesNotExistIsAnError() {
        insert("name", "a");
        db().each("SELECT name FROM sample", {}, [](const Row& row) {
            CPPUNIT_ASSERT_THROW(static_cast<void>(row.text(1)), DatabaseError);
        });
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ValueTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(ValueTest<Backend::PostgreSql>);

} // namespace
