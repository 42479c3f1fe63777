#include <kernel/data/text_condition.h>
#include <tests/support/database_fixture.h>

#include <tenon/like.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace tenon;

using Ids = std::vector<std::int64_t>;

template <Backend backend>
class TextConditionTest : public tests::DatabaseFixture {
    CPPUNIT_TEST_SUITE(TextConditionTest);
    CPPUNIT_TEST(aTextIsFoundInAnyColumnWithoutRegardToCase);
    CPPUNIT_TEST(wildcardsAreTakenLiterally);
    CPPUNIT_TEST(nothingIsFoundInNull);
    CPPUNIT_TEST(theSameStatementLooksForAnotherText);
    CPPUNIT_TEST(itFindsWhatLikeFinds);
    CPPUNIT_TEST_SUITE_END();

public:
    TextConditionTest() : DatabaseFixture(backend) {}

    void setUp() override {
        DatabaseFixture::setUp();
        db().execute("CREATE TABLE sample (id BIGINT PRIMARY KEY, name TEXT, note TEXT)");
    }

    void aTextIsFoundInAnyColumnWithoutRegardToCase() {
        add("Desk Lamp", "green");
        add("chair", "beside the LAMP");
        add("table", "large");
        expect({1, 2}, "lAmP");
        expect({3}, "larGE");
        expect({1, 2, 3}, "e");
        expect({}, "amplifier");
    }

    void wildcardsAreTakenLiterally() {
        add("100%", "a_b");
        add("1000", "axb");
        add("back\\slash", "");
        expect({1}, "0%");
        expect({1}, "A_B");
        expect({3}, "\\");
        expect({}, "%%");
    }

    void nothingIsFoundInNull() {
        add("a", nullptr);
        add("b", nullptr);
        expect({2}, "b");
        expect({}, "null");
    }

    void theSameStatementLooksForAnotherText() {
        add("first", "");
        add("second", "");
        expect({1}, "FIRST");
        expect({2}, "second");
        expect({1}, "first");
    }

    /// Random texts of few different characters: those that mean something to LIKE, and the neighbours of the letters.
    void itFindsWhatLikeFinds() {
        constexpr const char* pieces[] = {
            "a", "A", "b", "B", "z", "Z", "%", "_", "\\", "'", "@", "[", "`", "{", "é", " "};
        std::mt19937 random(7);
        const auto text = [&](std::size_t most) {
            std::string made;
            for (std::size_t left = random() % (most + 1); left > 0; --left) {
                made += pieces[random() % std::size(pieces)];
            }
            return made;
        };
        db().transaction([&] {
            for (int i = 0; i < 400; ++i) {
                add(text(12), text(30));
            }
        });
        std::size_t found = 0;
        for (int i = 0; i < 400; ++i) {
            const std::string wanted = text(3);
            const Ids ids = likeFinds(wanted);
            expect(ids, wanted);
            found += ids.size();
        }
        CPPUNIT_ASSERT(found > 1000);
    }

private:
    void add(std::string_view name, const Value& note) {
        db().execute(
            "INSERT INTO sample (id, name, note) VALUES (:id, :name, :note)",
            {{"id", ++_rows}, {"name", name}, {"note", note}}
        );
    }

    Ids ids(const std::string& condition, std::string_view value) {
        Ids found;
        const std::vector<Param> params{{"wanted", value}};
        db().run("SELECT id FROM sample WHERE " + condition + " ORDER BY id", params, [&](const Row& row) {
            found.push_back(row.integer(0));
        });
        return found;
    }

    Ids likeFinds(std::string_view text) {
        constexpr const char* condition =
            "lower(name) LIKE lower(:wanted) ESCAPE '\\' OR lower(note) LIKE lower(:wanted) ESCAPE '\\'";
        return ids(condition, likePattern(text));
    }

    void expect(const Ids& expected, std::string_view text) {
        constexpr std::string_view columns[] = {"name", "note"};
        const data::TextCondition condition = data::holding(text, columns, "wanted", backend);
        CPPUNIT_ASSERT_MESSAGE(std::string(text), expected == ids(condition.sql, condition.value));
    }

    std::int64_t _rows = 0;
};

CPPUNIT_TEST_SUITE_REGISTRATION(TextConditionTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(TextConditionTest<Backend::PostgreSql>);

} // namespace
