/// Many parties at once: batches, and imports of spreadsheets.

#include "support.h"

#include <tables/tests/workbook_builder.h>

namespace parties::test {

namespace {

using tenon::test::TestFile;

/// The module as it runs where documents does.
const tenon::ModuleDescriptor& withDocuments() {
    static const tenon::ModuleDescriptor module = [] {
        tenon::ModuleDescriptor copy = tenon_module_v1;
        copy.requirements = "organisation, documents";
        return copy;
    }();
    return module;
}

} // namespace

template <On on>
class ImportTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(ImportTest);
    CPPUNIT_TEST(aBatchStoresAllOrNone);
    CPPUNIT_TEST(aBatchOfBestEffortStoresWhatIsRight);
    CPPUNIT_TEST(everyFaultOfARowIsToldInTheClientsLanguage);
    CPPUNIT_TEST(rowsOfABatchSeeEachOther);
    CPPUNIT_TEST(aBatchHasAThousandRowsAtMost);
    CPPUNIT_TEST(aBatchThatIsSentAgainIsDoneOnce);
    CPPUNIT_TEST(guardsAreThose);
    CPPUNIT_TEST(aFileIsImported);
    CPPUNIT_TEST(headersAreInAnyOrderAndLanguage);
    CPPUNIT_TEST(aWorkbooksCellsKeepTheirKinds);
    CPPUNIT_TEST(aDryRunTellsEverythingAndStoresNothing);
    CPPUNIT_TEST(allOrNothingUnlessToldOtherwise);
    CPPUNIT_TEST(theSameFileAgainChangesNothing);
    CPPUNIT_TEST(existingOnesAreChangedWhereThatIsWanted);
    CPPUNIT_TEST(aFileNamesACodeOnce);
    CPPUNIT_TEST(whatIsNotUnderstoodIsReported);
    CPPUNIT_TEST(filesThatCannotBeReadAreRefused);
    CPPUNIT_TEST(anImportIsOneRowInTheTrail);
    CPPUNIT_TEST(anImportStaysInTheCompany);
    CPPUNIT_TEST(theTemplateIsInTheClientsLanguage);
    CPPUNIT_TEST_SUITE_END();

public:
    ImportTest() : KernelFixture(on, withDocuments()) {}

    Json batch(JsonArray parties, std::string_view mode, const User& who = admin) {
        return done(who, "POST", "/parties/batch/", {{"parties", std::move(parties)}, {"mode", mode}});
    }

    std::int64_t count() {
        return kernel().database().template value<std::int64_t>("SELECT COUNT(*) FROM parties_party").value();
    }

    static std::int64_t number(const Json& answer, std::string_view member) { return answer.at(member).as_int64(); }

    static JsonArray threeParties() {
        return {
            {{"name", "A"}, {"code", "A"}},
            {{"name", "B"}, {"email", "no"}, {"nationality", "Bangladesh"}},
            {{"name", "C"}, {"code", "C"}},
        };
    }

    void aBatchStoresAllOrNone() {
        const Json refused = batch(threeParties(), "all_or_nothing");
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, number(refused, "stored"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, number(refused, "failed"));
        CPPUNIT_ASSERT(refused.at("results").at(0).at("code") == Json("NOT_STORED"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count());
        CPPUNIT_ASSERT(kernel().auditedActions().back() != "parties.party.created");
        const Json stored = batch({{{"name", "A"}}, {{"name", "B"}}}, "all_or_nothing");
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, number(stored, "stored"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, count());
    }

    void aBatchOfBestEffortStoresWhatIsRight() {
        const Json answer = batch(threeParties(), "best_effort");
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, number(answer, "stored"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, number(answer, "failed"));
        const std::int64_t id = answer.at("results").at(2).at("id").as_int64();
        CPPUNIT_ASSERT(done(admin, "GET", pathOf(id)).at("name") == Json("C"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, count());
    }

    void everyFaultOfARowIsToldInTheClientsLanguage() {
        const Json answer = batch(threeParties(), "best_effort");
        const JsonArray& errors = answer.at("results").at(1).at("errors").as_array();
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, errors.size());
        CPPUNIT_ASSERT(
            errors.at(0).at("field") == Json("nationality") || errors.at(1).at("field") == Json("nationality")
        );
        const Answer arabic = kernel().call(
            admin, "POST", "/parties/batch/", {{"parties", {{{"code", "X"}}}}}, {{"accept-language", "ar"}}
        );
        CPPUNIT_ASSERT_MESSAGE(arabic.text, arabic.text.find("هذا الحقل مطلوب") != std::string::npos);
    }

    void rowsOfABatchSeeEachOther() {
        const Json answer = batch({{{"name", "A"}, {"code", "A"}}, {{"name", "B"}, {"code", "A"}}}, "best_effort");
        CPPUNIT_ASSERT(answer.at("results").at(1).at("code") == Json("DUPLICATE"));
        CPPUNIT_ASSERT(answer.at("results").at(1).at("details").as_object().contains("code"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count());
    }

    void aBatchHasAThousandRowsAtMost() {
        JsonArray rows;
        for (int i = 0; i < 1000; ++i) {
            rows.emplace_back(JsonObject{{"name", "Party " + std::to_string(i)}});
        }
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1000}, number(batch(rows, "all_or_nothing"), "stored"));
        rows.emplace_back(JsonObject{{"name", "One more"}});
        const std::string tooMany = boost::json::serialize(JsonObject{{"parties", rows}});
        expect({
            {admin, "POST", "/parties/batch/", tooMany, 400, "1000"},
            {admin, "POST", "/parties/batch/", R"({"parties": []})", 400, "parties"},
            {admin, "POST", "/parties/batch/", R"({"parties": [{"name": "A"}], "mode": "some"})", 400, "mode"},
            {admin, "POST", "/parties/batch/", R"({"parties": [7]})", 200, R"("stored":0)"},
        });
    }

    void aBatchThatIsSentAgainIsDoneOnce() {
        const JsonObject body{{"parties", {{{"name", "A"}}, {{"name", "B"}}}}};
        const std::map<std::string, std::string> key{{"idempotency-key", "k1"}};
        const Answer first = kernel().call(admin, "POST", "/parties/batch/", body, key);
        const Answer again = kernel().call(admin, "POST", "/parties/batch/", body, key);
        CPPUNIT_ASSERT_EQUAL(first.text, again.text);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, count());
    }

    void guardsAreThose() {
        constexpr std::string_view one = R"({"parties": [{"name": "A"}]})";
        const User reader{"reader", {"parties.view"}, false, {}};
        expect({
            {nobody, "POST", "/parties/batch/", one, 401},
            {stranger, "POST", "/parties/batch/", one, 403},
            {reader, "POST", "/parties/batch/", one, 403},
            {nobody, "GET", "/parties/import/template/", "", 401},
            {reader, "GET", "/parties/import/template/", "", 403},
            {nobody, "POST", "/parties/import/", "{}", 401},
            {reader, "POST", "/parties/import/", "{}", 403},
        });
    }

    Answer
    upload(const std::string& content, const std::map<std::string, std::string>& fields = {}, const User& who = admin) {
        return kernel().upload(who, "/parties/import/", {TestFile{"file", "parties.csv", content}}, fields);
    }

    Json imported(const std::string& content, const std::map<std::string, std::string>& fields = {}) {
        const Answer answer = upload(content, fields);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
        return answer.json.at("data");
    }

    Json party(std::string_view code) {
        const auto id = kernel().database().template value<std::int64_t>(
            "SELECT id FROM parties_party WHERE code = :code", {{"code", code}}
        );
        CPPUNIT_ASSERT_MESSAGE(std::string(code), id.has_value());
        return done(admin, "GET", pathOf(*id));
    }

    void aFileIsImported() {
        const Json answer =
            imported("code;name;is_customer;street;city\nC-1;Rashida;yes;Lane 3;Dhaka\nC-2;Budi;no;;\n");
        CPPUNIT_ASSERT_EQUAL_MESSAGE(boost::json::serialize(answer), std::int64_t{2}, number(answer, "stored"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, number(answer, "added"));
        const Json rashida = party("C-1");
        CPPUNIT_ASSERT(rashida.at("is_customer") == Json(true));
        CPPUNIT_ASSERT(rashida.at("addresses").at(0).at("city") == Json("Dhaka"));
        CPPUNIT_ASSERT(party("C-2").at("addresses").as_array().empty());
    }

    void headersAreInAnyOrderAndLanguage() {
        imported("NAMA LENGKAP,Kode Pelanggan,Tanggal lahir,Jenis Kelamin\nDewi,ID-1,31/12/1990,Perempuan\n");
        const Json dewi = party("ID-1");
        CPPUNIT_ASSERT(dewi.at("birth_date") == Json("1990-12-31"));
        CPPUNIT_ASSERT(dewi.at("gender") == Json("female"));
        imported("قائمة العملاء;;\nالرمز;الإسم;عميل\nAR-1;شركة النور;نعم\n");
        CPPUNIT_ASSERT(party("AR-1").at("name") == Json("شركة النور"));
        CPPUNIT_ASSERT(party("AR-1").at("is_customer") == Json(true));
    }

    void aWorkbooksCellsKeepTheirKinds() {
        using namespace documents::tables::tests;
        const std::string sheet =
            "<sheetData>" + rowXml(2, {"Code", "Name", "Birth date", "NIK"})
            + R"(<row r="5"><c r="A5" t="inlineStr"><is><t>007</t></is></c><c r="B5" t="inlineStr"><is><t>Bond</t></is></c>)"
            + R"(<c r="C5" s="1"><v>33237</v></c></row>)"
            + R"(<row r="6"><c r="A6"><v>8</v></c><c r="B6"><v>12</v></c><c r="D6"><v>3174051203850001</v></c></row>)"
            + "</sheetData>";
        const Json answer = imported(
            workbookOf(
                {.sheets = {{"Parties", sheet}},
                 .strings = {},
                 .styles = R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>)",
                 .properties = {}}
            ),
            {{"mode", "best_effort"}}
        );
        CPPUNIT_ASSERT(party("007").at("birth_date") == Json("1990-12-30"));
        const JsonArray& faults = answer.at("faults").as_array();
        CPPUNIT_ASSERT_EQUAL_MESSAGE(boost::json::serialize(faults), std::size_t{1}, faults.size());
        CPPUNIT_ASSERT(faults.at(0).at("row") == Json(6) && faults.at(0).at("column") == Json("D"));
        CPPUNIT_ASSERT(answer.at("sheet") == Json("Parties") && answer.at("format") == Json("xlsx"));
    }

    void aDryRunTellsEverythingAndStoresNothing() {
        const std::string file = "Code,Name,E-mail,Nationality,Birth date,Kind\n"
                                 "A,Right,a@example.com,BD,1990-01-31,person\n"
                                 "\n"
                                 "B,,no,Bangladesh,03/04/1990,moon\n"
                                 "A,Again,,,,\n"
                                 "C,Born later,,,2990-01-01,\n";
        const Json answer = imported(file, {{"dry_run", "true"}});
        CPPUNIT_ASSERT(answer.at("dry_run") == Json(true));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, number(answer, "rows"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, number(answer, "stored"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, number(answer, "added"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, number(answer, "failed"));
        std::string told;
        for (const Json& fault : answer.at("faults").as_array()) {
            told += std::to_string(fault.at("row").as_int64()) + fault.at("field").as_string().c_str() + " ";
        }
        for (const std::string_view each :
             {"4email ", "4nationality ", "4birth_date ", "4kind ", "4name ", "5code ", "6birth_date "}) {
            CPPUNIT_ASSERT_MESSAGE(told + " lacks " + std::string(each), told.find(each) != std::string::npos);
        }
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count());
        CPPUNIT_ASSERT(answer.at("faults").at(0).at("value") != Json(nullptr));
    }

    void allOrNothingUnlessToldOtherwise() {
        const std::string file = "code;name\nA;Right\nB;\n";
        const Json nothing = imported(file);
        CPPUNIT_ASSERT(number(nothing, "stored") == 0 && number(nothing, "failed") == 1);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count());
        const Json some = imported(file, {{"mode", "best_effort"}});
        CPPUNIT_ASSERT(number(some, "stored") == 1 && number(some, "failed") == 1);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count());
    }

    void theSameFileAgainChangesNothing() {
        const std::string file = "code;name;passport_number;nationality;city\nA;One;a-01 23;bd;Dhaka\nB;Two;;;\n";
        imported(file);
        const Json refused = imported(file);
        CPPUNIT_ASSERT(number(refused, "stored") == 0 && number(refused, "failed") == 2);
        CPPUNIT_ASSERT(refused.at("faults").at(0).at("code") == Json("DUPLICATE"));
        CPPUNIT_ASSERT(refused.at("faults").at(0).at("field") == Json("code"));
        const std::size_t trail = kernel().auditedActions().size();
        const Json again = imported(file, {{"existing", "update"}});
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, number(again, "unchanged"));
        CPPUNIT_ASSERT_EQUAL(trail + 1, kernel().auditedActions().size());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, count());
    }

    void existingOnesAreChangedWhereThatIsWanted() {
        imported("code;name;email;city\nA;One;a@example.com;Dhaka\n");
        const Json answer = imported("code;name;city\nA;Another;Sylhet\nB;Two;\n", {{"existing", "update"}});
        CPPUNIT_ASSERT(number(answer, "updated") == 1 && number(answer, "added") == 1);
        const Json changed = party("A");
        CPPUNIT_ASSERT(changed.at("name") == Json("Another") && changed.at("email") == Json("a@example.com"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, changed.at("addresses").as_array().size());
        CPPUNIT_ASSERT(changed.at("addresses").at(0).at("city") == Json("Sylhet"));
    }

    void aFileNamesACodeOnce() {
        const Json answer =
            imported("code;name\nA;One\nB;Two\nA;Three\n", {{"existing", "update"}, {"mode", "best_effort"}});
        CPPUNIT_ASSERT(answer.at("faults").at(0).at("code") == Json("DUPLICATE_IN_FILE"));
        CPPUNIT_ASSERT(answer.at("faults").at(0).at("row") == Json(4));
        CPPUNIT_ASSERT(party("A").at("name") == Json("One"));
    }

    void whatIsNotUnderstoodIsReported() {
        const Json answer = imported("code;name;Shoe size\nA;One;42\n");
        CPPUNIT_ASSERT(answer.at("unknown_columns") == Json({"Shoe size"}));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, number(answer, "stored"));
        const Json twice = imported("code;name;Nama\nB;Two;Dua\n", {{"mode", "best_effort"}});
        CPPUNIT_ASSERT(twice.at("faults").at(0).at("code") == Json("COLUMN_TWICE"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count());
    }

    void filesThatCannotBeReadAreRefused() {
        const auto requireRefusal = [&](const std::string& content, int status, std::string_view code) {
            const Answer answer = upload(content);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, status, answer.status);
            CPPUNIT_ASSERT_MESSAGE(answer.text, answer.text.find(code) != std::string::npos);
        };
        requireRefusal("just a letter to you", 422, "documents.file.unsupported");
        requireRefusal("PK\x03\x04 xl/workbook.xml", 422, "documents.file.damaged");
        requireRefusal("shoe;size\n1;2\n", 422, "documents.import.no_header");
        requireRefusal("code;name\n", 422, "documents.import.no_rows");
        std::string tooLong = "code;name\n";
        for (int i = 0; i < 20'000; ++i) {
            tooLong += std::to_string(i) + ";x\n";
        }
        requireRefusal(tooLong, 422, "20000");
        requireRefusal(std::string((16U << 20U) + 1, 'a'), 413, "16 MiB");
        CPPUNIT_ASSERT_EQUAL(400, kernel().upload(admin, "/parties/import/", {}).status);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count());
    }

    void anImportIsOneRowInTheTrail() {
        const auto trail = [this] {
            return done(admin, "GET", "/security/audit-logs?action=parties.party.imported").as_array();
        };
        const Json answer = imported("code;name\nA;One\nB;Two\n");
        const JsonArray rows = trail();
        const std::string text = boost::json::serialize(rows);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(text, std::size_t{1}, rows.size());
        CPPUNIT_ASSERT_EQUAL(answer.at("sha256"), rows.front().at("record_id"));
        CPPUNIT_ASSERT_EQUAL_MESSAGE(text, std::int64_t{2}, rows.front().at("after").at("added").as_int64());
        imported("code;name\nC;Three\n", {{"dry_run", "true"}});
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, trail().size());
    }

    void anImportStaysInTheCompany() {
        const User clerk = clerkOf("clerk", own());
        const std::string file = "code;name\nA;One\n";
        CPPUNIT_ASSERT_EQUAL(200, upload(file, {}, clerk).status);
        CPPUNIT_ASSERT_EQUAL(
            400, upload(file, {{"company_id", std::to_string(foreign())}, {"existing", "update"}}, clerk).status
        );
        const Json elsewhere = imported(file, {{"company_id", std::to_string(foreign())}});
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, number(elsewhere, "added"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, count());
    }

    void theTemplateIsInTheClientsLanguage() {
        const auto header = [&](std::string_view language) {
            return kernel()
                .call(admin, "GET", "/parties/import/template/", nullptr, {{"accept-language", std::string(language)}})
                .text;
        };
        CPPUNIT_ASSERT(header("en").starts_with("\xEF\xBB\xBF\"Code\",\"Kind\",\"Name\""));
        CPPUNIT_ASSERT(header("id").starts_with("\xEF\xBB\xBF\"Kode\",\"Jenis\",\"Nama\""));
        CPPUNIT_ASSERT(header("ar").starts_with("\xEF\xBB\xBF\"الرمز\",\"النوع\",\"الاسم\""));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, number(imported(header("ar") + "Z-1,,زيد\r\n"), "stored"));
    }
};

static const OnBothDatabases<ImportTest> registeredImports;

} // namespace parties::test
