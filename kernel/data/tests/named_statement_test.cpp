#include <kernel/data/sql/named_statement.h>

#include <cppunit/extensions/HelperMacros.h>

#include <limits>

namespace {

using namespace tenon;
using data::NamedStatement;

std::string onPostgres(std::string_view sql) { return NamedStatement(sql, Backend::PostgreSql).text(); }

std::string refusal(std::string_view sql) {
    try {
        NamedStatement(sql, Backend::Sqlite);
    } catch (const DatabaseError& error) {
        return error.cause();
    }
    return "accepted";
}

std::string refusal(NamedStatement& statement, std::initializer_list<Param> params) {
    try {
        statement.bind({params.begin(), params.size()});
    } catch (const DatabaseError& error) {
        return error.cause();
    }
    return "accepted";
}

class NamedStatementTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(NamedStatementTest);
    CPPUNIT_TEST(postgresGetsNumbersInTheOrderOfFirstAppearance);
    CPPUNIT_TEST(sqliteKeepsTheNames);
    CPPUNIT_TEST(aNameInQuotesOrCommentsIsNoParameter);
    CPPUNIT_TEST(aCastAndAnArraySliceAreNoParameters);
    CPPUNIT_TEST(valuesComeInTheOrderOfTheParameters);
    CPPUNIT_TEST(aMissingUnknownOrRepeatedParameterIsRefused);
    CPPUNIT_TEST(aTextThatNotBothDatabasesCanStoreIsInvalid);
    CPPUNIT_TEST(aNumberThatIsNotFiniteIsInvalid);
    CPPUNIT_TEST(oneSemicolonMayEndTheStatementButNoSecondOneMayFollow);
    CPPUNIT_TEST(aStatementThatChangesTheConnectionIsRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    void postgresGetsNumbersInTheOrderOfFirstAppearance() {
        CPPUNIT_ASSERT_EQUAL(std::string("SELECT $1, $2 WHERE $1 = $2"), onPostgres("SELECT :b, :a WHERE :b = :a"));
    }

    void sqliteKeepsTheNames() {
        const NamedStatement statement("SELECT :b, :a, :b", Backend::Sqlite);
        CPPUNIT_ASSERT_EQUAL(std::string("SELECT :b, :a, :b"), statement.text());
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, statement.parameterCount());
    }

    void aNameInQuotesOrCommentsIsNoParameter() {
        for (const std::string sql :
             {"SELECT ':a'",
              "SELECT 'it''s :a'",
              "SELECT 1 AS \":a\"",
              "SELECT $$ :a $$",
              "SELECT $t$ $$ :a $t$",
              "SELECT 1 -- :a",
              "SELECT 1 -- :a\n + 1",
              "SELECT /* :a ' */ 1",
              "SELECT ':a"}) {
            CPPUNIT_ASSERT_EQUAL(sql, onPostgres(sql));
        }
    }

    void aCastAndAnArraySliceAreNoParameters() {
        CPPUNIT_ASSERT_EQUAL(std::string("SELECT $1::text, x[1:2]"), onPostgres("SELECT :a::text, x[1:2]"));
    }

    void valuesComeInTheOrderOfTheParameters() {
        NamedStatement statement("SELECT :b, :a, :b", Backend::PostgreSql);
        const Param params[] = {{"a", 1}, {"b", 2}};
        const auto values = statement.bind(params);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, values.size());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, std::get<std::int64_t>(values[0]->held()));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, std::get<std::int64_t>(values[1]->held()));
    }

    void aMissingUnknownOrRepeatedParameterIsRefused() {
        NamedStatement statement("SELECT :a, :b", Backend::PostgreSql);
        CPPUNIT_ASSERT_EQUAL(std::string("parameter :b is missing"), refusal(statement, {{"a", 1}}));
        CPPUNIT_ASSERT_EQUAL(
            std::string("the statement has no parameter :c"), refusal(statement, {{"a", 1}, {"b", 1}, {"c", 1}})
        );
        CPPUNIT_ASSERT_EQUAL(std::string("parameter :a is given twice"), refusal(statement, {{"a", 1}, {"a", 1}}));
        CPPUNIT_ASSERT_EQUAL(std::string("accepted"), refusal(statement, {{"b", 1}, {"a", 1}}));
    }

    void aTextThatNotBothDatabasesCanStoreIsInvalid() {
        NamedStatement statement("SELECT :a", Backend::Sqlite);
        using namespace std::string_view_literals;
        for (const std::string_view text : {"a\0b"sv, "\xff"sv, "0123456789\0"sv}) {
            const Param params[] = {{"a", text}};
            CPPUNIT_ASSERT_THROW(statement.bind(params), Invalid);
        }
    }

    void aNumberThatIsNotFiniteIsInvalid() {
        NamedStatement statement("SELECT :a", Backend::Sqlite);
        const Param params[] = {{"a", std::numeric_limits<double>::infinity()}};
        CPPUNIT_ASSERT_THROW(statement.bind(params), Invalid);
    }

    void oneSemicolonMayEndTheStatementButNoSecondOneMayFollow() {
        CPPUNIT_ASSERT_EQUAL(std::string("accepted"), refusal("SELECT 1; -- done\n"));
        CPPUNIT_ASSERT_EQUAL(std::string("accepted"), refusal("SELECT ';'"));
        CPPUNIT_ASSERT_EQUAL(std::string("the text holds more than one statement"), refusal("SELECT 1; SELECT 2"));
        CPPUNIT_ASSERT_EQUAL(std::string("the text holds no statement"), refusal(" -- nothing\n"));
        CPPUNIT_ASSERT_EQUAL(std::string("the text holds no statement"), refusal("/* nothing */ ;"));
    }

    void aStatementThatChangesTheConnectionIsRefused() {
        for (const char* sql :
             {"BEGIN", "commit", "/* x */ Savepoint a", "SET timezone = 'UTC'", "PRAGMA foreign_keys = 0"}) {
            CPPUNIT_ASSERT_MESSAGE(sql, refusal(sql).find("changes the connection's state") != std::string::npos);
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(NamedStatementTest);

} // namespace
