/// Reports of hostile texts: whatever a list holds is drawn as text, or refused within the limits of the helper
/// program.

#include "report_html.h"
#include "report_pdf.h"
#include "support.h"

#include <cppunit/extensions/HelperMacros.h>

#include <memory>
#include <unistd.h>

using namespace dttot::test;

class ReportTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ReportTest);
    CPPUNIT_TEST(strangeTextsAreDrawn);
    CPPUNIT_TEST(aTableGoesOnOverPages);
    CPPUNIT_TEST(aReportThatIsNoneIsRefused);
    CPPUNIT_TEST(markupIsText);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override { _kernel = std::make_unique<tenon::test::Kernel>(tenon_module_v1, tenon::test::On::Sqlite); }

    void tearDown() override { _kernel.reset(); }

    void strangeTextsAreDrawn() {
        std::string marks = "a";
        for (int i = 0; i < 2000; ++i) {
            marks += "\xCC\x81";
        }
        for (const std::string& text :
             {marks,
              std::string(20'000, 'x'),
              std::string("\xE2\x80\xAE\xE2\x80\x8F\xE2\x81\xA6 turned \xE2\x80\xAC"),
              std::string("عبد الغفار ABC 123 منصور"),
              std::string("\xF0\x93\x80\x80 \xE4\xB8\xAD \xF3\xA0\x80\x81"),
              std::string("\x01\x02\t\n\n\r"),
              std::string()}) {
            const std::string pdf = drawn(report(text, 1));
            CPPUNIT_ASSERT(pdf.starts_with("%PDF-"));
            CPPUNIT_ASSERT(pdf.find("%%EOF") != std::string::npos);
        }
    }

    void aTableGoesOnOverPages() {
        CPPUNIT_ASSERT(drawn(report("Siti Lembarjati", 200)).find("/Count 5") != std::string::npos);
    }

    void aReportThatIsNoneIsRefused() { CPPUNIT_ASSERT_THROW(drawn({{"title", 1}}), tenon::Unavailable); }

    void markupIsText() {
        const std::string html = dttot::reportHtml(report("<img src=x onerror='a()'>&amp;", 1));
        CPPUNIT_ASSERT(html.find("<img") == std::string::npos);
        CPPUNIT_ASSERT(html.find("&lt;img src=x onerror=&#39;a()&#39;&gt;&amp;amp;") != std::string::npos);
    }

private:
    /// A report with the text everywhere where one may stand.
    static tenon::JsonObject report(const std::string& text, int rows) {
        const tenon::JsonArray columns{tenon::JsonObject{{"title", text}, {"share", 1}, {"is_number", false}}};
        tenon::JsonArray cells;
        for (int i = 0; i < rows; ++i) {
            cells.push_back(tenon::JsonArray{text});
        }
        tenon::JsonObject section{{"heading", text}, {"texts", tenon::JsonArray{text}}};
        section["chart"] = tenon::JsonArray{tenon::JsonObject{{"label", text}, {"value", 3}}};
        section["table"] = tenon::JsonObject{{"columns", columns}, {"rows", cells}};
        const tenon::JsonArray sections{section};
        return {{"title", text}, {"subtitle", text}, {"language", "en"}, {"sections", sections}};
    }

    std::string drawn(const tenon::JsonObject& model) {
        const auto file = _kernel->app().files().temporary();
        const auto program = _kernel->app().program("dttot-report");
        std::string pdf(dttot::drawPdf(program, model, _kernel->app().files().temporary(), file), '\0');
        CPPUNIT_ASSERT_EQUAL(static_cast<ssize_t>(pdf.size()), ::pread(file.get(), pdf.data(), pdf.size(), 0));
        return pdf;
    }

    std::unique_ptr<tenon::test::Kernel> _kernel;
};

CPPUNIT_TEST_SUITE_REGISTRATION(ReportTest);
