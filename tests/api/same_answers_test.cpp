/// The same calls on SQLite and on PostgreSQL have the same answers, byte for byte but for identifiers and times.

#include "support.h"

#include <algorithm>
#include <vector>

namespace things::test {

class SameAnswersTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SameAnswersTest);
    CPPUNIT_TEST(bothDatabasesAnswerTheSame);
    CPPUNIT_TEST_SUITE_END();

public:
    void bothDatabasesAnswerTheSame() {
        if (!hasPostgres()) {
            return;
        }
        const std::vector<std::string> expected = answersOn(On::Sqlite);
        const std::vector<std::string> answers = answersOn(On::PostgreSql);
        CPPUNIT_ASSERT_EQUAL(expected.size(), answers.size());
        for (std::size_t i = 0; i < answers.size(); ++i) {
            CPPUNIT_ASSERT_EQUAL(expected[i], answers[i]);
        }
    }

private:
    struct Step {
        const User* who;
        std::string_view method;
        std::string_view path;
        std::string_view body;
    };

    static constexpr std::string_view whole =
        R"({"name": "Größe ÀÉ", "note": "100% _x_ \\ ' \"", "amount": 7, "price": "1234567890.12", "score": 0.1,
            "introduced": "2024-02-29", "seen": "2024-03-01T12:00:00.123456+07:00", "tags": ["b", "a"],
            "size": {"width": 3}, "extra": {"z": 1, "a": [1e3, "\u0007", null]}, "box": 1})";

    static std::vector<std::string> answersOn(On on) {
        const Step steps[] = {
            {&clerk, "POST", "/boxes", R"({"name": "big"})"},
            {&clerk, "POST", "/things/", whole},
            {&clerk, "POST", "/things/", R"({"name": "b"})"},
            {&clerk, "POST", "/things/", R"({"name": "B", "price": 2, "tracked": false, "status": "retired"})"},
            {&clerk, "POST", "/things/", R"({"name": "b"})"},
            {&clerk, "POST", "/things/", R"({"name": "c", "amount": 13})"},
            {&clerk, "POST", "/things/", R"({"name": "c", "box": 77, "spare": 78})"},
            {&clerk, "POST", "/things/", R"({"name": "", "price": "x", "colour": 1})"},
            {&clerk, "GET", "/things/", ""},
            {&clerk, "GET", "/things/?ordering=-price", ""},
            {&clerk, "GET", "/things/?ordering=amount&page_size=2", ""},
            {&clerk, "GET", "/things/?page=7", ""},
            {&clerk, "GET", "/things/?search=B", ""},
            {&clerk, "GET", "/things/?search=%C3%80", ""},
            {&clerk, "GET", "/things/?search=%25+_", ""},
            {&clerk, "GET", "/things/?tracked=true&status=active&box=1", ""},
            {&clerk, "GET", "/things/?seen=2024-03-01T05:00:00.123456Z&introduced=2024-02-29&price=1234567890.12", ""},
            {&clerk, "PATCH", "/things/1", R"({"score": 1e-7, "price": null, "tags": []})"},
            {&clerk, "PATCH", "/things/2", R"({"name": "B"})"},
            {&clerk, "GET", "/things/1", ""},
            {&clerk, "DELETE", "/boxes/1", ""},
            {&clerk, "PATCH", "/things/1", R"({"box": null})"},
            {&clerk, "DELETE", "/boxes/1", ""},
            {&clerk, "DELETE", "/things/1", ""},
            {&clerk, "DELETE", "/things/1", ""},
            {&other, "GET", "/things/2", ""},
            {&clerk, "POST", "/spoilt", ""},
            {&clerk, "POST", "/failures/error", ""},
            {&clerk, "POST", "/counter", ""},
            {&reader, "GET", "/colours?ordering=-name", ""},
        };
        tenon::test::Kernel kernel(tenon_module_v1, on);
        std::vector<std::string> answers;
        for (const Step& step : steps) {
            const Json body = step.body.empty() ? Json(nullptr) : boost::json::parse(std::string(step.body));
            const Answer answer =
                kernel.call(*step.who, step.method, step.path, body, {{"x-request-id", "the-request"}});
            answers.push_back(
                std::string(step.method).append(" ").append(step.path) + " " + std::to_string(answer.status) + " "
                + masked(answer.text)
            );
        }
        return answers;
    }

    /// `text` without what no two runs share: the values of uuid, created_at and updated_at.
    static std::string masked(std::string text) {
        for (const std::string name : {"\"uuid\":\"", "\"created_at\":\"", "\"updated_at\":\""}) {
            for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
                const auto begin = at + name.size();
                text.erase(begin, text.find('"', begin) - begin);
            }
        }
        return text;
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SameAnswersTest);

} // namespace things::test
