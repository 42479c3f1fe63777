/// Reports and invoices on paper: what is printed is what the API answers, and what texts say is text.

#include "documents/tests/reading/pdf_pages.h"
#include "documents/tests/reading/workbook.h"
#include "support.h"

#include <algorithm>

namespace accounting::test {

namespace {

using documents::reading::Page;
using documents::reading::SheetRead;

/// The module together with what prints.
tenon::ModuleDescriptor printingModule() {
    tenon::ModuleDescriptor module = tenon_module_v1;
    module.requirements = "organisation, parties, documents";
    return module;
}

const std::string pdfType = "application/pdf";
const std::string xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What a page of HTML shows.
std::string shownOf(const std::string& html) {
    std::string shown;
    bool isTag = false;
    for (const char c : html.substr(html.find("<body>"))) {
        isTag = isTag || c == '<';
        shown += isTag ? ' ' : c;
        isTag = isTag && c != '>';
    }
    return shown;
}

/// The first Latin word of more than three letters; empty when there is none.
std::string latinWordIn(const std::string& text) {
    std::string word;
    for (const char c : text + " ") {
        const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!isLetter && word.size() > 3) {
            return word;
        }
        word = isLetter ? word + c : std::string();
    }
    return {};
}

void erase(std::string& text, const std::string& part) {
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part)) {
        text.erase(at, part.size());
    }
}

} // namespace

class PrintingTest : public BooksFixture {
    CPPUNIT_TEST_SUITE(PrintingTest);
    CPPUNIT_TEST(everyReportComesInEveryForm);
    CPPUNIT_TEST(aPdfHasTheCompanyThePeriodAndTheFigures);
    CPPUNIT_TEST(aWorkbookHasTheFiguresOfTheReport);
    CPPUNIT_TEST(csvHasNoFormulas);
    CPPUNIT_TEST(acceptChoosesTheForm);
    CPPUNIT_TEST(arabicReportsRunFromRightToLeft);
    CPPUNIT_TEST(everyWordOfAReportIsTranslated);
    CPPUNIT_TEST(whoLacksThePermissionPrintsNothing);
    CPPUNIT_TEST(anInvoiceHasSellerBuyerLinesAndTotals);
    CPPUNIT_TEST(aCreditNoteNamesItsInvoice);
    CPPUNIT_TEST(anInvoiceIsInTheLanguageOfItsCustomer);
    CPPUNIT_TEST(hostileTextsArePrintedAsTexts);
    CPPUNIT_TEST(invoicesOfOthersAreNotThere);
    CPPUNIT_TEST_SUITE_END();

public:
    PrintingTest() : BooksFixture(On::Sqlite, printingModule()) {}

    void setUp() override {
        BooksFixture::setUp();
        const JsonObject address{{"kind", "invoice"}, {"street", "Jl. Asri 7"}, {"city", "Bandung"}, {"country", "ID"}};
        _party = added(
            "/parties/",
            {{"name", "Toko Asri"},
             {"is_customer", true},
             {"tax_id", "99.123.456.7-890.123"},
             {"addresses", JsonArray{address}}}
        );
        const auto tax = added("/accounting/taxes/", {{"code", "V15"}, {"name", "VAT 15%"}, {"rate", "15"}});
        _invoice = added(
            "/accounting/invoices/",
            {{"customer", _party},
             {"invoice_date", "2026-05-02"},
             {"reference", "PO-77"},
             {"lines",
              JsonArray{
                  JsonObject{
                      {"description", "Rice, 5 kg"},
                      {"quantity", "12"},
                      {"unit_price", "1000.25"},
                      {"taxes", JsonArray{tax}}},
                  JsonObject{{"description", "Transport"}, {"quantity", "1"}, {"unit_price", "50"}}}},
             {"state", "posted"}}
        );
    }

    void everyReportComesInEveryForm() {
        for (const std::string& report : reports()) {
            for (const auto& [form, type] :
                 {std::pair{"pdf", pdfType.c_str()},
                  {"xlsx", xlsxType.c_str()},
                  {"csv", "text/csv"},
                  {"html", "text/html"}}) {
                const std::string path = "/accounting/reports/" + report + "format=" + form;
                const Answer answer = call(admin, "GET", path);
                CPPUNIT_ASSERT_EQUAL_MESSAGE(path + answer.text, 200, answer.status);
                CPPUNIT_ASSERT_MESSAGE(path, answer.headers.at("content-type").starts_with(type));
                const std::string name = report.substr(0, report.find('/')) + "." + form;
                CPPUNIT_ASSERT_MESSAGE(path, answer.headers.at("content-disposition").find(name) != std::string::npos);
            }
        }
    }

    void aPdfHasTheCompanyThePeriodAndTheFigures() {
        const std::vector<Page> pages =
            printed("/accounting/reports/trial-balance/?date_from=2026-01-01&date_to=2026-06-30");
        const Page& page = pages.at(0);
        for (const char* word :
             {"Company", "Trial", "2026-01-01", "2026-06-30", "USD", "13,853.45", "1,800.45", "12,053.00"}) {
            CPPUNIT_ASSERT_MESSAGE(word, page.has(word));
        }
        CPPUNIT_ASSERT(page.word("Trial").top < page.word("2026-01-01").top);
        CPPUNIT_ASSERT(printed("/accounting/reports/balance-sheet/").at(0).has("12,053.00"));
        CPPUNIT_ASSERT(printed("/accounting/reports/profit-loss/").at(0).has("12,053.00"));
        const std::string receivable = std::to_string(usual("receivable"));
        const Page ledger = printed("/accounting/reports/general-ledger/?account=" + receivable).at(0);
        CPPUNIT_ASSERT(ledger.has("INV/2026/00001") && ledger.has("2026-05-02") && ledger.has("13,853.45"));
        CPPUNIT_ASSERT(printed("/accounting/reports/party-statement/?party=" + std::to_string(_party)).at(0).has("Asri")
        );
        CPPUNIT_ASSERT(printed("/accounting/reports/aged-receivables/").at(0).has("Asri"));
        CPPUNIT_ASSERT(printed("/accounting/reports/tax/").at(0).has("1,800.45"));
    }

    void aWorkbookHasTheFiguresOfTheReport() {
        const Json report = this->report("trial-balance");
        const SheetRead sheet = sheetsOf("/accounting/reports/trial-balance/?format=xlsx").at(0);
        CPPUNIT_ASSERT_EQUAL(std::string("Code"), sheet.at("A" + std::to_string(sheet.frozenRows)).value);
        int row = sheet.frozenRows;
        const auto same = [&](const JsonObject& amounts) {
            ++row;
            char column = 'C';
            for (const char* name :
                 {"opening_debit", "opening_credit", "debit", "credit", "closing_debit", "closing_credit"}) {
                const auto cell = sheet.at(column++ + std::to_string(row));
                CPPUNIT_ASSERT(cell.isNumber);
                CPPUNIT_ASSERT_EQUAL(std::string("#,##0.00"), cell.format);
                CPPUNIT_ASSERT_DOUBLES_EQUAL(std::stod(text(amounts, name)), std::stod(cell.value), 1e-9);
            }
        };
        for (const Json& account : report.at("accounts").as_array()) {
            requireEqual(text(account, "code"), sheet.at("A" + std::to_string(row + 1)).value);
            requireEqual(text(account, "name"), sheet.at("B" + std::to_string(row + 1)).value);
            same(account.as_object());
        }
        JsonObject totals = report.at("totals").as_object();
        requireEqual("0.00", text(totals, "closing"));
        // Each side is summed by itself, so that both can be compared.
        totals["closing_debit"] = totals["closing_credit"] = "13853.45";
        same(totals);
        CPPUNIT_ASSERT(!sheet.hasFormula);
    }

    void csvHasNoFormulas() {
        const auto account = addAccount("=1+1", "asset");
        post("2026-06-01", {{account, "1.00", ""}, {usual("income"), "", "1.00"}});
        const std::string csv = call(admin, "GET", "/accounting/reports/trial-balance/?format=csv").text;
        CPPUNIT_ASSERT(csv.starts_with(
            "\xEF\xBB\xBF"
            "account_id,code,name,type,level,is_group,opening,opening_debit,opening_credit,debit,credit,"
            "closing_debit,closing_credit,closing\r\n"
        ));
        CPPUNIT_ASSERT_MESSAGE(csv, csv.find(",\"'=1+1\",") != std::string::npos);
        CPPUNIT_ASSERT_MESSAGE(csv, csv.find(",-12054.00\r\n") != std::string::npos);
    }

    void acceptChoosesTheForm() {
        const auto typeFor = [&](const std::string& accept, const std::string& query) {
            const std::map<std::string, std::string> headers{{"accept", accept}};
            const Answer answer = kernel().call(admin, "GET", "/accounting/reports/tax/" + query, nullptr, headers);
            CPPUNIT_ASSERT_EQUAL(200, answer.status);
            return answer.headers.at("content-type");
        };
        CPPUNIT_ASSERT_EQUAL(pdfType, typeFor("application/pdf, */*;q=0.5", ""));
        CPPUNIT_ASSERT_EQUAL(xlsxType, typeFor(xlsxType, ""));
        CPPUNIT_ASSERT(typeFor("text/csv", "").starts_with("text/csv"));
        CPPUNIT_ASSERT(typeFor("text/html,application/pdf", "").starts_with("application/json"));
        CPPUNIT_ASSERT(typeFor("application/pdf", "?format=json").starts_with("application/json"));
        CPPUNIT_ASSERT_EQUAL(pdfType, typeFor("application/json", "?format=pdf"));
    }

    void arabicReportsRunFromRightToLeft() {
        const std::string path = "/accounting/reports/trial-balance/?format=";
        const std::string income = std::to_string(usual("income"));
        const Json report = this->report("trial-balance");
        const std::string code = text(report.at("accounts").as_array().back(), "code");
        const Page english = printed(path).at(0);
        const Page arabic = printed(path + "pdf&language=ar").at(0);
        CPPUNIT_ASSERT(english.word(code).left < english.word("1,800.45").left);
        CPPUNIT_ASSERT(arabic.word(code).left > arabic.word("1,800.45").left);
        CPPUNIT_ASSERT(arabic.word(code).right > arabic.width - 60);
        CPPUNIT_ASSERT(arabic.word("Company").left > arabic.width / 2);
        CPPUNIT_ASSERT(sheetsOf(path + "xlsx&language=ar").at(0).isRightToLeft);
        const std::map<std::string, std::string> headers{{"accept-language", "ar"}};
        const Answer answer = kernel().call(admin, "GET", path + "html", nullptr, headers);
        CPPUNIT_ASSERT(answer.text.find("dir=\"rtl\"") != std::string::npos);
        CPPUNIT_ASSERT(answer.text.find("ميزان المراجعة") != std::string::npos);
    }

    void everyWordOfAReportIsTranslated() {
        std::vector<std::string> paths;
        for (const std::string& report : reports()) {
            paths.push_back("/accounting/reports/" + report + "format=html&language=");
        }
        paths.push_back(invoicePath(_invoice) + "?format=html&language=");
        // What the books themselves say is as somebody wrote it.
        std::vector<std::string> data{"Company A", "Toko Asri", "Asri", "Rice", "Transport", "Bandung"};
        const Json accounts = done("GET", "/accounting/accounts/?page_size=500");
        for (const Json& account : accounts.as_array()) {
            data.push_back(text(account, "name"));
        }
        for (const std::string& path : paths) {
            for (const char* language : {"ar", "bn"}) {
                std::string shown = shownOf(call(admin, "GET", path + language).text);
                std::ranges::for_each(data, [&](const std::string& known) { erase(shown, known); });
                CPPUNIT_ASSERT_EQUAL_MESSAGE(path + language, std::string(), latinWordIn(shown));
            }
        }
    }

    void whoLacksThePermissionPrintsNothing() {
        for (const std::string& report : reports()) {
            const std::string path = "/accounting/reports/" + report + "format=pdf";
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 401, call(nobody, "GET", path).status);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 403, call(stranger, "GET", path).status);
        }
    }

    void anInvoiceHasSellerBuyerLinesAndTotals() {
        done(
            "PATCH",
            "/companies/" + std::to_string(company()),
            {{"address", "Jl. Lembang 1"}, {"tax_id", "01.234"}, {"phone", "+62 22 1"}}
        );
        done(
            "POST",
            "/accounting/invoices/" + std::to_string(_invoice) + "/pay/",
            {{"amount", "853.45"}, {"journal", "BANK"}}
        );
        const Answer answer = call(admin, "GET", invoicePath(_invoice));
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
        CPPUNIT_ASSERT(answer.headers.at("content-disposition").find("INV-2026-00001.pdf") != std::string::npos);
        const Page page = documents::reading::pagesOf(answer.text).at(0);
        for (const char* word :
             {"INV/2026/00001", "Lembang",    "01.234", "Asri",      "Bandung,", "99.123.456.7-890.123",
              "PO-77",          "2026-05-02", "Rice,",  "12",        "1,000.25", "12,003.00",
              "Transport",      "50.00",      "VAT",    "12,053.00", "1,800.45", "853.45",
              "13,853.45",      "13,000.00",  "USD"}) {
            CPPUNIT_ASSERT_MESSAGE(word, page.has(word));
        }
        // The sums stand below the amounts of the lines.
        CPPUNIT_ASSERT_DOUBLES_EQUAL(page.word("12,003.00").right, page.word("13,000.00").right, 1.0);
    }

    void aCreditNoteNamesItsInvoice() {
        const std::string path = "/accounting/invoices/" + std::to_string(_invoice) + "/credit-note/";
        const Json note = done("POST", path, {{"state", "posted"}});
        const Page page = printed(invoicePath(note.at("id").as_int64())).at(0);
        CPPUNIT_ASSERT(page.has("Credit") && page.has("CN/2026/00001") && page.has("INV/2026/00001"));
    }

    void anInvoiceIsInTheLanguageOfItsCustomer() {
        done("PATCH", "/parties/" + std::to_string(_party), {{"language", "ar"}});
        const std::string path = invoicePath(_invoice);
        const Page arabic = printed(path).at(0);
        CPPUNIT_ASSERT(arabic.word("Rice,").left > arabic.word("12,003.00").left);
        const Page english = printed(path + "?language=en").at(0);
        CPPUNIT_ASSERT(english.has("Invoice"));
        CPPUNIT_ASSERT(english.word("Rice,").left < english.word("12,003.00").left);
    }

    void hostileTextsArePrintedAsTexts() {
        const std::string turned = "\xE2\x80\xAE"
                                   "00.1 =cmd|x";
        const std::int64_t id = added(
            "/accounting/invoices/",
            {{"customer", addParty("<b>Bold</b> \xE2\x80\xAE")},
             {"lines",
              JsonArray{
                  JsonObject{{"description", turned}, {"quantity", "1"}, {"unit_price", "1"}},
                  JsonObject{{"description", "+" + std::string(400, 'x')}, {"quantity", "1"}, {"unit_price", "1"}}}},
             {"state", "posted"}}
        );
        const Page page = printed(invoicePath(id)).at(0);
        CPPUNIT_ASSERT(page.has("00.1"));
        CPPUNIT_ASSERT(page.has("<b>Bold</b>"));
        const std::string html = call(admin, "GET", invoicePath(id) + "?format=html").text;
        CPPUNIT_ASSERT(html.find("<b>") == std::string::npos);
    }

    void invoicesOfOthersAreNotThere() {
        expect({
            {nobody, "GET", invoicePath(_invoice), "", 401},
            {stranger, "GET", invoicePath(_invoice), "", 403},
            {admin, "GET", invoicePath(999), "", 404},
            {admin, "GET", invoicePath(_invoice) + "?format=csv", "", 400},
        });
        const auto other = addCompany("B");
        CPPUNIT_ASSERT_EQUAL(
            404, call(admin, "GET", invoicePath(_invoice) + "?company_id=" + std::to_string(other)).status
        );
    }

private:
    /// Paths of all reports, ready for one more parameter.
    std::vector<std::string> reports() {
        const std::string account = "account=" + std::to_string(usual("receivable")) + "&";
        return {
            "trial-balance/?",
            "profit-loss/?columns=month&",
            "balance-sheet/?",
            "cash-flow/?columns=quarter&",
            "general-ledger/?" + account,
            "party-statement/?party=" + std::to_string(_party) + "&",
            "aged-receivables/?",
            "aged-payables/?",
            "tax/?",
            "explain/?" + account};
    }

    static std::string invoicePath(std::int64_t id) { return "/accounting/invoices/" + std::to_string(id) + "/pdf/"; }

    std::vector<Page> printed(const std::string& path) {
        const Answer answer = kernel().call(admin, "GET", path, nullptr, {{"accept", pdfType}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(path + answer.text.substr(0, 300), 200, answer.status);
        return documents::reading::pagesOf(answer.text);
    }

    std::vector<SheetRead> sheetsOf(const std::string& path) {
        const Answer answer = call(admin, "GET", path);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 200, answer.status);
        return documents::reading::sheetsOf(answer.text);
    }

    std::int64_t _party = 0;
    std::int64_t _invoice = 0;
};

CPPUNIT_TEST_SUITE_REGISTRATION(PrintingTest);

} // namespace accounting::test
