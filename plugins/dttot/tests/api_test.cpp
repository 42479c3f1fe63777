/// Every endpoint: who may call it, and what it answers to what is wrong.

#include "support.h"

#include <cppunit/extensions/HelperMacros.h>

#include <memory>

using namespace dttot::test;

class ApiTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ApiTest);
    CPPUNIT_TEST(everyEndpointAsksForASignInAndAPermission);
    CPPUNIT_TEST(aReaderReadsAndChangesNothing);
    CPPUNIT_TEST(anAuditorSeesWhatWasDoneToListsAndNothingElse);
    CPPUNIT_TEST(whatIsMissingIsNotFound);
    CPPUNIT_TEST(whatIsWrongIsRefused);
    CPPUNIT_TEST(anUploadThatIsNoListIsRefused);
    CPPUNIT_TEST(theDocumentedCallsWorkInTheirOrder);
    CPPUNIT_TEST(aRowIsNamedByItsIdOrByItsDocumentAndDataId);
    CPPUNIT_TEST(aRowOfAnotherDocumentIsNotFound);
    CPPUNIT_TEST(aStaleVersionIsNotOverwritten);
    CPPUNIT_TEST(theDataframeIsAWindowOnTheFile);
    CPPUNIT_TEST(aReasonIsRequiredWhereTheDeployerWantsOne);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _kernel = std::make_unique<tenon::test::Kernel>(tenon_module_v1);
        _document = uploaded(*_kernel, list());
        processed(*_kernel, _document);
        _row = idOf(rowsOf(*_kernel, _document).at(0));
    }

    void tearDown() override { _kernel.reset(); }

    void everyEndpointAsksForASignInAndAPermission() {
        const std::string document = std::to_string(_document);
        const std::pair<std::string_view, std::string> endpoints[] = {
            {"GET", "/dttot/documents/"},
            {"GET", "/dttot/documents/" + document},
            {"DELETE", "/dttot/documents/" + document},
            {"GET", "/dttot/documents/" + document + "/dataframe"},
            {"GET", "/dttot/documents/" + document + "/skipped"},
            {"POST", "/dttot/documents/" + document + "/etl"},
            {"POST", "/dttot/documents/" + document + "/etl/1"},
            {"GET", "/dttot/processed-documents/"},
            {"GET", "/dttot/etl-scripts/"},
            {"GET", "/dttot/search/"},
            {"GET", "/dttot/" + document},
            {"POST", "/dttot/" + document + "/data"},
            {"PATCH", "/dttot/" + document + "/data"},
            {"DELETE", "/dttot/" + document + "/data"},
            {"GET", "/dttot/summary/"},
            {"GET", "/dttot/export/csv/"},
            {"GET", "/dttot/export/excel/"},
            {"GET", "/audit-trail/dttot-documents/"},
            {"GET", "/dttot/lists/"},
            {"POST", "/dttot/lists/"},
            {"GET", "/dttot/lists/dttot"},
            {"POST", "/dttot/lists/dttot/rows/"},
            {"GET", "/dttot/lists/dttot/versions/"},
            {"GET", "/dttot/lists/dttot/versions/1"},
            {"GET", "/dttot/lists/dttot/versions/1/rows"},
            {"GET", "/dttot/lists/dttot/versions/1/diff"},
            {"GET", "/insights/dttot/"},
            {"POST", "/batch/dttot-documents/"},
            {"POST", "/batch/dttot-documents/process/"},
            {"GET", "/batch/status/"},
            {"POST", "/dttot/report/"},
            {"GET", "/dttot/reports/"},
            {"GET", "/dttot/reports/1"},
            {"GET", "/dttot/reports/1/file"},
        };
        for (const auto& [method, path] : endpoints) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 401, _kernel->call({}, method, path).status);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 403, _kernel->call(strangerUser(), method, path).status);
        }
        const std::vector<tenon::test::TestFile> file{{"file", "list.csv", list()}};
        CPPUNIT_ASSERT_EQUAL(401, _kernel->upload({}, "/dttot/documents/", file).status);
        CPPUNIT_ASSERT_EQUAL(403, _kernel->upload(readerUser(), "/dttot/documents/", file).status);
    }

    void aReaderReadsAndChangesNothing() {
        const std::string document = std::to_string(_document);
        const std::string row = std::to_string(_row);
        const std::string one = "/dttot/documents/" + document;
        const std::string etl = one + "/etl";
        const std::string data = "/dttot/" + row + "/data";
        const std::string rows = "/dttot/" + document;
        expect({
            {readerUser(), "GET", "/dttot/documents/", "", 200, "list.csv"},
            {readerUser(), "GET", one, "", 200, "\"processed\""},
            {readerUser(), "GET", rows, "", 200, "Yusuf Wendrayana"},
            {readerUser(), "GET", "/dttot/summary", "", 200, "by_nationality"},
            {readerUser(), "GET", "/dttot/etl-scripts", "", 200, "dttot-list"},
            {readerUser(), "GET", "/dttot/processed-documents/", "", 200, "list.csv"},
            {readerUser(), "POST", etl, "", 403},
            {readerUser(), "POST", data, R"({"name": "X"})", 403},
            {readerUser(), "PATCH", data, R"({"name": "X"})", 403},
            {readerUser(), "DELETE", data, "", 403},
            {readerUser(), "DELETE", one, "", 403},
            {readerUser(), "GET", "/dttot/lists/", "", 200, "\"dttot\""},
            {readerUser(), "GET", "/dttot/lists/dttot/versions/1/diff", "", 200, "\"added\""},
            {readerUser(), "GET", "/insights/dttot/", "", 200, "changes_by_month"},
            {readerUser(), "GET", "/batch/status/", "", 200},
            {readerUser(), "POST", "/dttot/lists/", R"({"name": "staff"})", 403},
            {readerUser(), "POST", "/dttot/lists/dttot/rows/", R"({"name": "X"})", 403},
            {readerUser(), "POST", "/batch/dttot-documents/process/", R"({"document_ids": [1]})", 403},
            {readerUser(), "POST", "/dttot/report/", "{}", 403},
            {readerUser(), "GET", "/dttot/export/csv", "", 403},
            {readerUser(), "GET", "/dttot/export/excel", "", 403},
        });
    }

    void anAuditorSeesWhatWasDoneToListsAndNothingElse() {
        expect({
            {auditorUser(), "GET", "/audit-trail/dttot-documents/", "", 200, "dttot.document.processed", "auth."},
            {auditorUser(), "GET", "/audit-trail/dttot-documents/?action=auth.", "", 200, "[]"},
            {auditorUser(), "GET", "/audit-trail/dttot-documents/?from=yesterday", "", 400, "from"},
            {officerUser(), "GET", "/audit-trail/dttot-documents/", "", 403},
        });
    }

    void whatIsMissingIsNotFound() {
        const std::string script = "/dttot/documents/" + std::to_string(_document) + "/etl/999";
        expect({
            {officerUser(), "GET", "/dttot/documents/999999", "", 404},
            {officerUser(), "GET", "/dttot/documents/x", "", 404},
            {officerUser(), "DELETE", "/dttot/documents/999999", "", 404},
            {officerUser(), "GET", "/dttot/documents/999999/dataframe", "", 404},
            {officerUser(), "GET", "/dttot/documents/999999/skipped", "", 404},
            {officerUser(), "POST", "/dttot/documents/999999/etl", "", 404},
            {officerUser(), "POST", script, "", 404},
            {officerUser(), "GET", "/dttot/999999", "", 404},
            {officerUser(), "POST", "/dttot/999999/data", R"({"name": "X"})", 404},
            {officerUser(), "PATCH", "/dttot/999999/data", R"({"name": "X"})", 404},
            {officerUser(), "DELETE", "/dttot/999999/data", "", 404},
            {officerUser(), "GET", "/dttot/lists/none", "", 404},
            {officerUser(), "GET", "/dttot/lists/dttot/versions/99", "", 404},
            {officerUser(), "GET", "/dttot/lists/dttot/versions/99/rows", "", 404},
            {officerUser(), "GET", "/dttot/lists/dttot/versions/99/diff", "", 404},
            {officerUser(), "POST", "/dttot/lists/none/rows/", R"({"name": "X"})", 404},
            {officerUser(), "GET", "/batch/status/?batch_id=999999", "", 404},
            {officerUser(), "GET", "/dttot/reports/999999/", "", 404},
            {officerUser(), "GET", "/dttot/export/csv?document_id=999999", "", 404},
            {officerUser(), "GET", "/dttot/export/excel?document_id=999999", "", 404},
        });
    }

    void whatIsWrongIsRefused() {
        const std::string rows = "/dttot/" + std::to_string(_document);
        const std::string data = rows + "/data";
        const std::string frame = "/dttot/documents/" + std::to_string(_document) + "/dataframe?limit=-1";
        const std::string match = rows + "?match=magic";
        const std::string year = rows + "?birth_year=soon";
        expect({
            {officerUser(), "POST", data, "{}", 400, "name"},
            {officerUser(), "POST", data, R"({"name": ""})", 400, "name"},
            {officerUser(), "POST", data, R"({"name": {"a": 1}})", 400, "name"},
            {officerUser(), "PATCH", data, R"({"name": "X"})", 400, "data_id"},
            {officerUser(), "DELETE", data, "", 400, "data_id"},
            {officerUser(), "GET", match, "", 400, "match"},
            {officerUser(), "GET", year, "", 400, "birth_year"},
            {officerUser(), "GET", frame, "", 400, "limit"},
            {officerUser(), "GET", "/dttot/export/csv?document_id=x", "", 400, "document_id"},
            {officerUser(), "POST", "/dttot/lists/", "{}", 400, "name"},
            {officerUser(), "POST", "/dttot/lists/", R"({"name": "Staff & Co"})", 400, "name"},
            {officerUser(), "POST", "/dttot/lists/dttot/rows/", "{}", 400, "name"},
            {officerUser(), "GET", "/dttot/lists/dttot/versions/1/diff?from=9", "", 404},
            {officerUser(), "GET", "/dttot/lists/dttot/versions/1/diff?change=all", "", 400, "change"},
            {officerUser(),
             "POST",
             "/batch/dttot-documents/process/",
             R"({"document_ids": ["x"]})",
             400,
             "document_ids"},
            {officerUser(), "POST", "/dttot/report/", R"({"language": "fr"})", 400, "language"},
        });
    }

    void anUploadThatIsNoListIsRefused() {
        const auto refused = [&](const std::string& content) {
            return _kernel->upload(officerUser(), "/dttot/documents/", {{"file", "list.xlsx", content}}).status;
        };
        CPPUNIT_ASSERT_EQUAL(400, refused(""));
        CPPUNIT_ASSERT_EQUAL(400, refused("MZ\x90 program"));
        CPPUNIT_ASSERT_EQUAL(400, _kernel->upload(officerUser(), "/dttot/documents/", {}, {{"title", "x"}}).status);
    }

    void theDocumentedCallsWorkInTheirOrder() {
        const std::string document = std::to_string(
            uploaded(*_kernel, std::string(header) + "Deden Murtopati;;Orang;IDD-006;;1980;Indonesia;-\n")
        );
        const std::string etl = "/dttot/documents/" + document + "/etl/1";
        const std::string search = "/dttot/" + document + "?q=Deden";
        const std::string data = "/dttot/" + document + "/data";
        const std::string one = "/dttot/documents/" + document + "?reason=mistake";
        expect({{officerUser(), "POST", etl, "", 202, "stream_url"}});
        CPPUNIT_ASSERT(_kernel->finishJobs());
        expect({
            {officerUser(), "GET", search, "", 200, "IDD-006"},
            {officerUser(),
             "POST",
             data,
             R"({"name": "Row", "nama": "Row", "alias": "RP"})",
             201,
             "\"RP\"",
             "",
             "dttot.row.added"},
            {officerUser(), "DELETE", one, "", 200, "", "", "dttot.document.deleted"},
        });
        const auto audited = _kernel->auditedActions();
        CPPUNIT_ASSERT(std::ranges::count(audited, "dttot.document.processed") == 2);
        CPPUNIT_ASSERT(std::ranges::count(audited, "dttot.document.uploaded") == 2);
    }

    void aRowIsNamedByItsIdOrByItsDocumentAndDataId() {
        const std::string byRow = "/dttot/" + std::to_string(_row) + "/data";
        const std::string byDocument = "/dttot/" + std::to_string(_document) + "/data";
        const std::string inQuery = byDocument + "?data_id=" + std::to_string(_row);
        const std::string inBody = R"({"name": "B", "data_id": )" + std::to_string(_row) + "}";
        const std::string asText = R"({"name": "C", "data_id": ")" + std::to_string(_row) + "\"}";
        expect({
            {officerUser(), "PATCH", byRow, R"({"name": "A"})", 200, "\"A\"", "data_id", "dttot.row.changed"},
            {officerUser(), "PATCH", byDocument, inBody, 200, "\"B\""},
            {officerUser(), "PATCH", byDocument, asText, 200, "\"C\""},
            {officerUser(), "DELETE", inQuery, "", 200, "", "", "dttot.row.deleted"},
            {officerUser(), "DELETE", inQuery, "", 404},
        });
    }

    void aRowOfAnotherDocumentIsNotFound() {
        const auto other =
            uploaded(*_kernel, std::string(header) + "Deden Murtopati;;Orang;IDD-006;;1980;Indonesia;-\n");
        const std::string path = "/dttot/" + std::to_string(other) + "/data?data_id=" + std::to_string(_row);
        expect({
            {officerUser(), "PATCH", path, R"({"name": "X"})", 404},
            {officerUser(), "DELETE", path, "", 404},
        });
    }

    void aStaleVersionIsNotOverwritten() {
        const std::string path = "/dttot/" + std::to_string(_row) + "/data";
        const auto change = [&](const char* version) {
            return _kernel->call(officerUser(), "PATCH", path, {{"name", "A"}}, {{"if-match", version}}).status;
        };
        CPPUNIT_ASSERT_EQUAL(200, change("\"1\""));
        CPPUNIT_ASSERT_EQUAL(412, change("\"1\""));
    }

    void theDataframeIsAWindowOnTheFile() {
        const auto path = "/dttot/documents/" + std::to_string(_document) + "/dataframe?offset=1&limit=2";
        const auto answer = _kernel->call(officerUser(), "GET", path);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
        CPPUNIT_ASSERT_EQUAL(std::string("[4,8]"), boost::json::serialize(answer.json.at("shape")));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, answer.json.at("data").as_array().size());
        CPPUNIT_ASSERT_EQUAL(
            std::string("\"Slamet Kalimbasa alias Pak De\""), boost::json::serialize(answer.json.at("data").at(0).at(0))
        );
    }

    void aReasonIsRequiredWhereTheDeployerWantsOne() {
        tenon::test::Kernel strict(tenon_module_v1, tenon::test::On::Sqlite, {{"require_delete_reason", true}});
        const auto document = uploaded(strict, list());
        processed(strict, document);
        const std::string path = "/dttot/documents/" + std::to_string(document);
        CPPUNIT_ASSERT_EQUAL(400, strict.call(officerUser(), "DELETE", path).status);
        CPPUNIT_ASSERT_EQUAL(200, strict.call(officerUser(), "DELETE", path + "?reason=mistake").status);
    }

private:
    void expect(std::initializer_list<tenon::test::Call> calls) {
        std::string faults;
        for (const std::string& fault : tenon::test::run(*_kernel, calls)) {
            faults += fault + "\n";
        }
        CPPUNIT_ASSERT_EQUAL(std::string(), faults);
    }

    std::unique_ptr<tenon::test::Kernel> _kernel;
    std::int64_t _document = 0;
    std::int64_t _row = 0;
};

CPPUNIT_TEST_SUITE_REGISTRATION(ApiTest);
