/// Taxes that are due with the payments.

#include "support.h"

namespace accounting::test {

template <On on>
class PendingTaxesTest : public BooksFixture {
    CPPUNIT_TEST_SUITE(PendingTaxesTest);
    CPPUNIT_TEST(aTaxIsDueInProportionToWhatIsPaid);
    CPPUNIT_TEST(theTaxReportHasItInThePeriodOfThePayment);
    CPPUNIT_TEST(aRefundMakesItPendingAgain);
    CPPUNIT_TEST(thePartsOfPaymentsSumToTheTax);
    CPPUNIT_TEST(aForeignInvoiceLeavesNothingBehind);
    CPPUNIT_TEST(aSuppliersTaxWaitsOnItsOwnAccount);
    CPPUNIT_TEST(aCancelledInvoiceOwesNoTax);
    CPPUNIT_TEST(severalPaymentsThatAreReconciledAtOnceKeepTheirDays);
    CPPUNIT_TEST_SUITE_END();

public:
    PendingTaxesTest() : BooksFixture(on) {}

    void setUp() override {
        BooksFixture::setUp();
        _party = addParty("Customer");
        _tax = addTax("CASH10", "sale", "10");
    }

    void aTaxIsDueInProportionToWhatIsPaid() {
        const std::int64_t id = posted("100.00", "2026-04-10");
        requireTaxes("-10.00", "0.00");
        requireEqual("110.00", balance(usual("receivable")));
        pay(id, "55.00", "2026-05-20");
        requireTaxes("-5.00", "-5.00");
        pay(id, "55.00", "2026-06-10");
        requireTaxes("0.00", "-10.00");
    }

    void theTaxReportHasItInThePeriodOfThePayment() {
        const std::int64_t id = posted("100.00", "2026-04-10");
        pay(id, "22.00", "2026-05-20");
        pay(id, "88.00", "2026-06-10");
        requireReported("2026-04", "0.00", "0.00");
        requireReported("2026-05", "20.00", "2.00");
        requireReported("2026-06", "80.00", "8.00");
    }

    void aRefundMakesItPendingAgain() {
        const std::int64_t id = posted("100.00", "2026-04-10");
        pay(id, "44.00", "2026-05-20");
        const std::int64_t second = pay(id, "66.00", "2026-05-25");
        done("POST", "/accounting/payments/" + std::to_string(second) + "/refund/", JsonObject());
        requireTaxes("-6.00", "-4.00");
        // What was told the tax office in May stays; June takes it back.
        requireReported("2026-05", "100.00", "10.00");
        requireReported("2026-06", "-60.00", "-6.00");
        pay(id, "66.00", "2026-06-15");
        const auto reconciliation = done("GET", "/accounting/reconciliations/").at(0).at("id").as_int64();
        done("DELETE", "/accounting/reconciliations/" + std::to_string(reconciliation) + "/");
        requireTaxes("-10.00", "0.00");
    }

    void thePartsOfPaymentsSumToTheTax() {
        const std::int64_t id = posted("99.99", "2026-04-10");
        requireTaxes("-10.00", "0.00");
        for (const char* day : {"2026-05-01", "2026-05-02", "2026-05-03"}) {
            pay(id, day == std::string("2026-05-03") ? "36.67" : "36.66", day);
        }
        requireTaxes("0.00", "-10.00");
        requireReported("2026-05", "99.99", "10.00");
    }

    void aForeignInvoiceLeavesNothingBehind() {
        done("POST", "/accounting/rates/", {{"currency", "EUR"}, {"date", "2026-04-01"}, {"rate", "2.0"}});
        done("POST", "/accounting/rates/", {{"currency", "EUR"}, {"date", "2026-05-01"}, {"rate", "2.5"}});
        const std::int64_t id = posted("100.00", "2026-04-10", {{"currency", "EUR"}});
        requireTaxes("-5.00", "0.00");
        pay(id, "33.00", "2026-05-20");
        requireTaxes("-3.50", "-1.50");
        pay(id, "77.00", "2026-05-21");
        requireTaxes("0.00", "-5.00");
        requireEqual("0.00", balance(usual("receivable")));
    }

    void aSuppliersTaxWaitsOnItsOwnAccount() {
        const std::int64_t own = addAccount("2399", "liability");
        const std::int64_t tax = addTax("CASHP", "purchase", "20", {{"transition_account", own}});
        const std::int64_t id = posted("50.00", "2026-04-10", {{"type", "in"}}, tax);
        requireEqual("10.00", balance(own));
        requireEqual("0.00", balance(usual("input_tax")));
        pay(id, "60.00", "2026-05-20");
        requireEqual("0.00", balance(own));
        requireEqual("10.00", balance(usual("input_tax")));
    }

    void aCancelledInvoiceOwesNoTax() {
        const std::int64_t id = posted("100.00", "2026-06-10");
        done("POST", path(id) + "cancel/", JsonObject());
        requireTaxes("0.00", "0.00");
        requireReported("2026-06", "0.00", "0.00");
    }

    void severalPaymentsThatAreReconciledAtOnceKeepTheirDays() {
        const std::int64_t id = posted("100.00", "2026-04-10");
        const auto receivable = usual("receivable");
        const Json may = post("2026-05-20", {{usual("cash"), "55.00", ""}, {receivable, "", "55.00", _party}});
        const Json june = post("2026-06-10", {{usual("cash"), "55.00", ""}, {receivable, "", "55.00", _party}});
        const Json entry = done("GET", entryPath(done("GET", path(id)).at("entry_id").as_int64()));
        done("PATCH", "/companies/" + std::to_string(company()), {{"numbering_strict", false}});
        done(
            "POST",
            "/accounting/reconciliations/",
            {{"lines",
              {entry.at("lines").at(0).at("id"), may.at("lines").at(1).at("id"), june.at("lines").at(1).at("id")}}}
        );
        requireReported("2026-05", "50.00", "5.00");
        requireReported("2026-06", "50.00", "5.00");
    }

private:
    static std::string path(std::int64_t id) { return "/accounting/invoices/" + std::to_string(id) + "/"; }

    static std::string entryPath(std::int64_t id) { return "/accounting/journal-entries/" + std::to_string(id) + "/"; }

    std::int64_t addTax(std::string_view code, std::string_view scope, std::string_view rate, JsonObject more = {}) {
        more["code"] = code;
        more["name"] = code;
        more["scope"] = scope;
        more["rate"] = rate;
        more["due_on"] = "payment";
        return added("/accounting/taxes/", more);
    }

    std::int64_t posted(std::string_view price, std::string_view date, JsonObject more = {}, std::int64_t tax = 0) {
        const JsonArray taxes{tax == 0 ? _tax : tax};
        more["customer"] = _party;
        more["invoice_date"] = date;
        more["lines"] = JsonArray{JsonObject{{"quantity", "1"}, {"unit_price", price}, {"taxes", taxes}}};
        more["state"] = "posted";
        return added("/accounting/invoices/", more);
    }

    std::int64_t pay(std::int64_t id, std::string_view amount, std::string_view date) {
        return done("POST", path(id) + "pay/", {{"amount", amount}, {"date", date}}).at("payment").at("id").as_int64();
    }

    void requireTaxes(std::string_view pending, std::string_view due) {
        requireEqual(pending, balance(usual("output_tax_not_due")));
        requireEqual(due, balance(usual("output_tax")));
    }

    void requireReported(const std::string& month, std::string_view base, std::string_view amount) {
        const Json taxes = report("tax", "date_from=" + month + "-01&date_to=" + month + "-28");
        const JsonArray& rows = taxes.at("taxes").as_array();
        requireEqual(base, rows.empty() ? "0.00" : text(rows.at(0), "base"));
        requireEqual(amount, rows.empty() ? "0.00" : text(rows.at(0), "amount"));
        requireEqual(amount, text(taxes, "tax_to_pay"));
    }

    std::int64_t _party = 0;
    std::int64_t _tax = 0;
};

static const OnBothDatabases<PendingTaxesTest> registered;

} // namespace accounting::test
