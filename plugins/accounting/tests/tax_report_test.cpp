/// The tax report: what each tax applied to, also where it came to nothing.

#include "support.h"

namespace accounting::test {

template <On on>
class TaxReportTest : public BooksFixture {
    CPPUNIT_TEST_SUITE(TaxReportTest);
    CPPUNIT_TEST(zeroRatedAndExemptBasesStandApart);
    CPPUNIT_TEST(purchasesCountTheOtherWay);
    CPPUNIT_TEST(aCreditNoteTakesABaseBack);
    CPPUNIT_TEST(aCancelledInvoiceLeavesNoBase);
    CPPUNIT_TEST(aForeignBaseIsInCompanyCurrency);
    CPPUNIT_TEST(aTaxThatRoundsToNothingKeepsItsBase);
    CPPUNIT_TEST(whatIsNotDeductibleHasABase);
    CPPUNIT_TEST(aBaseIsDueWithThePaymentsAsTheTaxIs);
    CPPUNIT_TEST(whatWasKnownStaysKnown);
    CPPUNIT_TEST(aPartysRuleMayExemptIt);
    CPPUNIT_TEST(theTreatmentAgreesWithTheRate);
    CPPUNIT_TEST(aTaxWithBasesIsNotDeleted);
    CPPUNIT_TEST_SUITE_END();

public:
    TaxReportTest() : BooksFixture(on) {}

    void setUp() override {
        BooksFixture::setUp();
        _party = addParty("Customer");
        _zero = addTax("Z", {{"rate", "0"}});
        _exempt = addTax("E", {{"rate", "0"}, {"treatment", "exempt"}, {"scope", "both"}});
    }

    void zeroRatedAndExemptBasesStandApart() {
        const auto taxed = addTax("T", {{"rate", "10"}});
        invoice({line("60.00", _zero)}, {{"invoice_date", "2026-05-31"}});
        invoice({line("100.00", taxed), line("40.00", _zero), line("7.00", _exempt), line("2.50", _zero)});
        requireEqual("taxed 100.00 10.00", reported("T"));
        requireEqual("zero_rated 42.50 0.00", reported("Z"));
        requireEqual("exempt 7.00 0.00", reported("E"));
        requireEqual("zero_rated 60.00 0.00", reported("Z", "date_from=2026-05-01&date_to=2026-05-31"));
        requireEqual("10.00", text(taxes(june), "tax_to_pay"));
    }

    void purchasesCountTheOtherWay() {
        invoice({line("30.00", _exempt)}, {{"type", "in"}, {"reference", "S1"}});
        requireEqual("exempt -30.00 0.00", reported("E"));
        invoice({line("50.00", _exempt)});
        requireEqual("exempt 20.00 0.00", reported("E"));
    }

    void aCreditNoteTakesABaseBack() {
        const auto id = invoice({line("40.00", _zero)}, {{"invoice_date", "2026-05-20"}});
        const std::string path = "/accounting/invoices/" + std::to_string(id) + "/credit-note/";
        done("POST", path, {{"lines", JsonArray{line("15.00", _zero)}}, {"state", "posted"}});
        requireEqual("zero_rated 40.00 0.00", reported("Z", "date_from=2026-05-01&date_to=2026-05-31"));
        requireEqual("zero_rated -15.00 0.00", reported("Z"));
    }

    void aCancelledInvoiceLeavesNoBase() {
        const auto id = invoice({line("40.00", _zero)});
        done("POST", "/accounting/invoices/" + std::to_string(id) + "/cancel/", JsonObject());
        requireEqual("zero_rated 0.00 0.00", reported("Z"));
    }

    void aForeignBaseIsInCompanyCurrency() {
        done("POST", "/accounting/rates/", {{"currency", "EUR"}, {"date", "2026-06-01"}, {"rate", "0.8"}});
        invoice({line("100.00", _zero)}, {{"currency", "EUR"}});
        requireEqual("zero_rated 125.00 0.00", reported("Z"));
    }

    void aTaxThatRoundsToNothingKeepsItsBase() {
        const auto small = addTax("S", {{"rate", "0.1"}});
        invoice({line("4.00", small)});
        requireEqual("taxed 4.00 0.00", reported("S"));
    }

    void whatIsNotDeductibleHasABase() {
        const auto cars = addTax("CARS", {{"rate", "10"}, {"scope", "purchase"}, {"deductible_percent", "0"}});
        invoice({line("100.00", cars)}, {{"type", "in"}, {"reference", "S1"}});
        requireEqual("taxed -100.00 0.00", reported("CARS"));
        requireEqual("110.00", balance(usual("expense")));
    }

    void aBaseIsDueWithThePaymentsAsTheTaxIs() {
        const auto later = addTax("L", {{"rate", "0"}, {"due_on", "payment"}});
        const auto id = invoice({line("100.00", later)}, {{"invoice_date", "2026-05-01"}});
        requireEqual("", reported("L", "date_from=2026-05-01&date_to=2026-05-31"));
        const Json paid = pay(id, "30.00");
        requireEqual("zero_rated 30.00 0.00", reported("L"));
        pay(id, "70.00");
        requireEqual("zero_rated 100.00 0.00", reported("L"));
        const auto payment = std::to_string(paid.at("payment").at("id").as_int64());
        done("POST", "/accounting/payments/" + payment + "/refund/", JsonObject());
        requireEqual("zero_rated 70.00 0.00", reported("L"));
    }

    void whatWasKnownStaysKnown() {
        invoice({line("40.00", _zero)});
        const std::string asOf = kernel().database().transaction([] { return tenon::Clock::now().text(); });
        const std::string query = std::string(june) + "&as_of=" + asOf;
        const std::string before = boost::json::serialize(taxes(query));
        invoice({line("9.00", _zero)});
        CPPUNIT_ASSERT_EQUAL(before, boost::json::serialize(taxes(query)));
        requireEqual("zero_rated 40.00 0.00", reported("Z", query));
        requireEqual("zero_rated 49.00 0.00", reported("Z"));
    }

    void aPartysRuleMayExemptIt() {
        const auto taxed = addTax("T", {{"rate", "10"}});
        const JsonObject exempting{{"tax", taxed}, {"taxes", JsonArray{_exempt}}};
        const auto rule = added("/accounting/tax-rules/", {{"name", "Embassies"}, {"lines", JsonArray{exempting}}});
        done("PATCH", "/accounting/parties/" + std::to_string(_party) + "/", {{"tax_rule_id", rule}});
        invoice({line("100.00", taxed)});
        requireEqual("", reported("T"));
        requireEqual("exempt 100.00 0.00", reported("E"));
    }

    void theTreatmentAgreesWithTheRate() {
        const auto treatment = [&](JsonObject tax) {
            tax.emplace("code", "X" + std::to_string(tax.size()) + std::to_string(++_made));
            tax.emplace("name", "X");
            return text(done("POST", "/accounting/taxes/", tax), "treatment");
        };
        requireEqual("taxed", treatment({{"rate", "5"}}));
        requireEqual("zero_rated", treatment({{"rate", "0"}}));
        requireEqual("zero_rated", treatment({{"rate", "0.00"}, {"treatment", "taxed"}}));
        requireEqual("exempt", treatment({{"treatment", "exempt"}}));
        requireEqual("taxed", treatment({{"kind", "group"}, {"members", JsonArray{_zero}}}));
        expect({
            {admin,
             "POST",
             "/accounting/taxes/",
             R"({"code": "Y", "name": "Y", "rate": "5", "treatment": "exempt"})",
             400,
             "treatment"},
            {admin, "PATCH", "/accounting/taxes/" + std::to_string(_zero) + "/", R"({"rate": "5"})", 400, "treatment"},
            {admin,
             "PATCH",
             "/accounting/taxes/" + std::to_string(_zero) + "/",
             R"({"rate": "5", "treatment": "taxed"})",
             200,
             R"("treatment":"taxed")"},
        });
    }

    void aTaxWithBasesIsNotDeleted() {
        invoice({line("40.00", _zero)});
        const Json verdict = done("GET", "/accounting/taxes/" + std::to_string(_zero) + "/can-delete/");
        CPPUNIT_ASSERT(!verdict.at("can_delete").as_bool());
        CPPUNIT_ASSERT(boost::json::serialize(verdict).find("accounting_untaxed") != std::string::npos);
        requireEqual("IN_USE", refusal("DELETE", "/accounting/taxes/" + std::to_string(_zero) + "/"));
    }

private:
    static constexpr std::string_view june = "date_from=2026-06-01&date_to=2026-06-30";

    std::int64_t addTax(const std::string& code, JsonObject more) {
        more["code"] = code;
        more["name"] = "Tax " + code;
        return added("/accounting/taxes/", more);
    }

    static JsonObject line(std::string_view price, std::int64_t tax) {
        return {{"quantity", "1"}, {"unit_price", price}, {"taxes", JsonArray{tax}}};
    }

    std::int64_t invoice(JsonArray lines, JsonObject more = {}) {
        more.emplace("invoice_date", "2026-06-02");
        more["customer"] = _party;
        more["lines"] = std::move(lines);
        more["state"] = "posted";
        return added("/accounting/invoices/", more);
    }

    Json pay(std::int64_t id, std::string_view amount) {
        return done(
            "POST", "/accounting/invoices/" + std::to_string(id) + "/pay/", {{"amount", amount}, {"date", "2026-06-10"}}
        );
    }

    Json taxes(std::string_view query) { return report("tax", std::string(query)); }

    /// Treatment, base and amount of a tax; empty when the report does not have it.
    std::string reported(std::string_view code, std::string_view query = june) {
        const Json found = taxes(query);
        for (const Json& tax : found.at("taxes").as_array()) {
            if (text(tax, "code") == code) {
                return text(tax, "treatment") + " " + text(tax, "base") + " " + text(tax, "amount");
            }
        }
        return {};
    }

    std::int64_t _party = 0;
    std::int64_t _zero = 0;
    std::int64_t _exempt = 0;
    int _made = 0;
};

static const OnBothDatabases<TaxReportTest> registered;

} // namespace accounting::test
