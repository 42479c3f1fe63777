/// Holding names against the lists over HTTP, on both databases.

#include "compliance/listed_entry.h"
#include "screening/index.h"
#include "screening/weights.h"
#include "support.h"

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>

using namespace dttot::test;

namespace {

using tenon::test::Answer;

tenon::JsonArray hitsOf(const tenon::JsonArray& results, std::size_t subject = 0) {
    return results.at(subject).at("hits").as_array();
}

std::string textIn(const tenon::Json& object, std::string_view key) {
    return std::string(tenon::textAt(object.as_object(), key));
}

bool hasReason(const tenon::Json& hit, std::string_view code) {
    return std::ranges::any_of(hit.at("reasons").as_array(), [&](const tenon::Json& reason) {
        return textIn(reason, "code") == code;
    });
}

std::size_t occurrences(std::string_view text, std::string_view piece) {
    std::size_t count = 0;
    for (std::size_t at = text.find(piece); at != std::string_view::npos; at = text.find(piece, at + 1)) {
        ++count;
    }
    return count;
}

tenon::Json subjects(std::initializer_list<tenon::JsonObject> all) {
    return tenon::JsonObject{{"subjects", tenon::JsonArray(all.begin(), all.end())}};
}

} // namespace

template <tenon::test::On on>
class ScreeningsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ScreeningsTest);
    CPPUNIT_TEST(whatIsInForceIsFoundAtOnce);
    CPPUNIT_TEST(changesByHandCountAtOnce);
    CPPUNIT_TEST(aDeletedListIsNotSearched);
    CPPUNIT_TEST(theThresholdOfTheSettingsHolds);
    // PostgreSQL takes a second for a database of its own: there, the tests of the statements are enough.
    if constexpr (on == tenon::test::On::Sqlite) {
        CPPUNIT_TEST(subjectsAreAnsweredInTheirOrder);
        CPPUNIT_TEST(aHitSaysWhoIsMeantAndWhy);
        CPPUNIT_TEST(oneNameIsAnsweredLikeMany);
        CPPUNIT_TEST(everyFactCounts);
        CPPUNIT_TEST(scoresAreTheEnginesOwn);
        CPPUNIT_TEST(theLeastScoreAndTheListsAreTheClients);
        CPPUNIT_TEST(reasonsAreInTheClientsLanguage);
        CPPUNIT_TEST(everythingThatIsWrongIsSaidAtOnce);
        CPPUNIT_TEST(faultsOfTypeAreSaidTogetherWithThoseOfValue);
        CPPUNIT_TEST(strangeNamesGetClearAnswers);
        CPPUNIT_TEST(namesOfMarksAndUnknownScriptsGetClearAnswers);
        CPPUNIT_TEST(whatAResultWasMadeByIsTold);
        CPPUNIT_TEST(anEmptyListIsAnswered);
        CPPUNIT_TEST(aListOfOneIsSearched);
        CPPUNIT_TEST(manySearchWhileTheListsChange);
        CPPUNIT_TEST(whoMayAndWhoMayNot);
    }
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _kernel = std::make_unique<tenon::test::Kernel>(tenon_module_v1, on);
        _document = uploaded(*_kernel, list());
        processed(*_kernel, _document);
    }

    void tearDown() override { _kernel.reset(); }

    void subjectsAreAnsweredInTheirOrder() {
        const auto results = screened(subjects({
            {{"name", "Slamet Kalimbasa"}, {"reference", "c-1"}},
            {{"name", "Hartono Wijayakusuma"}, {"reference", "c-2"}},
            {{"name", "Yusuf Wendrayana"}},
        }));
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, results.size());
        CPPUNIT_ASSERT_EQUAL(std::string("c-1"), textIn(results[0], "reference"));
        CPPUNIT_ASSERT_EQUAL(std::string("IDD-002"), textIn(hitsOf(results, 0).at(0), "kode_densus"));
        CPPUNIT_ASSERT(hitsOf(results, 1).empty());
        CPPUNIT_ASSERT(results[2].at("reference").is_null());
        CPPUNIT_ASSERT_EQUAL(std::string("IDD-001"), textIn(hitsOf(results, 2).at(0), "kode_densus"));
    }

    void aHitSaysWhoIsMeantAndWhy() {
        const auto hit = hitsOf(screened(subjects({{{"name", "WENDRAJANA, Yoesoef"}}}))).at(0);
        CPPUNIT_ASSERT_EQUAL(std::string("dttot"), textIn(hit, "list"));
        CPPUNIT_ASSERT_EQUAL(std::string("Yusuf Wendrayana"), textIn(hit, "name"));
        CPPUNIT_ASSERT_EQUAL(std::string("Yusuf Wendrayana"), textIn(hit, "matched_name"));
        CPPUNIT_ASSERT(hit.at("score").as_double() >= 0.75);
        CPPUNIT_ASSERT(hasReason(hit, "word_variant"));
        const auto row = _kernel->call(officerUser(), "GET", "/dttot/" + std::to_string(idOf(hit)));
        CPPUNIT_ASSERT_EQUAL(std::string("IDD-001"), textIn(row.json, "kode_densus"));
    }

    void oneNameIsAnsweredLikeMany() {
        const auto one = itemsOf(_kernel->call(officerUser(), "GET", "/dttot/screenings/?q=Abu%20Fida%20Wendrayana"));
        const auto many = screened(subjects({{{"name", "Abu Fida Wendrayana"}}}));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, one.size());
        CPPUNIT_ASSERT_EQUAL(boost::json::serialize(many), boost::json::serialize(one));
    }

    void everyFactCounts() {
        const auto results = screened(subjects({
            {{"name", "Slamet Wongso"}, {"nik", "99.1204.140781.0003"}},
            {{"name", "Yusuf Wendrayana"},
             {"birth_date", "14 Juli 1981"},
             {"birth_place", "Sidoarjo"},
             {"nationality", "Indonesia"},
             {"passport", nullptr}},
            {{"name", "Yusuf Wendrayana"}, {"birth_date", "1955"}, {"nationality", "my"}},
        }));
        CPPUNIT_ASSERT(hasReason(hitsOf(results, 0).at(0), "nik_equal"));
        CPPUNIT_ASSERT(hasReason(hitsOf(results, 1).at(0), "birth_date_equal"));
        CPPUNIT_ASSERT(hasReason(hitsOf(results, 1).at(0), "birth_place_equal"));
        if (!hitsOf(results, 2).empty()) {
            CPPUNIT_ASSERT(hasReason(hitsOf(results, 2).at(0), "nationality_differs"));
        }
        CPPUNIT_ASSERT(scoreOf(results, 1) > scoreOf(results, 2));
    }

    void scoresAreTheEnginesOwn() {
        const auto results = screened(subjects({
            {{"name", "Yoesoef Wendrajana"}, {"birth_date", "14/07/1981"}, {"birth_place", "Sidoarjo"}},
            {{"name", "Slamet Kalimbassa"}, {"birth_date", "1969"}, {"nationality", "Malaysia"}},
            {{"name", "Yayasan Tjahaya Kalimaya"}},
        }));
        dttot::screening::Subject asked[3];
        asked[0].names = {"Yoesoef Wendrajana"};
        asked[0].birthDate = "1981-07-14";
        asked[0].birthPlace = "Sidoarjo";
        asked[1].names = {"Slamet Kalimbassa"};
        asked[1].birthDate = "1969";
        asked[1].nationalities = {"MY"};
        asked[2].names = {"Yayasan Tjahaya Kalimaya"};
        for (std::size_t i = 0; i < 3; ++i) {
            const tenon::Json hit = hitsOf(results, i).at(0);
            const auto row = _kernel->call(officerUser(), "GET", "/dttot/" + std::to_string(idOf(hit))).json;
            const auto entry = dttot::compliance::entryOf(idOf(hit), 0, row.as_object());
            const auto engine = dttot::screening::compared(asked[i], entry);
            CPPUNIT_ASSERT_DOUBLES_EQUAL(engine.score, scoreOf(results, i), 1e-9);
            CPPUNIT_ASSERT_EQUAL(engine.reasons.size(), hit.at("reasons").as_array().size());
        }
    }

    void theLeastScoreAndTheListsAreTheClients() {
        tenon::JsonObject asked = subjects({{{"name", "Yusuf Wendrayanto"}}}).as_object();
        asked["min_score"] = 1;
        CPPUNIT_ASSERT(hitsOf(screened(asked)).empty());
        asked["min_score"] = 0.3;
        CPPUNIT_ASSERT(!hitsOf(screened(asked)).empty());
        asked["lists"] = tenon::JsonArray{"dttot"};
        CPPUNIT_ASSERT(!hitsOf(screened(asked)).empty());
        CPPUNIT_ASSERT_EQUAL(201, _kernel->call(officerUser(), "POST", "/dttot/lists/", {{"name", "staff"}}).status);
        asked["lists"] = tenon::JsonArray{"own:staff"};
        CPPUNIT_ASSERT(hitsOf(screened(asked)).empty());
        asked["lists"] = tenon::JsonArray{"own:staff", "nowhere"};
        const Answer refused = _kernel->call(officerUser(), "POST", "/dttot/screenings/", asked);
        CPPUNIT_ASSERT_EQUAL(400, refused.status);
        CPPUNIT_ASSERT(refused.text.find("lists.1") != std::string::npos);
    }

    void whatIsInForceIsFoundAtOnce() {
        CPPUNIT_ASSERT(hitsOf(found("Bambang Tirtokusumo")).empty());
        processed(*_kernel, uploaded(*_kernel, std::string(header) + "Bambang Tirtokusumo;-;Orang;IDD-009;;;;\n"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, hitsOf(found("Bambang Tirtokusumo")).size());
    }

    void changesByHandCountAtOnce() {
        const Answer added = _kernel->call(
            officerUser(), "POST", "/dttot/" + std::to_string(_document) + "/data", {{"name", "Bambang Tirtokusumo"}}
        );
        CPPUNIT_ASSERT_EQUAL(201, added.status);
        const std::string row = "/dttot/" + std::to_string(idOf(added.json)) + "/data";
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, hitsOf(found("Bambang Tirtokusumo")).size());
        CPPUNIT_ASSERT_EQUAL(200, _kernel->call(officerUser(), "PATCH", row, {{"name", "Gunadi Wesiputra"}}).status);
        CPPUNIT_ASSERT(hitsOf(found("Bambang Tirtokusumo")).empty());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, hitsOf(found("Gunadi Wesiputra")).size());
        CPPUNIT_ASSERT_EQUAL(200, _kernel->call(officerUser(), "DELETE", row).status);
        CPPUNIT_ASSERT(hitsOf(found("Gunadi Wesiputra")).empty());
    }

    void aDeletedListIsNotSearched() {
        CPPUNIT_ASSERT(!hitsOf(found("Slamet Kalimbasa")).empty());
        const std::string path = "/dttot/documents/" + std::to_string(_document);
        CPPUNIT_ASSERT_EQUAL(200, _kernel->call(officerUser(), "DELETE", path).status);
        CPPUNIT_ASSERT(hitsOf(found("Slamet Kalimbasa")).empty());
    }

    void theThresholdOfTheSettingsHolds() {
        const tenon::test::User admin{.name = "admin", .permissions = {}, .superuser = true};
        const auto near = screened(subjects({{{"name", "Yusuf Wendrayanto"}}}));
        const double score = scoreOf(near, 0);
        CPPUNIT_ASSERT(score >= 0.75 && score < 1);
        const Answer changed = _kernel->call(
            admin, "PUT", "/settings/", {{"screening", tenon::JsonObject{{"threshold", (score + 1) / 2}}}}
        );
        CPPUNIT_ASSERT_EQUAL_MESSAGE(changed.text, 200, changed.status);
        CPPUNIT_ASSERT(hitsOf(screened(subjects({{{"name", "Yusuf Wendrayanto"}}}))).empty());
    }

    void reasonsAreInTheClientsLanguage() {
        const std::pair<std::string_view, std::string_view> sentences[] = {
            {"en", "The names have the same words"},
            {"id", "Nama-nama terdiri atas kata yang sama"},
            {"ar", "يتكون الاسمان من الكلمات نفسها"},
        };
        for (const auto& [language, sentence] : sentences) {
            const Answer answer = _kernel->call(
                officerUser(),
                "GET",
                "/dttot/screenings/?q=Slamet%20Kalimbasa",
                nullptr,
                {{"accept-language", std::string(language)}}
            );
            CPPUNIT_ASSERT_MESSAGE(answer.text, answer.text.find(sentence) != std::string::npos);
        }
    }

    void everythingThatIsWrongIsSaidAtOnce() {
        const Answer answer = _kernel->call(
            officerUser(),
            "POST",
            "/dttot/screenings/",
            subjects({
                {{"name", "  "}},
                {{"name", "Yusuf"}, {"birth_date", "soon"}, {"nationality", "Atlantis"}},
                {{"name", "Yusuf"}},
                {{"reference", "no name"}, {"birth_date", "31/02/1980"}},
            })
        );
        CPPUNIT_ASSERT_EQUAL(400, answer.status);
        for (const std::string_view field :
             {"subjects.0.name",
              "subjects.1.birth_date",
              "subjects.1.nationality",
              "subjects.3.name",
              "subjects.3.birth_date"}) {
            CPPUNIT_ASSERT_MESSAGE(answer.text, answer.text.find(field) != std::string::npos);
        }
        CPPUNIT_ASSERT(answer.text.find("subjects.2") == std::string::npos);
    }

    void faultsOfTypeAreSaidTogetherWithThoseOfValue() {
        tenon::JsonObject asked =
            subjects({
                         {{"name", 7}, {"birth_date", "soon"}},
                         {{"name", "Yusuf"}, {"birth_date", 1981}, {"nationality", "Atlantis"}, {"x", 1}},
                         {{"nik", std::string(41, '1')}},
                     })
                .as_object();
        asked["lists"] = tenon::JsonArray{"dttot", "nowhere"};
        asked["min_score"] = 2;
        const Answer answer = _kernel->call(officerUser(), "POST", "/dttot/screenings/", asked);
        CPPUNIT_ASSERT_EQUAL(400, answer.status);
        for (const std::string_view field :
             {"subjects.0.name",
              "subjects.0.birth_date",
              "subjects.1.birth_date",
              "subjects.1.nationality",
              "subjects.1.x",
              "subjects.2.name",
              "subjects.2.nik",
              "lists.1",
              "min_score"}) {
            CPPUNIT_ASSERT_MESSAGE(answer.text, answer.text.find(field) != std::string::npos);
        }
        CPPUNIT_ASSERT_MESSAGE(answer.text, answer.text.find("lists.0") == std::string::npos);
        // Of one field, one fault is enough: the name is there, though no text.
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, std::size_t{1}, occurrences(answer.text, "subjects.0.name"));
    }

    void strangeNamesGetClearAnswers() {
        const std::string rightToLeft = "\xE2\x80\x8F";
        const auto marked = screened(subjects({{{"name", rightToLeft + "Slamet \xE2\x80\xAEKalimbasa"}}}));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, hitsOf(marked).size());
        const auto marks = screened(subjects({{{"name", rightToLeft + rightToLeft}}}));
        CPPUNIT_ASSERT_EQUAL(std::string("nothing"), textIn(marks[0], "legibility"));
        const auto tooLong = screened(subjects({{{"name", "Slamet Kalimbasa " + std::string(9'983, 'x')}}}));
        CPPUNIT_ASSERT_EQUAL(std::string("partly"), textIn(tooLong[0], "legibility"));
        for (const std::string& name : {std::string("Slamet\0Kalimbasa", 16), std::string(10'001, 'x')}) {
            const Answer answer =
                _kernel->call(officerUser(), "POST", "/dttot/screenings/", subjects({{{"name", name}}}));
            CPPUNIT_ASSERT_EQUAL(400, answer.status);
            CPPUNIT_ASSERT_MESSAGE(answer.text, answer.text.find("subjects.0.name") != std::string::npos);
        }
    }

    void namesOfMarksAndUnknownScriptsGetClearAnswers() {
        struct Name {
            std::string_view what;
            std::string text;
            std::string_view legibility;
        };

        const std::string acute = "\xCC\x81";
        const std::string nonJoiner = "\xE2\x80\x8C";
        const Name names[] = {
            {"combining marks alone", repeated(acute, 10'000), "nothing"},
            {"a letter below 9,999 marks", "S" + repeated(acute, 9'999), "partly"},
            {"invisible characters alone", repeated(nonJoiner, 10'000), "nothing"},
            {"right-to-left marks alone", repeated("\xE2\x80\x8F", 10'000), "nothing"},
            {"private use", repeated("\xEE\x80\x80", 20), "nothing"},
            {"cuneiform", "\xF0\x92\x80\x80\xF0\x92\x80\x81", "nothing"},
            {"pictures", "\xF0\x9F\x98\x80 \xF0\x9F\x98\x81", "nothing"},
            {"punctuation", "-.-'\"()", "nothing"},
            {"one letter 10,000 times", std::string(10'000, 'a'), "partly"},
            {"5,000 words", repeated("a ", 5'000), "partly"},
        };
        for (const Name& name : names) {
            const Answer answer =
                _kernel->call(officerUser(), "POST", "/dttot/screenings/", subjects({{{"name", name.text}}}));
            const std::string what(name.what);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(what + " " + answer.text, 200, answer.status);
            const tenon::JsonArray results = itemsOf(answer);
            CPPUNIT_ASSERT_MESSAGE(what, hitsOf(results).empty());
            CPPUNIT_ASSERT_EQUAL_MESSAGE(what, std::string(name.legibility), textIn(results[0], "legibility"));
            CPPUNIT_ASSERT_MESSAGE(what + ": " + answer.headers.at("server-timing"), enginesTime(answer) < 1000);
        }
        // Marks and invisible characters within a name hide nobody.
        const auto hidden = found("Sla" + acute + "met" + nonJoiner + " Kali\xC2\xADmbasa");
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, hitsOf(hidden).size());
    }

    void whatAResultWasMadeByIsTold() {
        CPPUNIT_ASSERT_EQUAL(201, _kernel->call(officerUser(), "POST", "/dttot/lists/", {{"name", "staff"}}).status);
        const auto against = [&](const std::string& query) {
            return _kernel->call(officerUser(), "GET", "/dttot/screenings/?q=Slamet" + query)
                .headers.at("screened-against");
        };
        const std::string rules = "rules=" + std::to_string(dttot::screening::rulesVersion);
        CPPUNIT_ASSERT_EQUAL(rules + ", settings=1, dttot=1, own:staff=0", against(""));
        CPPUNIT_ASSERT_EQUAL(rules + ", settings=1, dttot=1", against("&list=dttot"));
    }

    void anEmptyListIsAnswered() {
        tenon::test::Kernel empty(tenon_module_v1, on);
        const auto answer = empty.call(officerUser(), "GET", "/dttot/screenings/?q=Slamet%20Kalimbasa");
        CPPUNIT_ASSERT(hitsOf(itemsOf(answer)).empty());
    }

    void aListOfOneIsSearched() {
        tenon::test::Kernel kernel(tenon_module_v1, on);
        processed(kernel, uploaded(kernel, std::string(header) + "Bambang Tirtokusumo;-;Orang;IDD-009;;;;\n"));
        for (const auto& [name, hits] : {std::pair("Bambang%20Tirtokoesoemo", 1), {"Slamet%20Kalimbasa", 0}}) {
            const auto answer = kernel.call(officerUser(), "GET", std::string("/dttot/screenings/?q=") + name);
            CPPUNIT_ASSERT_EQUAL(static_cast<std::size_t>(hits), hitsOf(itemsOf(answer)).size());
        }
    }

    void manySearchWhileTheListsChange() {
        std::atomic<int> wrong{0};
        std::vector<std::thread> searching;
        for (int i = 0; i < 4; ++i) {
            searching.emplace_back([&] {
                for (int round = 0; round < 25; ++round) {
                    const Answer answer =
                        _kernel->call(officerUser(), "GET", "/dttot/screenings/?q=Slamet%20Kalimbasa");
                    wrong += answer.status == 200 && hitsOf(answer.json.as_array()).size() == 1 ? 0 : 1;
                }
            });
        }
        const std::string path = "/dttot/" + std::to_string(_document) + "/data";
        for (int i = 0; i < 10; ++i) {
            const std::string name = "Bambang Tirto" + std::string(static_cast<std::size_t>(i + 1), 'a');
            CPPUNIT_ASSERT_EQUAL(201, _kernel->call(officerUser(), "POST", path, {{"name", name}}).status);
        }
        for (std::thread& thread : searching) {
            thread.join();
        }
        CPPUNIT_ASSERT_EQUAL(0, wrong.load());
    }

    void whoMayAndWhoMayNot() {
        const std::string_view body = R"({"subjects": [{"name": "Slamet Kalimbasa"}]})";
        const auto failures = tenon::test::run(
            *_kernel,
            {
                {officerUser(), "POST", "/dttot/screenings/", body, 200, "IDD-002"},
                {officerUser(), "GET", "/dttot/screenings/?q=Slamet", "", 200, "hits"},
                {officerUser(), "GET", "/dttot/screenings/", "", 400, "q"},
                {officerUser(), "GET", "/dttot/screenings/?q=Slamet&list=none", "", 400, "no such list"},
                {officerUser(), "POST", "/dttot/screenings/", R"({"subjects": []})", 400, "subjects"},
                {officerUser(), "POST", "/dttot/screenings/", "{}", 400, "subjects"},
                {officerUser(), "POST", "/dttot/screenings/", R"({"subjects": [{"name": "A", "x": 1}]})", 400, "x"},
                {officerUser(), "POST", "/dttot/screenings/", R"({"subjects": [{"name": 7}]})", 400, "name"},
                {officerUser(), "POST", "/dttot/screenings/", R"({"subjects": [7]})", 400, "subjects.0"},
                {officerUser(), "POST", "/dttot/screenings/", R"({"subjects": [{"name": "A"}], "min_score": 2})", 400},
                {readerUser(), "POST", "/dttot/screenings/", body, 403},
                {readerUser(), "GET", "/dttot/screenings/?q=Slamet", "", 403},
                {tenon::test::User(), "POST", "/dttot/screenings/", body, 401},
                {tenon::test::User(), "GET", "/dttot/screenings/?q=Slamet", "", 401},
            }
        );
        CPPUNIT_ASSERT_MESSAGE(failures.empty() ? "" : failures.front(), failures.empty());
    }

private:
    tenon::JsonArray screened(const tenon::Json& body) {
        return itemsOf(_kernel->call(officerUser(), "POST", "/dttot/screenings/", body));
    }

    static std::string repeated(std::string_view piece, int times) {
        std::string all;
        for (int i = 0; i < times; ++i) {
            all += piece;
        }
        return all;
    }

    /// Milliseconds.
    static double enginesTime(const Answer& answer) {
        const std::string& timing = answer.headers.at("server-timing");
        return std::stod(timing.substr(timing.find("dur=") + 4));
    }

    tenon::JsonArray found(std::string_view name) { return screened(subjects({{{"name", name}}})); }

    static double scoreOf(const tenon::JsonArray& results, std::size_t subject) {
        const auto hits = hitsOf(results, subject);
        return hits.empty() ? 0 : hits.front().at("score").as_double();
    }

    std::unique_ptr<tenon::test::Kernel> _kernel;
    std::int64_t _document = 0;
};

namespace {

using OnSqlite = ScreeningsTest<tenon::test::On::Sqlite>;
using OnPostgres = ScreeningsTest<tenon::test::On::PostgreSql>;
CPPUNIT_TEST_SUITE_REGISTRATION(OnSqlite);
const RegisteredWithPostgres<OnPostgres> onPostgres;

} // namespace
