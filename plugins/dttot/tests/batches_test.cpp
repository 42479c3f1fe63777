/// Batches, insights and reports, on both databases.

#include "support.h"

#include <cppunit/extensions/HelperMacros.h>

#include <memory>

using namespace dttot::test;

template <tenon::test::On on>
class BatchesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(BatchesTest);
    CPPUNIT_TEST(oneBadFileDoesNotStopTheRest);
    CPPUNIT_TEST(everyDocumentIsProcessedInAJobOfItsOwn);
    CPPUNIT_TEST(anUnknownDocumentIsAFailureOfItsItem);
    CPPUNIT_TEST(aDocumentThatCannotBeReadSaysWhy);
    CPPUNIT_TEST(anEmptyBatchIsRefused);
    CPPUNIT_TEST(aBatchIsItsCallersOwn);
    CPPUNIT_TEST(insightsAddUp);
    CPPUNIT_TEST(aReportInHtmlHoldsTextsAsTexts);
    CPPUNIT_TEST(aReportInArabicRunsFromRightToLeft);
    CPPUNIT_TEST(aReportInPdfIsADocument);
    CPPUNIT_TEST(reportsOfferTheirFiles);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override { _kernel = std::make_unique<tenon::test::Kernel>(tenon_module_v1, on); }

    void tearDown() override { _kernel.reset(); }

    void oneBadFileDoesNotStopTheRest() {
        const auto batch = uploadBatch(
            {{"files", "a.csv", list()},
             {"files",
              "b.bin",
              "\x7f"
              "ELF"},
             {"files", "c.csv", other()}}
        );
        CPPUNIT_ASSERT_EQUAL(std::string("succeeded: 3 = 0 + 0 + 2 + 1"), shown(batch));
        const auto& bad = batch.at("documents").at(1).as_object();
        CPPUNIT_ASSERT_EQUAL(std::string("b.bin failed VALIDATION"), itemShown(bad));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, itemsOf(get("/dttot/documents")).size());
    }

    void everyDocumentIsProcessedInAJobOfItsOwn() {
        const auto batch = processBatch({documentIn(list()), documentIn(other())});
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, number(batch, "total"));
        CPPUNIT_ASSERT(_kernel->finishJobs());
        const auto after = get("/batch/status?batch_id=" + std::to_string(number(batch, "batch_id"))).json.as_object();
        CPPUNIT_ASSERT_EQUAL(std::string("succeeded: 2 = 0 + 0 + 2 + 0"), shown(after));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, itemsOf(get("/dttot/processed-documents")).size());
    }

    void anUnknownDocumentIsAFailureOfItsItem() {
        const auto batch = processBatch({documentIn(list()), 4711});
        CPPUNIT_ASSERT_EQUAL(std::string(" failed NOT_FOUND"), itemShown(batch.at("documents").at(1).as_object()));
        CPPUNIT_ASSERT(_kernel->finishJobs());
        CPPUNIT_ASSERT_EQUAL(
            std::string("succeeded: 2 = 0 + 0 + 1 + 1"), shown(itemsOf(get("/batch/status")).at(0).as_object())
        );
    }

    void aDocumentThatCannotBeReadSaysWhy() {
        (void)processBatch({documentIn("no list at all, only text\n")});
        CPPUNIT_ASSERT(_kernel->finishJobs());
        const auto batch = itemsOf(get("/batch/status")).at(0).as_object();
        CPPUNIT_ASSERT_EQUAL(std::string("failed: 1 = 0 + 0 + 0 + 1"), shown(batch));
        CPPUNIT_ASSERT_EQUAL(
            std::string("list.csv failed dttot.layout.no_header"), itemShown(batch.at("documents").at(0).as_object())
        );
    }

    void anEmptyBatchIsRefused() {
        CPPUNIT_ASSERT_EQUAL(400, _kernel->upload(officerUser(), "/batch/dttot-documents/", {}).status);
        const tenon::Json nothing{{"document_ids", tenon::JsonArray()}};
        CPPUNIT_ASSERT_EQUAL(
            400, _kernel->call(officerUser(), "POST", "/batch/dttot-documents/process/", nothing).status
        );
    }

    void aBatchIsItsCallersOwn() {
        const auto batch = processBatch({documentIn(list())});
        const auto path = "/batch/status?batch_id=" + std::to_string(number(batch, "batch_id"));
        CPPUNIT_ASSERT_EQUAL(404, _kernel->call(readerUser(), "GET", path).status);
        CPPUNIT_ASSERT(itemsOf(_kernel->call(readerUser(), "GET", "/batch/status")).empty());
    }

    void insightsAddUp() {
        processed(*_kernel, documentIn(list()));
        const auto insights = get("/insights/dttot").json.as_object();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, number(insights, "total"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, number(insights.at("lists").at(0).as_object(), "rows"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, number(insights.at("by_type").as_object(), "person"));
        CPPUNIT_ASSERT_EQUAL(
            std::string(R"({"nationality":"ID","count":3})"),
            boost::json::serialize(insights.at("top_nationalities").at(0))
        );
        std::int64_t decades = number(insights.at("quality").as_object(), "without_birth_year");
        for (const auto& [decade, count] : insights.at("birth_decades").as_object()) {
            decades += count.template to_number<std::int64_t>();
        }
        CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, decades);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, number(insights.at("changes_by_month").at(0).as_object(), "added"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, number(insights.at("runs").as_object(), "succeeded"));
    }

    void aReportInHtmlHoldsTextsAsTexts() {
        processed(
            *_kernel,
            documentIn(
                std::string(header) + "<script>alert</script> alias عبد الغفار;-;Orang;IDD-001;-;1980;Indonesia;-\n"
            )
        );
        const auto report = made({{"format", "html"}, {"language", "id"}, {"title", "<b>\"A\" & 'B'</b>"}});
        const auto file = get("/dttot/reports/" + std::to_string(number(report, "id")) + "/file");
        CPPUNIT_ASSERT_EQUAL(200, file.status);
        CPPUNIT_ASSERT(file.text.find("<script") == std::string::npos);
        CPPUNIT_ASSERT(file.text.find("&lt;script&gt;alert&lt;/script&gt;") != std::string::npos);
        CPPUNIT_ASSERT(
            file.text.find("<h1 dir=\"auto\">&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;</h1>")
            != std::string::npos
        );
        CPPUNIT_ASSERT(file.text.find("عبد الغفار") != std::string::npos);
        CPPUNIT_ASSERT(file.text.find("Menurut kewarganegaraan") != std::string::npos);
        CPPUNIT_ASSERT(file.text.find("<svg") != std::string::npos);
    }

    void aReportInArabicRunsFromRightToLeft() {
        processed(*_kernel, documentIn(list()));
        const auto report = made({{"format", "html"}, {"language", "ar"}});
        const auto file = get("/dttot/reports/" + std::to_string(number(report, "id")) + "/file");
        CPPUNIT_ASSERT(file.text.find("<html lang=\"ar\" dir=\"rtl\">") != std::string::npos);
        CPPUNIT_ASSERT(file.text.find("حسب الجنسية") != std::string::npos);
    }

    void aReportInPdfIsADocument() {
        processed(*_kernel, documentIn(list()));
        const auto report = made({{"language", "en"}});
        const auto file = get("/dttot/reports/" + std::to_string(number(report, "id")) + "/file");
        CPPUNIT_ASSERT(file.text.starts_with("%PDF-"));
        CPPUNIT_ASSERT_EQUAL(static_cast<std::int64_t>(file.text.size()), number(report, "size"));
        CPPUNIT_ASSERT(file.text.find("%%EOF") != std::string::npos);
    }

    void reportsOfferTheirFiles() {
        const auto id = documentIn(list());
        processed(*_kernel, id);
        const tenon::JsonArray documents{id};
        const auto report = made({{"format", "html"}, {"document_ids", documents}});
        CPPUNIT_ASSERT_EQUAL(number(report, "id"), idOf(itemsOf(get("/dttot/reports")).at(0)));
        const tenon::JsonArray unknown{4711};
        const auto path = "/dttot/report/";
        CPPUNIT_ASSERT_EQUAL(404, _kernel->call(officerUser(), "POST", path, {{"document_ids", unknown}}).status);
        CPPUNIT_ASSERT_EQUAL(400, _kernel->call(officerUser(), "POST", path, {{"format", "docx"}}).status);
        CPPUNIT_ASSERT_EQUAL(403, _kernel->call(readerUser(), "POST", path, {}).status);
        CPPUNIT_ASSERT_EQUAL(404, get("/dttot/reports/4711/file").status);
    }

private:
    static std::string other() {
        return std::string(header) + "Deden Murtopati;-;Orang;IDD-006;Garut;1980;Indonesia;-\n";
    }

    static std::int64_t number(const tenon::JsonObject& object, std::string_view key) {
        return object.at(key).to_number<std::int64_t>();
    }

    /// "status: total = queued + running + succeeded + failed".
    static std::string shown(const tenon::JsonObject& batch) {
        const auto of = [&](std::string_view key) { return std::to_string(number(batch, key)); };
        return std::string(tenon::textAt(batch, "status")) + ": " + of("total") + " = " + of("queued") + " + "
               + of("running") + " + " + of("succeeded") + " + " + of("failed");
    }

    static std::string itemShown(const tenon::JsonObject& item) {
        return std::string(tenon::textAt(item, "filename")) + " " + std::string(tenon::textAt(item, "status")) + " "
               + std::string(tenon::textAt(item.at("error").as_object(), "code"));
    }

    std::int64_t documentIn(const std::string& content) { return uploaded(*_kernel, content); }

    tenon::test::Answer get(const std::string& path) { return _kernel->call(officerUser(), "GET", path); }

    tenon::JsonObject uploadBatch(const std::vector<tenon::test::TestFile>& files) {
        const auto answer = _kernel->upload(officerUser(), "/batch/dttot-documents/", files);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 201, answer.status);
        return answer.json.as_object();
    }

    tenon::JsonObject processBatch(const tenon::JsonArray& documents) {
        const auto answer =
            _kernel->call(officerUser(), "POST", "/batch/dttot-documents/process/", {{"document_ids", documents}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 202, answer.status);
        return answer.json.as_object();
    }

    tenon::JsonObject made(const tenon::Json& body) {
        const auto answer = _kernel->call(officerUser(), "POST", "/dttot/report/", body);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 201, answer.status);
        return answer.json.as_object();
    }

    std::unique_ptr<tenon::test::Kernel> _kernel;
};

using BatchesOnSqliteTest = BatchesTest<tenon::test::On::Sqlite>;
CPPUNIT_TEST_SUITE_REGISTRATION(BatchesOnSqliteTest);

using BatchesOnPostgresTest = BatchesTest<tenon::test::On::PostgreSql>;
static const RegisteredWithPostgres<BatchesOnPostgresTest> registeredBatches;
