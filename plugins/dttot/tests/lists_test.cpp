/// The rules of lists, on both databases: what a run keeps, replaces and leaves alone.

#include "figures.h"
#include "support.h"

#include <cppunit/extensions/HelperMacros.h>

#include <memory>

using namespace dttot::test;

template <tenon::test::On on>
class ListsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ListsTest);
    CPPUNIT_TEST(everyRowOfTheFileIsARecordOrSkipped);
    CPPUNIT_TEST(theSameContentIsTheSameDocument);
    CPPUNIT_TEST(readingAgainKeepsTheIdsOfTheRows);
    CPPUNIT_TEST(aRowChangedByHandStaysAsItWasLeft);
    CPPUNIT_TEST(aRowDeletedByHandDoesNotComeBack);
    CPPUNIT_TEST(aRowAddedByHandStays);
    CPPUNIT_TEST(aRunThatFailsLeavesThePreviousRowsInForce);
    CPPUNIT_TEST(rowsOfAnAbandonedRunAreNeverSeen);
    CPPUNIT_TEST(rowsThatLeaveTheFileAreSeenUntilTheNewOnesAre);
    CPPUNIT_TEST(aRunThatBrokeOffHidesNothing);
    CPPUNIT_TEST(theNumberOfRowsIsKeptTrue);
    CPPUNIT_TEST(deletingADocumentTakesItsRowsAlong);
    CPPUNIT_TEST(aDeletedDocumentLeavesNothingBehind);
    CPPUNIT_TEST(aDeletedDocumentMayBeUploadedAgainAtOnce);
    CPPUNIT_TEST(idsAreNeverGivenOutTwice);
    CPPUNIT_TEST(theFiguresAddUp);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _kernel = std::make_unique<tenon::test::Kernel>(tenon_module_v1, on);
        _document = uploaded(*_kernel, list());
        processed(*_kernel, _document);
    }

    void tearDown() override { _kernel.reset(); }

    void everyRowOfTheFileIsARecordOrSkipped() {
        const auto document = read("/dttot/documents/" + std::to_string(_document));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, number(document, "source_rows"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, number(document, "record_rows"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, number(document, "skipped"));
        const auto skipped =
            itemsOf(_kernel->call(officerUser(), "GET", "/dttot/documents/" + std::to_string(_document) + "/skipped"));
        CPPUNIT_ASSERT_EQUAL(std::string("header"), textOf(skipped.at(0).as_object(), "kind"));
    }

    void theSameContentIsTheSameDocument() { CPPUNIT_ASSERT_EQUAL(_document, uploaded(*_kernel, list())); }

    void readingAgainKeepsTheIdsOfTheRows() {
        const auto before = rows();
        processed(*_kernel, _document);
        CPPUNIT_ASSERT(rows() == before);
    }

    void aRowChangedByHandStaysAsItWasLeft() {
        change(idOf(rows().at(0)), {{"name", "Jusuf Wendrayana"}});
        processed(*_kernel, _document);
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, rows().size());
        CPPUNIT_ASSERT_EQUAL(std::string("Jusuf Wendrayana"), nameOf(rows().at(0)));
    }

    void aRowDeletedByHandDoesNotComeBack() {
        const auto path = "/dttot/" + std::to_string(idOf(rows().at(1))) + "/data";
        CPPUNIT_ASSERT_EQUAL(200, _kernel->call(officerUser(), "DELETE", path).status);
        processed(*_kernel, _document);
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, rows().size());
    }

    void aRowAddedByHandStays() {
        const auto path = "/dttot/" + std::to_string(_document) + "/data";
        const auto added = _kernel->call(officerUser(), "POST", path, {{"nama", "Deden Murtopati"}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(added.text, 201, added.status);
        processed(*_kernel, _document);
        CPPUNIT_ASSERT_EQUAL(std::string("Deden Murtopati"), nameOf(rows().back()));
    }

    void aRunThatFailsLeavesThePreviousRowsInForce() {
        const auto before = rows();
        _kernel->app().files().discard(textOf(read("/dttot/documents/" + std::to_string(_document)), "sha256"));
        processed(*_kernel, _document);
        const auto document = read("/dttot/documents/" + std::to_string(_document));
        CPPUNIT_ASSERT_EQUAL(std::string("failed"), textOf(document, "status"));
        CPPUNIT_ASSERT(document.at("error").is_object());
        CPPUNIT_ASSERT(rows() == before);
    }

    void rowsOfAnAbandonedRunAreNeverSeen() {
        const auto before = rows();
        _kernel->database().execute(
            "UPDATE dttot_row SET run_id = run_id + 100 WHERE id = :id", {{"id", idOf(before.at(3))}}
        );
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, rows().size());
        processed(*_kernel, _document);
        CPPUNIT_ASSERT(namesOf(rows()) == namesOf(before));
    }

    void rowsThatLeaveTheFileAreSeenUntilTheNewOnesAre() {
        alterFingerprint(idOf(rows().at(1)));
        processed(*_kernel, _document);
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, rows().size());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, count("SELECT COUNT(*) FROM dttot_row"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("kalimbasa").size());
    }

    void aRunThatBrokeOffHidesNothing() {
        // What a run leaves that was cut off after it had said which rows end with it.
        _kernel->database().execute(
            "UPDATE dttot_row SET until_run = (SELECT run_id + 1 FROM dttot_document WHERE id = :id) "
            "WHERE document_id = :id",
            {{"id", _document}}
        );
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, rows().size());
        processed(*_kernel, _document);
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, rows().size());
    }

    void theNumberOfRowsIsKeptTrue() {
        CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, keptCount());
        const auto path = "/dttot/" + std::to_string(_document) + "/data";
        (void)_kernel->call(officerUser(), "POST", path, {{"nama", "Deden Murtopati"}});
        CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, keptCount());
        (void)_kernel->call(officerUser(), "DELETE", "/dttot/" + std::to_string(idOf(rows().at(0))) + "/data");
        CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, keptCount());
        alterFingerprint(idOf(rows().at(0)));
        processed(*_kernel, _document);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, keptCount());
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, rows().size());
    }

    void aDeletedDocumentLeavesNothingBehind() {
        (void)_kernel->call(officerUser(), "DELETE", "/dttot/documents/" + std::to_string(_document));
        CPPUNIT_ASSERT(_kernel->finishJobs());
        for (const std::string_view table :
             {"document", "run", "row", "name", "identifier", "word", "sound", "skipped", "removed"}) {
            const std::string sql = "SELECT COUNT(*) FROM dttot_" + std::string(table);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(sql, std::int64_t{0}, count(sql));
        }
    }

    void aDeletedDocumentMayBeUploadedAgainAtOnce() {
        (void)_kernel->call(officerUser(), "DELETE", "/dttot/documents/" + std::to_string(_document));
        const auto again = uploaded(*_kernel, list());
        CPPUNIT_ASSERT(again != _document);
        processed(*_kernel, again);
        CPPUNIT_ASSERT_EQUAL(std::size_t{4}, rowsOf(*_kernel, again).size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("wendrayana").size());
    }

    void deletingADocumentTakesItsRowsAlong() {
        const auto row = idOf(rows().at(0));
        const auto path = "/dttot/documents/" + std::to_string(_document);
        CPPUNIT_ASSERT_EQUAL(200, _kernel->call(officerUser(), "DELETE", path).status);
        CPPUNIT_ASSERT_EQUAL(404, _kernel->call(officerUser(), "GET", path).status);
        CPPUNIT_ASSERT_EQUAL(404, _kernel->call(officerUser(), "GET", "/dttot/" + std::to_string(row)).status);
        CPPUNIT_ASSERT(itemsOf(_kernel->call(officerUser(), "GET", "/dttot/search?q=wendrayana")).empty());
    }

    void idsAreNeverGivenOutTwice() {
        const auto last = idOf(rows().back());
        (void)_kernel->call(officerUser(), "DELETE", "/dttot/documents/" + std::to_string(_document));
        CPPUNIT_ASSERT(uploaded(*_kernel, list()) > last);
    }

    void theFiguresAddUp() {
        const auto figures = dttot::figures(_kernel->app(), officer());
        const auto total = number(figures, "total");
        CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, total);
        for (const std::string_view breakdown : {"by_type", "by_nationality", "by_birth_year"}) {
            std::int64_t sum = 0;
            for (const auto& [name, count] : figures.at(breakdown).as_object()) {
                sum += count.template to_number<std::int64_t>();
            }
            CPPUNIT_ASSERT_EQUAL(total, sum);
        }
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, number(figures.at("by_birth_year").as_object(), "1967"));
        CPPUNIT_ASSERT_EQUAL(
            total, number(figures, "records") - number(figures, "removed_by_hand") + number(figures, "added_by_hand")
        );
    }

private:
    static std::int64_t number(const tenon::JsonObject& object, std::string_view key) {
        return object.at(key).to_number<std::int64_t>();
    }

    static std::string textOf(const tenon::JsonObject& object, std::string_view key) {
        return std::string(tenon::textAt(object, key));
    }

    tenon::JsonObject read(const std::string& path) {
        const auto answer = _kernel->call(officerUser(), "GET", path);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
        return answer.json.as_object();
    }

    /// Makes the row another one than the file's, as a new version of a script would.
    void alterFingerprint(std::int64_t row) {
        _kernel->database().execute("UPDATE dttot_row SET fingerprint = 1 WHERE id = :id", {{"id", row}});
    }

    std::int64_t count(std::string_view sql) { return *_kernel->database().template value<std::int64_t>(sql); }

    std::int64_t keptCount() { return number(read("/dttot/documents/" + std::to_string(_document)), "rows"); }

    tenon::JsonArray found(const std::string& query) {
        return itemsOf(_kernel->call(officerUser(), "GET", "/dttot/search?q=" + query));
    }

    tenon::JsonArray rows() { return rowsOf(*_kernel, _document); }

    void change(std::int64_t row, const tenon::Json& body) {
        const auto answer = _kernel->call(officerUser(), "PATCH", "/dttot/" + std::to_string(row) + "/data", body);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
    }

    std::unique_ptr<tenon::test::Kernel> _kernel;
    std::int64_t _document = 0;
};

using ListsOnSqliteTest = ListsTest<tenon::test::On::Sqlite>;
CPPUNIT_TEST_SUITE_REGISTRATION(ListsOnSqliteTest);

using ListsOnPostgresTest = ListsTest<tenon::test::On::PostgreSql>;
static const RegisteredWithPostgres<ListsOnPostgresTest> registered;
