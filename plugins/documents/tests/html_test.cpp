/// Pages of HTML: texts are text, and the page runs nothing.

#include "support.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using namespace documents::test;
using documents::Form;

class HtmlTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(HtmlTest);
    CPPUNIT_TEST(markupIsText);
    CPPUNIT_TEST(arabicPagesRunFromRightToLeft);
    CPPUNIT_TEST(totalsAndFiguresAreMarked);
    CPPUNIT_TEST_SUITE_END();

public:
    void markupIsText() {
        const std::string html = _printer.print(everywhere("<img src=x onerror='a()'>&amp;"), Form::html);
        CPPUNIT_ASSERT(html.find("<img") == std::string::npos);
        CPPUNIT_ASSERT(html.find("&lt;img src=x onerror=&#39;a()&#39;&gt;&amp;amp;") != std::string::npos);
        CPPUNIT_ASSERT(html.find("default-src 'none'") != std::string::npos);
    }

    void arabicPagesRunFromRightToLeft() {
        CPPUNIT_ASSERT(
            _printer.print(balance("ar"), Form::html).starts_with("<!doctype html>\n<html lang=\"ar\" dir=\"rtl\">")
        );
        CPPUNIT_ASSERT(_printer.print(balance("en"), Form::html).starts_with("<!doctype html>\n<html lang=\"en\">"));
    }

    void totalsAndFiguresAreMarked() {
        const std::string html = _printer.print(balance("en"), Form::html);
        CPPUNIT_ASSERT(html.find("<tr class=\"total\">") != std::string::npos);
        CPPUNIT_ASSERT(html.find("<td class=\"number\" dir=\"ltr\">1,234,567.50</td>") != std::string::npos);
    }

private:
    Printer _printer;
};

CPPUNIT_TEST_SUITE_REGISTRATION(HtmlTest);
