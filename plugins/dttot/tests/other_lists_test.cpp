/// Lists of other kinds on their way from the upload to the rows, on both databases.

#include "extraction/tests/ofac_builder.h"
#include "support.h"

#include <cppunit/extensions/HelperMacros.h>

#include <map>
#include <memory>

using namespace dttot::test;

template <tenon::test::On on>
class OtherListsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(OtherListsTest);
    CPPUNIT_TEST(xmlBecomesRowsOfItsList);
    CPPUNIT_TEST(theNextDocumentTakesThePlaceOfTheOneBefore);
    CPPUNIT_TEST(anotherListIsLeftAlone);
    CPPUNIT_TEST(anOwnListIsGivenItsName);
    CPPUNIT_TEST(weakAliasesAndNumbersAreFound);
    CPPUNIT_TEST(relatedPartiesAreShown);
    CPPUNIT_TEST(aScriptThatCannotReadTheFileFails);
    CPPUNIT_TEST(theRecordsOfXmlAreItsTable);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override { _kernel = std::make_unique<tenon::test::Kernel>(tenon_module_v1, on); }

    void tearDown() override { _kernel.reset(); }

    void xmlBecomesRowsOfItsList() {
        const auto id = put("sdn.xml", sdn(subject(1, "Hisham", "AL-SAWWAFI") + subject(2, "Bilal", "AL-TAHBIRI")));
        processed(*_kernel, id);
        const auto rows = rowsOf(*_kernel, id);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rows.size());
        const auto& row = rows.at(0).as_object();
        CPPUNIT_ASSERT_EQUAL(std::string("ofac-sdn"), textOf(row, "list"));
        CPPUNIT_ASSERT_EQUAL(std::string("sdnEntry 1"), textOf(row, "element"));
        CPPUNIT_ASSERT_EQUAL(std::string("ofac-xml"), textOf(read("/dttot/documents/" + std::to_string(id)), "script"));
    }

    void theNextDocumentTakesThePlaceOfTheOneBefore() {
        processed(
            *_kernel, put("sdn.xml", sdn(subject(1, "Hisham", "AL-SAWWAFI") + subject(2, "Bilal", "AL-TAHBIRI")))
        );
        const auto kept = idOf(found("Sawwafi").at(0));
        processed(*_kernel, put("sdn.xml", sdn(subject(3, "Siti", "LEMBARJATI") + subject(1, "Hisham", "AL-SAWWAFI"))));
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, found("Tahbiri").size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("Lembarjati").size());
        CPPUNIT_ASSERT_EQUAL(kept, idOf(found("Sawwafi").at(0)));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("Sawafi&match=fuzzy").size());
        const auto version = read("/dttot/lists/ofac-sdn/versions/2");
        CPPUNIT_ASSERT_EQUAL(std::string("[1,0,1]"), figuresOf(version));
    }

    void anotherListIsLeftAlone() {
        processed(*_kernel, uploaded(*_kernel, list()));
        processed(*_kernel, put("sdn.xml", sdn(subject(1, "Hisham", "AL-SAWWAFI"))));
        processed(*_kernel, put("consolidated.xml", sdn(subject(1, "Bilal", "AL-TAHBIRI"))));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("Wendrayana").size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("Sawwafi").size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("Tahbiri&list=ofac-consolidated").size());
        const auto lists = itemsOf(_kernel->call(officerUser(), "GET", "/dttot/lists/"));
        CPPUNIT_ASSERT((namesOf(lists) == std::vector<std::string>{"dttot", "ofac-consolidated", "ofac-sdn"}));
    }

    void anOwnListIsGivenItsName() {
        const auto id = put("staff.csv", "reference,name,type\nS-1,Deden Murtopati,person\n", {{"list", "own:staff"}});
        processed(*_kernel, id);
        CPPUNIT_ASSERT_EQUAL(std::string("own:staff"), textOf(rowsOf(*_kernel, id).at(0).as_object(), "list"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("Murtopati&list=own:staff&kode_densus=S-1").size());
    }

    void weakAliasesAndNumbersAreFound() {
        processed(*_kernel, put("sdn.xml", sdn(subject(1, "Hisham", "AL-SAWWAFI"))));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("Abu%20Walid").size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("Z1234567").size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("881-77").size());
    }

    void relatedPartiesAreShown() {
        const auto id = put("sdn_advanced.xml", dttot::tests::advancedList(2));
        processed(*_kernel, id);
        const auto rows = rowsOf(*_kernel, id);
        const std::string owner = nameOf(rows.at(0));
        CPPUNIT_ASSERT_EQUAL(
            R"([{"relation":"Owned or Controlled By","said_of":"this","code":"1000","name":")" + owner
                + R"(","former":false}])",
            boost::json::serialize(rows.at(1).at("related_parties"))
        );
        const std::string table = _kernel->call(officerUser(), "GET", "/dttot/export/csv").text;
        for (const std::string& cell :
             {"Owned or Controlled By: " + owner + " (1000)", nameOf(rows.at(1)) + " (1001): Owned or Controlled By"}) {
            CPPUNIT_ASSERT_MESSAGE(table, table.find(cell) != std::string::npos);
        }
    }

    void aScriptThatCannotReadTheFileFails() {
        const auto id = put("sdn.xml", sdn(subject(1, "Hisham", "AL-SAWWAFI")));
        const auto path = "/dttot/documents/" + std::to_string(id);
        CPPUNIT_ASSERT_EQUAL(404, _kernel->call(officerUser(), "POST", path + "/etl/none").status);
        CPPUNIT_ASSERT_EQUAL(202, _kernel->call(officerUser(), "POST", path + "/etl/1").status);
        CPPUNIT_ASSERT(_kernel->finishJobs());
        CPPUNIT_ASSERT_EQUAL(
            std::string("dttot.list.other_format"), textOf(read(path).at("error").as_object(), "code")
        );
        CPPUNIT_ASSERT_EQUAL(202, _kernel->call(officerUser(), "POST", path + "/etl/4").status);
        CPPUNIT_ASSERT(_kernel->finishJobs());
        CPPUNIT_ASSERT_EQUAL(std::string("processed"), textOf(read(path), "status"));
    }

    void theRecordsOfXmlAreItsTable() {
        const auto id = put("sdn.xml", sdn(subject(1, "Hisham", "AL-SAWWAFI") + subject(2, "Bilal", "AL-TAHBIRI")));
        const auto table = read("/dttot/documents/" + std::to_string(id) + "/dataframe?offset=1&limit=1");
        CPPUNIT_ASSERT_EQUAL(std::string("[2,12]"), boost::json::serialize(table.at("shape")));
        CPPUNIT_ASSERT_EQUAL(std::string("\"Bilal AL-TAHBIRI\""), boost::json::serialize(table.at("data").at(0).at(2)));
    }

private:
    static std::string subject(int uid, const std::string& first, const std::string& last) {
        const std::string number = std::to_string(uid);
        return "<sdnEntry><uid>" + number + "</uid><firstName>" + first + "</firstName><lastName>" + last
               + "</lastName><sdnType>Individual</sdnType><akaList><aka><category>weak</category><lastName>ABU WALID"
                 "</lastName></aka></akaList><idList><id><idType>Passport</idType><idNumber>Z1234567</idNumber></id>"
                 "<id><idType>Tax ID No.</idType><idNumber>881-77</idNumber></id></idList></sdnEntry>";
    }

    static std::string sdn(const std::string& entries) {
        return "<?xml version=\"1.0\"?>\n<sdnList>" + entries + "</sdnList>";
    }

    std::int64_t
    put(const std::string& filename, const std::string& content, std::map<std::string, std::string> fields = {}) {
        const auto answer =
            _kernel->upload(officerUser(), "/dttot/documents/", {{"file", filename, content}}, std::move(fields));
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 201, answer.status);
        return answer.json.at("id").template to_number<std::int64_t>();
    }

    static std::string textOf(const tenon::JsonObject& object, std::string_view key) {
        return std::string(tenon::textAt(object, key));
    }

    static std::string figuresOf(const tenon::JsonObject& version) {
        return boost::json::serialize(tenon::JsonArray{
            version.at("added"), version.at("changed"), version.at("removed")});
    }

    tenon::JsonObject read(const std::string& path) {
        const auto answer = _kernel->call(officerUser(), "GET", path);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
        return answer.json.as_object();
    }

    tenon::JsonArray found(const std::string& query) {
        return itemsOf(_kernel->call(officerUser(), "GET", "/dttot/search?q=" + query));
    }

    std::unique_ptr<tenon::test::Kernel> _kernel;
};

using OtherListsOnSqliteTest = OtherListsTest<tenon::test::On::Sqlite>;
CPPUNIT_TEST_SUITE_REGISTRATION(OtherListsOnSqliteTest);

using OtherListsOnPostgresTest = OtherListsTest<tenon::test::On::PostgreSql>;
static const RegisteredWithPostgres<OtherListsOnPostgresTest> registeredOtherLists;
