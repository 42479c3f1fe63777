/// Files for spreadsheets: complete, and harmless.

#include "support.h"

#include <cppunit/extensions/HelperMacros.h>

#include <memory>

using namespace dttot::test;

class ExportTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ExportTest);
    CPPUNIT_TEST(csvBeginsWithAByteOrderMarkAndTheMembersOfARecord);
    CPPUNIT_TEST(csvNeutralisesFormulas);
    CPPUNIT_TEST(csvJoinsListsAndQuotesWhatNeedsIt);
    CPPUNIT_TEST(anExportIsOfOneDocumentWhenAskedFor);
    CPPUNIT_TEST(excelIsAWorkbookWithoutFormulas);
    CPPUNIT_TEST(everyExportIsAudited);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _kernel = std::make_unique<tenon::test::Kernel>(tenon_module_v1);
        _document = uploaded(*_kernel, list());
        processed(*_kernel, _document);
    }

    void tearDown() override { _kernel.reset(); }

    void csvBeginsWithAByteOrderMarkAndTheMembersOfARecord() {
        CPPUNIT_ASSERT(
            csv().starts_with("\xEF\xBB\xBFid,kode_densus,type,name,aliases,birth_dates,birth_places,"
                              "nationalities,nik,nik_malformed,related_nik,"
                              "passports,kk,npwp,phones,addresses,description,source_row,issues,weak_aliases,"
                              "original_names,documents,programs,listed_on,related_parties,list\r\n")
        );
    }

    void csvNeutralisesFormulas() {
        const std::string text = csv();
        CPPUNIT_ASSERT(text.find("\"'=1+2\"") != std::string::npos);
        CPPUNIT_ASSERT(text.find("\"'@SUM(A1)\"") != std::string::npos);
    }

    void csvJoinsListsAndQuotesWhatNeedsIt() {
        const auto path = "/dttot/" + std::to_string(_document) + "/data";
        const tenon::Json body{{"name", "Deden \"Kang\", Murtopati"}, {"aliases", {"KD", "Kang D"}}};
        CPPUNIT_ASSERT_EQUAL(201, _kernel->call(officerUser(), "POST", path, body).status);
        CPPUNIT_ASSERT(csv().find(R"(,person,"Deden ""Kang"", Murtopati",KD; Kang D,)") != std::string::npos);
    }

    void anExportIsOfOneDocumentWhenAskedFor() {
        const auto other =
            uploaded(*_kernel, std::string(header) + "Deden Murtopati;;Orang;IDD-006;;1980;Indonesia;-\n");
        processed(*_kernel, other);
        CPPUNIT_ASSERT(csv().find("Deden") != std::string::npos);
        const std::string one = csv("?document_id=" + std::to_string(other));
        CPPUNIT_ASSERT(one.find("Deden") != std::string::npos);
        CPPUNIT_ASSERT(one.find("Yusuf") == std::string::npos);
    }

    void excelIsAWorkbookWithoutFormulas() {
        const auto answer = _kernel->call(officerUser(), "GET", "/dttot/export/excel/");
        CPPUNIT_ASSERT_EQUAL(200, answer.status);
        CPPUNIT_ASSERT(answer.text.starts_with("PK\x03\x04"));
        const auto again = _kernel->upload(officerUser(), "/dttot/documents/", {{"file", "dttot.xlsx", answer.text}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(again.text, 201, again.status);
        const auto path = "/dttot/documents/" + std::to_string(idOf(again.json)) + "/dataframe";
        const std::string cells = _kernel->call(officerUser(), "GET", path).text;
        CPPUNIT_ASSERT(cells.find("\"=1+2\"") != std::string::npos);
    }

    void everyExportIsAudited() {
        (void)csv();
        CPPUNIT_ASSERT_EQUAL(std::string("dttot.list.exported"), _kernel->auditedActions().back());
    }

private:
    std::string csv(const std::string& query = {}) {
        const auto answer = _kernel->call(officerUser(), "GET", "/dttot/export/csv/" + query);
        CPPUNIT_ASSERT_EQUAL(200, answer.status);
        return answer.text;
    }

    std::unique_ptr<tenon::test::Kernel> _kernel;
    std::int64_t _document = 0;
};

CPPUNIT_TEST_SUITE_REGISTRATION(ExportTest);
