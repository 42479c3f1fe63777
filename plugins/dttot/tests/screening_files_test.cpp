/// Files of customers that are held against the lists by a job, on both databases.

#include "screening/weights.h"
#include "support.h"
#include "tables/tests/workbook_builder.h"

#include <cppunit/extensions/HelperMacros.h>

#include <memory>

using namespace dttot::test;

namespace {

using tenon::test::Answer;

std::int64_t numberIn(const tenon::Json& object, std::string_view key) {
    return object.at(key).to_number<std::int64_t>();
}

constexpr std::string_view customers = "Customers of July,,,,\n"
                                       "Customer ID,Nama Lengkap,Tanggal Lahir,NIK,Kewarganegaraan\n"
                                       "C-1,Slamet Kalimbasa,03/05/1967,,Indonesia\n"
                                       "C-2,Hartono Wijayakusuma,14 Juli 1981,9912041407810003,ID\n"
                                       "C-3,Gunadi Wesiputra,soon,,\n"
                                       ",,,,\n"
                                       "C-4,,1970,,\n"
                                       "C-5,=Bambang Tirtokusumo,,,\n";

} // namespace

template <tenon::test::On on>
class ScreeningFilesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ScreeningFilesTest);
    CPPUNIT_TEST(everyCustomerIsInTheResult);
    CPPUNIT_TEST(nobodySeesTheFilesOfOthers);
    // PostgreSQL takes a second for a database of its own: there, the tests of the statements are enough.
    if constexpr (on == tenon::test::On::Sqlite) {
        CPPUNIT_TEST(theLeastScoreAndTheListAreTheClients);
        CPPUNIT_TEST(aFileWithoutNamesFailsAndSaysSo);
        CPPUNIT_TEST(everySheetOfAWorkbookIsScreened);
        CPPUNIT_TEST(whatIsNoTableIsRefused);
        CPPUNIT_TEST(officersWhoReviewEverybodySeeAllFiles);
        CPPUNIT_TEST(everyEndpointAsksForItsPermission);
    }
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _kernel = std::make_unique<tenon::test::Kernel>(tenon_module_v1, on);
        processed(*_kernel, uploaded(*_kernel, list()));
    }

    void tearDown() override { _kernel.reset(); }

    void everyCustomerIsInTheResult() {
        const std::string path = screened(std::string(customers));
        const tenon::Json file = _kernel->call(officerUser(), "GET", path).json;
        CPPUNIT_ASSERT_EQUAL(std::string_view("processed"), tenon::textAt(file.as_object(), "status"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, numberIn(file, "subjects"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, numberIn(file, "matched"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, numberIn(file, "unreadable"));
        CPPUNIT_ASSERT_EQUAL(
            std::string("[{\"list\":\"dttot\",\"version\":1}]"), boost::json::serialize(file.at("list_versions"))
        );
        CPPUNIT_ASSERT_EQUAL(std::int64_t{dttot::screening::rulesVersion}, numberIn(file, "rules_version"));
        CPPUNIT_ASSERT(numberIn(file, "settings_version") >= 0);

        const Answer result = _kernel->call(officerUser(), "GET", path + "/result");
        CPPUNIT_ASSERT_EQUAL(200, result.status);
        for (const std::string_view piece :
             {"1,C-1,Slamet Kalimbasa,match,",
              ",possible,dttot,IDD-002,Slamet Kalimbasa,Slamet Kalimbasa,",
              "2,C-2,Hartono Wijayakusuma,match,0.990,confirmed_candidate,dttot,IDD-001,",
              "3,C-3,Gunadi Wesiputra,clear,",
              "birth_date: Must be one date",
              "4,C-4,,unreadable,",
              "5,C-5,\"'=Bambang Tirtokusumo\",clear,"}) {
            CPPUNIT_ASSERT_MESSAGE(result.text, result.text.find(piece) != std::string::npos);
        }
    }

    void theLeastScoreAndTheListAreTheClients() {
        const auto matched = [&](const std::map<std::string, std::string>& fields) {
            const Answer read =
                _kernel->call(officerUser(), "GET", screened("name,city\nSlamet Kalimbasso,Boyolali\n", fields));
            return numberIn(read.json, "matched");
        };
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, matched({}));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, matched({{"min_score", "1"}}));
        CPPUNIT_ASSERT_EQUAL(201, _kernel->call(officerUser(), "POST", "/dttot/lists/", {{"name", "staff"}}).status);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, matched({{"list", "own:staff"}}));
    }

    void aFileWithoutNamesFailsAndSaysSo() {
        const std::string path = screened("colour,size\nred,7\n");
        const tenon::Json file = _kernel->call(officerUser(), "GET", path).json;
        const auto job = std::to_string(numberIn(file, "job_id"));
        const Answer state = _kernel->call(officerUser(), "GET", "/jobs/" + job);
        CPPUNIT_ASSERT_MESSAGE(state.text, state.text.find("dttot.screening_file.no_names") != std::string::npos);
        const Answer result = _kernel->call(officerUser(), "GET", path + "/result");
        CPPUNIT_ASSERT_EQUAL(409, result.status);
    }

    void everySheetOfAWorkbookIsScreened() {
        using documents::tables::tests::rowXml;
        const auto sheet = [](const std::string& rows) { return "<sheetData>" + rows + "</sheetData>"; };
        const std::string path = screened(documents::tables::tests::workbookOf(
            {.sheets =
                 {{"July", sheet(rowXml(1, {"name", "reference"}) + rowXml(2, {"Gunadi Wesiputra", "1"}))},
                  {"August", sheet(rowXml(1, {"reference", "name"}) + rowXml(2, {"2", "Slamet Kalimbasa"}))},
                  {"More", sheet(rowXml(1, {"3", "Slamet Kalimbasa"}))}}}
        ));
        const tenon::Json file = _kernel->call(officerUser(), "GET", path).json;
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, numberIn(file, "subjects"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, numberIn(file, "matched"));
    }

    void whatIsNoTableIsRefused() {
        CPPUNIT_ASSERT_EQUAL(400, upload(officerUser(), "%PDF-1.4\n").status);
        CPPUNIT_ASSERT_EQUAL(400, upload(officerUser(), "").status);
        const Answer noList = upload(officerUser(), "name,city\nSlamet,Boyolali\n", {{"list", "nowhere"}});
        CPPUNIT_ASSERT_EQUAL(400, noList.status);
        CPPUNIT_ASSERT(noList.text.find("no such list") != std::string::npos);
    }

    void nobodySeesTheFilesOfOthers() {
        const std::string path = screened("name,city\nSlamet Kalimbasa,Boyolali\n");
        const tenon::test::User other{.name = "other", .permissions = {"dttot.screen"}};
        CPPUNIT_ASSERT_EQUAL(404, _kernel->call(other, "GET", path).status);
        CPPUNIT_ASSERT_EQUAL(404, _kernel->call(other, "GET", path + "/result").status);
        CPPUNIT_ASSERT(itemsOf(_kernel->call(other, "GET", "/dttot/screenings/files/")).empty());
        CPPUNIT_ASSERT_EQUAL(
            std::size_t{1}, itemsOf(_kernel->call(officerUser(), "GET", "/dttot/screenings/files/")).size()
        );
    }

    void officersWhoReviewEverybodySeeAllFiles() {
        const std::string path = screened("name,city\nSlamet Kalimbasa,Boyolali\n");
        const tenon::test::User head{.name = "head", .permissions = {"dttot.screen", "dttot.review"}};
        CPPUNIT_ASSERT_EQUAL(200, _kernel->call(head, "GET", path).status);
        CPPUNIT_ASSERT_EQUAL(200, _kernel->call(head, "GET", path + "/result").status);
        const auto seen = itemsOf(_kernel->call(head, "GET", "/dttot/screenings/files/"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, seen.size());
        CPPUNIT_ASSERT(numberIn(seen[0], "created_by") > 0);
        const tenon::test::User some{
            .name = "some", .permissions = {"dttot.screen", "dttot.review"}, .terms = {{"scope", "own"}}};
        CPPUNIT_ASSERT_EQUAL(404, _kernel->call(some, "GET", path).status);
    }

    void everyEndpointAsksForItsPermission() {
        for (const std::string_view path :
             {"/dttot/screenings/files/", "/dttot/screenings/files/1", "/dttot/screenings/files/1/result"}) {
            CPPUNIT_ASSERT_EQUAL(401, _kernel->call({}, "GET", path).status);
            CPPUNIT_ASSERT_EQUAL(403, _kernel->call(readerUser(), "GET", path).status);
        }
        CPPUNIT_ASSERT_EQUAL(404, _kernel->call(officerUser(), "GET", "/dttot/screenings/files/99").status);
        CPPUNIT_ASSERT_EQUAL(401, upload({}, "name,city\nSlamet,Boyolali\n").status);
        CPPUNIT_ASSERT_EQUAL(403, upload(readerUser(), "name,city\nSlamet,Boyolali\n").status);
    }

private:
    Answer upload(
        const tenon::test::User& who, const std::string& content, const std::map<std::string, std::string>& fields = {}
    ) {
        return _kernel->upload(who, "/dttot/screenings/files/", {{"file", "customers.csv", content}}, fields);
    }

    /// The path of the file once its job has ended.
    std::string screened(const std::string& content, const std::map<std::string, std::string>& fields = {}) {
        const Answer begun = upload(officerUser(), content, fields);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(begun.text, 202, begun.status);
        CPPUNIT_ASSERT(_kernel->finishJobs());
        return "/dttot/screenings/files/" + std::to_string(idOf(begun.json));
    }

    std::unique_ptr<tenon::test::Kernel> _kernel;
};

namespace {

using OnSqlite = ScreeningFilesTest<tenon::test::On::Sqlite>;
using OnPostgres = ScreeningFilesTest<tenon::test::On::PostgreSql>;
CPPUNIT_TEST_SUITE_REGISTRATION(OnSqlite);
const RegisteredWithPostgres<OnPostgres> onPostgres;

} // namespace
