/// Rules of the books as a whole: what may be deleted, years and their ends, numbers, versions.

#include "support.h"

namespace accounting::test {

class BooksTest : public BooksFixture {
    CPPUNIT_TEST_SUITE(BooksTest);
    CPPUNIT_TEST(whatIsReferredToTellsByWhom);
    CPPUNIT_TEST(whatNothingRefersToIsDeleted);
    CPPUNIT_TEST(onlyTheFirstOrLastYearWithoutEntriesIsDeleted);
    CPPUNIT_TEST(aYearIsClosedAgainAfterItWasReopened);
    CPPUNIT_TEST(aLockedYearStaysLocked);
    CPPUNIT_TEST(adjustmentsHaveAPeriodOfTheirOwn);
    CPPUNIT_TEST(aYearHasAtLeastAMonth);
    CPPUNIT_TEST(invoicesAreNumberedByFiscalYear);
    CPPUNIT_TEST(entriesOfDocumentsAreUndoneThere);
    CPPUNIT_TEST(aClientChangesOnlyWhatItHasSeen);
    CPPUNIT_TEST(foreignAmountsNameTheirCurrency);
    CPPUNIT_TEST(taxesApplyInTheOrderOfTheirSequence);
    CPPUNIT_TEST(aPartysRulePutsOtherTaxesInTheirPlace);
    CPPUNIT_TEST_SUITE_END();

public:
    BooksTest() : BooksFixture(On::Sqlite) {}

    void whatIsReferredToTellsByWhom() {
        const std::int64_t party = addParty("P");
        const std::int64_t tax = added("/accounting/taxes/", {{"code", "T"}, {"name", "T"}, {"rate", "10"}});
        const std::int64_t group =
            added("/accounting/taxes/", {{"code", "G"}, {"name", "G"}, {"kind", "group"}, {"members", JsonArray{tax}}});
        const std::int64_t account = addAccount("4999", "income");
        const std::int64_t term = added(
            "/accounting/payment-terms/",
            {{"name", "T"}, {"lines", JsonArray{JsonObject{{"type", "remainder"}, {"days", 7}}}}}
        );
        const std::int64_t invoice = added(
            "/accounting/invoices/",
            {{"customer", party},
             {"payment_term", term},
             {"lines",
              JsonArray{
                  JsonObject{{"quantity", "1"}, {"unit_price", "9"}, {"account", account}, {"taxes", JsonArray{tax}}}}}}
        );
        requireEqual("accounting_invoice_line 1", blocking("accounts", account));
        requireEqual("accounting_invoice 1", blocking("payment-terms", term));
        requireEqual("accounting_invoice_tax 1, accounting_tax 1", blocking("taxes", tax));
        requireEqual("", blocking("taxes", group));
        requireEqual("", blocking("invoices", invoice));
        done("POST", "/accounting/invoices/" + std::to_string(invoice) + "/post/", JsonObject());
        requireEqual("accounting_line 1, accounting_invoice_line 1", blocking("accounts", account));
        requireEqual("accounting_line 1, accounting_invoice_tax 1, accounting_tax 1", blocking("taxes", tax));
        requireEqual("accounting_entry 1", blocking("invoices", invoice));
        const std::int64_t sales = done("GET", "/accounting/journals/?code=SAL").at(0).at("id").as_int64();
        requireEqual("accounting_entry 1", blocking("journals", sales));
        requireEqual("accounting_entry 1", blocking("fiscal-years", yearNamed("2026")));
        const Answer refused = call(admin, "DELETE", "/accounting/accounts/" + std::to_string(account) + "/");
        CPPUNIT_ASSERT_EQUAL(409, refused.status);
        CPPUNIT_ASSERT_MESSAGE(refused.text, refused.text.find("accounting_invoice_line") != std::string::npos);
        requireEqual("IN_USE", refusal("DELETE", "/accounting/taxes/" + std::to_string(tax) + "/"));
    }

    void whatNothingRefersToIsDeleted() {
        const std::string account = "/accounting/accounts/" + std::to_string(addAccount("4999", "income")) + "/";
        requireEqual("", blocking("accounts", std::stoll(account.substr(21))));
        done("DELETE", account);
        CPPUNIT_ASSERT_EQUAL(404, call(admin, "GET", account + "can-delete/").status);
        const std::int64_t paid =
            added("/accounting/invoices/", {{"lines", JsonArray{JsonObject{{"quantity", "1"}, {"unit_price", "9"}}}}});
        done("DELETE", "/accounting/invoices/" + std::to_string(paid) + "/");
    }

    void onlyTheFirstOrLastYearWithoutEntriesIsDeleted() {
        const std::int64_t before = addYear("2025", "2025-01-01", "2025-12-31");
        const std::int64_t after = addYear("2027", "2027-01-01", "2027-12-31");
        requireEqual("accounting_fiscal_year 1", blocking("fiscal-years", yearNamed("2026")));
        requireEqual("IN_USE", refusal("DELETE", yearPath(yearNamed("2026"))));
        post("2027-02-01", {{usual("cash"), "1", ""}, {usual("income"), "", "1"}});
        requireEqual("IN_USE", refusal("DELETE", yearPath(after)));
        done("DELETE", yearPath(before));
        CPPUNIT_ASSERT_EQUAL(404, call(admin, "GET", yearPath(before)).status);
        requireEqual(
            "PERIOD_CLOSED", refusalOfPost("2025-02-01", {{usual("cash"), "1", ""}, {usual("income"), "", "1"}})
        );
    }

    void aYearIsClosedAgainAfterItWasReopened() {
        const std::string year = yearPath(addYear("2025", "2025-01-01", "2025-12-31"));
        const std::vector<Posted> sale{{usual("cash"), "9.00", ""}, {usual("income"), "", "9.00"}};
        post("2025-05-01", sale);
        done("POST", year + "close/", {{"close_periods", true}});
        requireEqual("PERIOD_CLOSED", refusalOfPost("2025-06-01", sale));
        done("POST", year + "reopen/", JsonObject());
        const std::int64_t june = done("GET", year).at("periods").at(5).at("id").as_int64();
        done("POST", "/accounting/periods/" + std::to_string(june) + "/reopen/", JsonObject());
        post("2025-06-01", sale);
        done("POST", year + "close/", {{"close_periods", true}});
        requireEqual("-18.00", balance(usual("retained_earnings")));
        requireEqual("0.00", balance(usual("income")));
        requireEqual("18.00", text(report("profit-loss", "date_from=2025-01-01&date_to=2025-12-31"), "net_profit"));
        const Json sheet = report("balance-sheet", "date=2026-06-30");
        requireEqual("0.00", text(sheet, "unclosed_profit"));
        requireEqual("0.00", text(sheet, "difference"));
    }

    void aLockedYearStaysLocked() {
        const std::string year = yearPath(addYear("2025", "2025-01-01", "2025-12-31"));
        requireEqual("INVALID_STATE", refusal("POST", year + "lock/", JsonObject()));
        done("POST", year + "close/", {{"close_periods", true}});
        requireEqual("INVALID_STATE", refusal("DELETE", year));
        done("POST", year + "lock/", JsonObject());
        requireEqual("INVALID_STATE", refusal("POST", year + "reopen/", JsonObject()));
        requireEqual(
            "PERIOD_LOCKED", refusalOfPost("2025-06-01", {{usual("cash"), "1", ""}, {usual("income"), "", "1"}})
        );
    }

    void adjustmentsHaveAPeriodOfTheirOwn() {
        const std::string year = yearPath(addYear("2025", "2025-01-01", "2025-12-31", {{"adjustment_period", true}}));
        const Json shown = done("GET", year);
        for (const Json& period : shown.at("periods").as_array()) {
            if (text(period, "type") == "standard") {
                const auto id = std::to_string(period.at("id").as_int64());
                done("POST", "/accounting/periods/" + id + "/close/", JsonObject());
            }
        }
        JsonObject adjustment = entry("2025-12-31", {{usual("expense"), "3.00", ""}, {usual("cash"), "", "3.00"}});
        requireEqual("PERIOD_CLOSED", refusal("POST", "/accounting/journal-entries/", adjustment));
        adjustment["adjustment"] = true;
        done("POST", "/accounting/journal-entries/", adjustment);
        requireEqual("3.00", balance(usual("expense")));
        requireEqual("YEAR_NOT_READY", refusal("POST", year + "close/", JsonObject()));
        adjustment["date"] = "2025-12-30";
        requireEqual("PERIOD_CLOSED", refusal("POST", "/accounting/journal-entries/", adjustment));
    }

    void aYearHasAtLeastAMonth() {
        requireEqual(
            "VALIDATION",
            refusal(
                "POST",
                "/accounting/fiscal-years/",
                {{"name", "Y"}, {"start_date", "2027-01-01"}, {"end_date", "2027-01-30"}}
            )
        );
        addYear("Short", "2027-01-01", "2027-01-31");
    }

    void invoicesAreNumberedByFiscalYear() {
        const std::int64_t own = addCompany("B", {{"fiscal_year_start_month", 7}});
        const auto post = [&](std::string_view date) {
            return text(
                done(
                    "POST",
                    "/accounting/invoices/",
                    {{"company_id", own},
                     {"customer", added("/parties/", {{"name", date}, {"company_id", own}})},
                     {"invoice_date", date},
                     {"lines", JsonArray{JsonObject{{"quantity", "1"}, {"unit_price", "9"}}}},
                     {"state", "posted"}}
                ),
                "number"
            );
        };
        requireEqual("INV/2025-26/00001", post("2025-12-01"));
        requireEqual("INV/2025-26/00002", post("2026-02-01"));
        const auto proposed = [&](const std::string& query) {
            return text(done("GET", "/accounting/" + query + "&company_id=" + std::to_string(own)), "number");
        };
        requireEqual("INV/2025-26/00003", proposed("invoices/propose/?date=2026-02-01"));
        requireEqual("INV/2025-26/00003", proposed("invoices/propose/?date=2026-02-01"));
        requireEqual("CN/2025-26/00001", proposed("invoices/propose/?kind=credit_note"));
        requireEqual("SAL/2025-26/00003", proposed("journal-entries/propose/?journal=SAL"));
    }

    void entriesOfDocumentsAreUndoneThere() {
        const std::int64_t invoice = added(
            "/accounting/invoices/",
            {{"customer", addParty("P")},
             {"lines", JsonArray{JsonObject{{"quantity", "1"}, {"unit_price", "9"}}}},
             {"state", "posted"}}
        );
        const Json read = done("GET", "/accounting/invoices/" + std::to_string(invoice) + "/");
        const std::string entry = std::to_string(read.at("entry_id").as_int64());
        requireEqual(
            "ENTRY_OF_DOCUMENT", refusal("POST", "/accounting/journal-entries/" + entry + "/reverse/", JsonObject())
        );
        requireEqual("9.00", balance(usual("receivable")));
    }

    void aClientChangesOnlyWhatItHasSeen() {
        const std::string path =
            "/accounting/invoices/"
            + std::to_string(added(
                "/accounting/invoices/", {{"lines", JsonArray{JsonObject{{"quantity", "1"}, {"unit_price", "9"}}}}}
            ))
            + "/";
        const std::string tag = call(admin, "GET", path).headers.at("etag");
        const auto change = [&](const std::string& seen) {
            return kernel().call(admin, "PATCH", path, JsonObject{{"description", "x"}}, {{"if-match", seen}}).status;
        };
        CPPUNIT_ASSERT_EQUAL(200, change(tag));
        CPPUNIT_ASSERT_EQUAL(412, change(tag));
        CPPUNIT_ASSERT_EQUAL(200, change("*"));
        const Json posted = post("2026-06-01", {{usual("cash"), "1", ""}, {usual("income"), "", "1"}});
        const std::string entry = "/accounting/journal-entries/" + std::to_string(posted.at("id").as_int64()) + "/";
        CPPUNIT_ASSERT_EQUAL(
            412, kernel().call(admin, "PATCH", entry, JsonObject{{"description", "x"}}, {{"if-match", "\"77\""}}).status
        );
    }

    void foreignAmountsNameTheirCurrency() {
        const auto refused = [&](JsonObject more) {
            return refusalOfPost(
                "2026-06-01", {{usual("bank"), "5", "", 0, std::move(more)}, {usual("cash"), "", "5"}}
            );
        };
        requireEqual("VALIDATION", refused({{"currency", "EUR"}}));
        requireEqual("VALIDATION", refused({{"amount_currency", "4"}}));
        requireEqual("VALIDATION", refused({{"currency", "EUR"}, {"amount_currency", "-4"}}));
        requireEqual("AMOUNT_PRECISION", refused({{"currency", "JPY"}, {"amount_currency", "4.5"}}));
    }

    void taxesApplyInTheOrderOfTheirSequence() {
        const auto tax = [&](std::string_view code, int sequence, JsonObject more) {
            more["code"] = code;
            more["name"] = code;
            more["sequence"] = sequence;
            return added("/accounting/taxes/", more);
        };
        const std::int64_t fixed = tax("FIX", 1, {{"kind", "fixed"}, {"rate", "10"}, {"include_in_next_base", true}});
        const std::int64_t percent = tax("PCT", 2, {{"rate", "10"}});
        const auto total = [&](JsonArray taxes) {
            return text(
                done(
                    "POST",
                    "/accounting/invoices/",
                    {{"lines", JsonArray{JsonObject{{"quantity", "1"}, {"unit_price", "200"}, {"taxes", taxes}}}}}
                ),
                "total"
            );
        };
        requireEqual("231.00", total({fixed, percent}));
        requireEqual("231.00", total({percent, fixed}));
        const std::int64_t group = tax("GRP", 5, {{"kind", "group"}, {"members", JsonArray{percent, fixed}}});
        requireEqual("263.00", total({group, group}));
        const std::int64_t purchase = tax("BUY", 3, {{"rate", "10"}, {"scope", "purchase"}});
        requireEqual(
            "VALIDATION",
            refusal(
                "POST",
                "/accounting/invoices/",
                {{"lines",
                  JsonArray{JsonObject{{"quantity", "1"}, {"unit_price", "2"}, {"taxes", JsonArray{purchase}}}}}}
            )
        );
    }

    void aPartysRulePutsOtherTaxesInTheirPlace() {
        const auto tax = [&](std::string_view code, std::string_view rate) {
            return added("/accounting/taxes/", {{"code", code}, {"name", code}, {"rate", rate}});
        };
        const std::int64_t usualTax = tax("T17", "17");
        const std::int64_t reduced = tax("T4", "4");
        const std::int64_t exempted = tax("T1", "1");
        const auto line = [](std::int64_t from, JsonArray to) {
            return JsonObject{{"tax", from}, {"taxes", std::move(to)}};
        };
        const std::int64_t rule = added(
            "/accounting/tax-rules/",
            {{"name", "Exporters"}, {"lines", {line(usualTax, {reduced}), line(exempted, JsonArray())}}}
        );
        const std::int64_t party = addParty("P");
        const auto taxOf = [&](std::int64_t customer, JsonObject taxed) {
            taxed["quantity"] = "1";
            taxed["unit_price"] = "100";
            const Json made =
                done("POST", "/accounting/invoices/", {{"customer", customer}, {"lines", JsonArray{taxed}}});
            return text(made, "tax");
        };
        const JsonObject both{{"taxes", JsonArray{usualTax, exempted}}};
        requireEqual("18.00", taxOf(party, both));
        done("PATCH", "/accounting/parties/" + std::to_string(party) + "/", {{"tax_rule_id", rule}});
        requireEqual("4.00", taxOf(party, both));
        requireEqual("4.00", taxOf(party, {{"tax_rate", "17"}}));
        requireEqual("18.00", taxOf(addParty("Other"), both));
        requireEqual("accounting_party 1", blocking("tax-rules", rule));
        const auto refused = [&](JsonArray lines) {
            return refusal("POST", "/accounting/tax-rules/", {{"name", "R"}, {"lines", std::move(lines)}});
        };
        requireEqual("VALIDATION", refused({line(usualTax, {999})}));
        requireEqual("VALIDATION", refused({line(usualTax, {reduced}), line(usualTax, JsonArray())}));
        requireEqual(
            "VALIDATION", refusal("PATCH", "/accounting/parties/" + std::to_string(party) + "/", {{"tax_rule_id", 999}})
        );
    }

private:
    static std::string yearPath(std::int64_t id) { return "/accounting/fiscal-years/" + std::to_string(id) + "/"; }

    std::int64_t yearNamed(const std::string& name) {
        return done("GET", "/accounting/fiscal-years/?search=" + name).at(0).at("id").as_int64();
    }

    /// "model count, …" of what refers to a record.
    std::string blocking(const std::string& noun, std::int64_t id) {
        const Json verdict = done("GET", "/accounting/" + noun + "/" + std::to_string(id) + "/can-delete/");
        std::string all;
        for (const Json& each : verdict.at("blocking").as_array()) {
            all.append(all.empty() ? "" : ", ").append(text(each, "model")).append(" ");
            all.append(std::to_string(each.at("count").as_int64()));
        }
        CPPUNIT_ASSERT_EQUAL(all.empty(), verdict.at("can_delete").as_bool());
        return all;
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(BooksTest);

} // namespace accounting::test
