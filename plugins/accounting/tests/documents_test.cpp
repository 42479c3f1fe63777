/// Rules of invoices, payments, bank statements, and of the reports that come from them.

#include "support.h"

#include <chrono>
#include <thread>

namespace accounting::test {

class DocumentsTest : public BooksFixture {
    CPPUNIT_TEST_SUITE(DocumentsTest);
    CPPUNIT_TEST(invoicesAreChecked);
    CPPUNIT_TEST(aPostedInvoiceIsCancelledByACreditNote);
    CPPUNIT_TEST(paymentsAboveWhatIsDueAreRefusedOrKept);
    CPPUNIT_TEST(anAdvanceIsRecalledOnAnInvoice);
    CPPUNIT_TEST(undoingAReconciliationOpensTheInvoiceAgain);
    CPPUNIT_TEST(creditLimitsHold);
    CPPUNIT_TEST(aMissingRateIsNeverOne);
    CPPUNIT_TEST(bankStatementsMustBalance);
    CPPUNIT_TEST(aCellIsTheSumOfItsLines);
    CPPUNIT_TEST(theTaxReportAgreesWithItsAccounts);
    CPPUNIT_TEST(openItemsAreRevaluedAndTheNextDayReversesIt);
    CPPUNIT_TEST(aMergedPartyTakesItsLinesAlong);
    CPPUNIT_TEST(aSuppliersInvoiceIsEnteredOnce);
    CPPUNIT_TEST(aCreditNoteKeepsTheTaxesOfItsInvoice);
    CPPUNIT_TEST(aRecalledDepositIsSettled);
    CPPUNIT_TEST(aChangeThatSendsNoLinesKeepsTheAmounts);
    CPPUNIT_TEST(statementLinesGoTheWayOfTheirMoney);
    CPPUNIT_TEST(listsReadAllThatTheyShow);
    CPPUNIT_TEST(remindersHaveTheLevelOfTheirAge);
    CPPUNIT_TEST_SUITE_END();

public:
    DocumentsTest() : BooksFixture(On::Sqlite) {}

    void invoicesAreChecked() {
        const auto party = addParty("C");
        const auto refused = [&](JsonObject body) {
            body.emplace("customer", party);
            return refusal("POST", "/accounting/invoices/", body);
        };
        requireEqual("VALIDATION", refused({{"lines", JsonArray()}}));
        requireEqual("VALIDATION", refused({{"lines", JsonArray{line("0", "10")}}}));
        requireEqual("VALIDATION", refused({{"lines", JsonArray{line("1", "-10")}}}));
        requireEqual("VALIDATION", refused({{"lines", JsonArray{line("1", "10")}}, {"currency", "XYZ"}}));
        requireEqual("VALIDATION", refused({{"customer", 999}, {"lines", JsonArray{line("1", "10")}}}));
        const std::int64_t nobodys = added("/accounting/invoices/", {{"lines", JsonArray{line("1", "10")}}});
        requireEqual("VALIDATION", refusal("POST", path(nobodys) + "post/", JsonObject()));
        done("PATCH", path(nobodys), {{"customer", party}, {"invoice_number", "X-1"}});
        requireEqual("X-1", text(done("GET", path(nobodys)), "invoice_number"));
        requireEqual("INV/2026/00001", text(done("POST", path(nobodys) + "post/", JsonObject()), "invoice_number"));
        requireEqual("INVALID_STATE", refusal("PATCH", path(nobodys), {{"description", "x"}}));
        requireEqual("DOCUMENT_NUMBERED", refusal("DELETE", path(nobodys)));
    }

    void aPostedInvoiceIsCancelledByACreditNote() {
        const std::int64_t id = posted("100.00", "15");
        const Json cancelled = done("POST", path(id) + "cancel/", {{"reason", "Wrong customer"}});
        requireEqual("cancelled", text(cancelled, "state"));
        const Json note = done("GET", path(cancelled.at("cancelled_by_id").as_int64()));
        requireEqual("CN/2026/00001", text(note, "number"));
        requireEqual("115.00", text(note, "total"));
        requireEqual("paid", text(note, "state"));
        for (const char* purpose : {"receivable", "income", "output_tax"}) {
            requireEqual("0.00", balance(usual(purpose)));
        }
    }

    void paymentsAboveWhatIsDueAreRefusedOrKept() {
        const std::int64_t id = posted("100.00");
        const JsonObject payment{{"amount", "130.00"}, {"journal", "BANK"}};
        requireEqual("PAYMENT_EXCEEDS_DUE", refusal("POST", path(id) + "pay/", payment));
        requireEqual("0.00", balance(usual("bank")));
        JsonObject kept = payment;
        kept["mode"] = "keep_credit";
        requireEqual("paid", text(done("POST", path(id) + "pay/", kept), "state"));
        requireEqual("-30.00", balance(usual("customer_deposits")));
        const JsonObject known{
            {"party", _party}, {"amount", "5"}, {"mode", "keep_credit"}, {"external_reference", "G-1"}};
        const std::int64_t first = added("/accounting/payments/", known);
        CPPUNIT_ASSERT_EQUAL(first, added("/accounting/payments/", known));
    }

    void anAdvanceIsRecalledOnAnInvoice() {
        const std::int64_t id = posted("100.00");
        done(
            "POST",
            "/accounting/payments/",
            {{"party", _other}, {"amount", "40.00"}, {"mode", "keep_credit"}, {"state", "succeeded"}}
        );
        requireEqual("NOTHING_TO_SETTLE", refusal("POST", path(id) + "apply-advance/", JsonObject()));
        done(
            "POST",
            "/accounting/payments/",
            {{"party", _party}, {"amount", "140.00"}, {"mode", "keep_credit"}, {"state", "succeeded"}}
        );
        requireEqual("paid", text(done("GET", path(id)), "state"));
        const std::int64_t next = posted("70.00");
        requireEqual("30.00", text(done("POST", path(next) + "apply-advance/", JsonObject()), "amount_due"));
        requireEqual("-40.00", balance(usual("customer_deposits")));
    }

    void undoingAReconciliationOpensTheInvoiceAgain() {
        const std::int64_t id = posted("100.00");
        done("POST", path(id) + "pay/", {{"amount", "100.00"}});
        const Json entry = done(
            "GET",
            "/accounting/journal-entries/" + std::to_string(done("GET", path(id)).at("entry_id").as_int64()) + "/"
        );
        const auto reconciliation = std::to_string(entry.at("lines").at(0).at("reconciliation_id").as_int64());
        done("DELETE", "/accounting/reconciliations/" + reconciliation + "/");
        requireEqual("posted", text(done("GET", path(id)), "state"));
        requireEqual("100.00", text(done("GET", path(id)), "amount_due"));
        // Both are open again: what is owed, and what was paid.
        const JsonArray open = done("GET", "/accounting/open-lines/").as_array();
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, open.size());
    }

    void creditLimitsHold() {
        posted("60.00");
        done("PATCH", "/accounting/parties/" + std::to_string(_party) + "/", {{"credit_limit", "100.00"}});
        const User clerk{"clerk", {"accounting.invoices.add", "accounting.invoices.post"}, false, {{"scope", "all"}}};
        const Answer answer = call(
            clerk,
            "POST",
            "/accounting/invoices/",
            {{"customer", _party}, {"state", "posted"}, {"lines", JsonArray{line("1", "50")}}}
        );
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 409, answer.status);
        posted("50.00"); // by who may
    }

    void aMissingRateIsNeverOne() {
        _party = addParty("C");
        const JsonObject invoice{
            {"customer", _party}, {"currency", "EUR"}, {"state", "posted"}, {"lines", JsonArray{line("1", "50")}}};
        requireEqual("RATE_MISSING", refusal("POST", "/accounting/invoices/", invoice));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, entryCount());
    }

    void bankStatementsMustBalance() {
        const std::int64_t id = posted("100.00");
        const auto statement = [&](std::string_view name, std::string_view opening, std::string_view closing) {
            return JsonObject{
                {"name", name},
                {"date", "2026-06-15"},
                {"opening", opening},
                {"closing", closing},
                {"lines",
                 {{{"date", "2026-06-15"}, {"amount", "100.00"}, {"invoice", id}},
                  {{"date", "2026-06-15"}, {"amount", "-2.50"}, {"account", usual("bank_charges")}}}},
                {"state", "posted"},
            };
        };
        requireEqual(
            "STATEMENT_BALANCE", refusal("POST", "/accounting/bank-statements/", statement("1", "0", "97.00"))
        );
        done("POST", "/accounting/bank-statements/", statement("1", "0", "97.50"));
        requireEqual("97.50", balance(usual("bank")));
        requireEqual("paid", text(done("GET", path(id)), "state"));
        requireEqual(
            "STATEMENT_BALANCE", refusal("POST", "/accounting/bank-statements/", statement("2", "1", "98.50"))
        );
    }

    void aCellIsTheSumOfItsLines() {
        posted("100.00", "15");
        posted("50.00", "15");
        const auto income = usual("income");
        const std::string query = "account=" + std::to_string(income) + "&date_from=2026-06-01&date_to=2026-06-30";
        const Json cell = report("explain", query + "&cell=period");
        requireEqual("-150.00", text(cell, "amount"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, cell.at("lines").as_array().size());
        const Json ledgerReport = report("general-ledger", query);
        requireEqual("-150.00", text(ledgerReport, "closing"));
        const Json second = report("general-ledger", query + "&page=2&page_size=1");
        requireEqual("-150.00", text(second.at("lines").at(0), "balance"));
        requireEqual("172.50", text(report("party-statement", "party=" + std::to_string(_party)), "closing"));
    }

    void theTaxReportAgreesWithItsAccounts() {
        posted("100.00", "15");
        const Json taxes = report("tax", "date_from=2026-06-01&date_to=2026-06-30");
        requireEqual("15.00", text(taxes, "tax_to_pay"));
        requireEqual("100.00", text(taxes.at("taxes").at(0), "base"));
        requireEqual("15.00", text(taxes.at("taxes").at(0), "amount"));
    }

    void openItemsAreRevaluedAndTheNextDayReversesIt() {
        _party = addParty("C");
        done("POST", "/accounting/rates/", {{"currency", "EUR"}, {"date", "2026-05-01"}, {"rate", "2"}});
        done("POST", "/accounting/rates/", {{"currency", "EUR"}, {"date", "2026-05-31"}, {"rate", "2.5"}});
        done(
            "POST",
            "/accounting/invoices/",
            {{"customer", _party},
             {"currency", "EUR"},
             {"invoice_date", "2026-05-10"},
             {"lines", JsonArray{line("1", "100")}},
             {"state", "posted"}}
        );
        const Json revalued = done("POST", "/accounting/revaluations/", {{"date", "2026-05-31"}});
        requireEqual("-10.00", text(revalued, "gain"));
        const auto receivable = usual("receivable");
        const auto on = [&](std::string_view day) {
            return ledger().balance(company(), receivable, tenon::Date::parse(day).value()).text();
        };
        requireEqual("40.00", on("2026-05-31"));
        requireEqual("50.00", on("2026-06-01"));
        requireEqual("0.00", balance(usual("exchange_loss")));
        const std::int64_t entries = entryCount();
        const Json again = done("POST", "/accounting/revaluations/", {{"date", "2026-05-31"}});
        requireEqual("0.00", text(again, "gain"));
        CPPUNIT_ASSERT_EQUAL(entries, entryCount());
    }

    void aMergedPartyTakesItsLinesAlong() {
        posted("100.00");
        const std::string path = "/parties/" + std::to_string(_party) + "/merge/";
        const Answer merged = call(admin, "POST", path, {{"into", _other}, {"reason", "The same"}});
        CPPUNIT_ASSERT_MESSAGE(merged.text, merged.status < 300);
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        const auto open = [&] { return text(report("party-statement", "party=" + std::to_string(_other)), "closing"); };
        while (open() != "100.00" && std::chrono::steady_clock::now() < deadline) {
            std::this_thread::yield();
        }
        requireEqual("100.00", open());
    }

    void aSuppliersInvoiceIsEnteredOnce() {
        _party = addParty("S");
        const auto bill = [&](std::string_view reference, std::int64_t party) {
            return JsonObject{
                {"type", "in"},
                {"customer", party},
                {"reference", reference},
                {"state", "posted"},
                {"lines", JsonArray{line("1", "10")}}};
        };
        const std::int64_t first = added("/accounting/invoices/", bill("R-1", _party));
        requireEqual("DUPLICATE_SUPPLIER_INVOICE", refusal("POST", "/accounting/invoices/", bill("R-1", _party)));
        requireEqual("DUPLICATE_SUPPLIER_INVOICE", refusal("POST", "/accounting/invoices/", bill("r-1", _party)));
        added("/accounting/invoices/", bill("R-1", addParty("Another")));
        done("POST", path(first) + "cancel/", JsonObject());
        added("/accounting/invoices/", bill("R-1", _party)); // the first was a mistake
        requireEqual("-20.00", balance(usual("payable")));
    }

    void aCreditNoteKeepsTheTaxesOfItsInvoice() {
        _party = addParty("C");
        const auto refunds = addAccount("2390", "liability");
        const std::int64_t tax = added(
            "/accounting/taxes/",
            {{"code", "OLD"}, {"name", "Old"}, {"rate", "8"}, {"refund_account", refunds}, {"valid_to", "2026-05-31"}}
        );
        JsonObject taxed = line("10", "10");
        taxed["taxes"] = JsonArray{tax};
        const std::int64_t id = added(
            "/accounting/invoices/",
            {{"customer", _party},
             {"invoice_date", "2026-05-10"},
             {"lines", JsonArray{taxed}},
             {"discount", {{"amount", "20.00"}, {"on", "net"}}},
             {"state", "posted"}}
        );
        requireEqual("86.40", text(done("GET", path(id)), "total"));
        done("PATCH", "/accounting/taxes/" + std::to_string(tax) + "/", {{"rate", "9"}, {"is_active", false}});
        taxed["quantity"] = "1";
        const Json part = done("POST", path(id) + "credit-note/", {{"lines", JsonArray{taxed}}, {"state", "posted"}});
        requireEqual("10.80", text(part, "total"));
        requireEqual("0.80", balance(refunds));
        requireEqual("75.60", text(done("GET", path(id)), "amount_due"));
        const Json whole = done("POST", path(id) + "credit-note/", {{"description", "All of it"}});
        requireEqual("86.40", text(whole, "total"));
        requireEqual("All of it", text(whole, "description"));
    }

    void aRecalledDepositIsSettled() {
        _party = addParty("C");
        done(
            "POST",
            "/accounting/payments/",
            {{"party", _party}, {"amount", "100.00"}, {"mode", "keep_credit"}, {"state", "succeeded"}}
        );
        const auto recalling = [&](std::string_view amount) {
            JsonObject recall = line("1", amount);
            recall["kind"] = "deposit";
            return JsonObject{
                {"customer", _party}, {"lines", JsonArray{line("1", "500"), recall}}, {"state", "posted"}};
        };
        requireEqual("DEPOSIT_EXCEEDED", refusal("POST", "/accounting/invoices/", recalling("-100.01")));
        const std::int64_t id = added("/accounting/invoices/", recalling("-100.00"));
        requireEqual("400.00", text(done("GET", path(id)), "amount_due"));
        requireEqual("0.00", balance(usual("customer_deposits")));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, done("GET", "/accounting/open-lines/").as_array().size());
    }

    void aChangeThatSendsNoLinesKeepsTheAmounts() {
        const std::int64_t id = added(
            "/accounting/invoices/",
            {{"cash_rounding", {{"step", "0.05"}, {"method", "up"}}}, {"lines", JsonArray{line("1", "42.06")}}}
        );
        requireEqual("42.10", text(done("PATCH", path(id), {{"description", "x"}}), "total"));
        requireEqual("42.15", text(done("PATCH", path(id), {{"lines", JsonArray{line("1", "42.11")}}}), "total"));
    }

    void statementLinesGoTheWayOfTheirMoney() {
        const std::int64_t id = posted("100.00");
        done("POST", "/accounting/rates/", {{"currency", "EUR"}, {"date", "2026-06-01"}, {"rate", "2"}});
        const std::int64_t foreign = added(
            "/accounting/invoices/",
            {{"customer", _party}, {"currency", "EUR"}, {"lines", JsonArray{line("1", "100")}}, {"state", "posted"}}
        );
        const auto refused = [&](std::int64_t invoice, std::string_view amount) {
            return refusal(
                "POST",
                "/accounting/bank-statements/",
                {{"name", "S"},
                 {"date", "2026-06-15"},
                 {"opening", "0"},
                 {"closing", amount},
                 {"lines", JsonArray{JsonObject{{"date", "2026-06-15"}, {"amount", amount}, {"invoice", invoice}}}}}
            );
        };
        requireEqual("VALIDATION", refused(id, "-100.00"));
        requireEqual("VALIDATION", refused(id, "0.00"));
        requireEqual("VALIDATION", refused(foreign, "100.00"));
        requireEqual("VALIDATION", refused(999, "100.00"));
    }

    void remindersHaveTheLevelOfTheirAge() {
        _party = addParty("C");
        done("PATCH", "/accounting/books/", {{"dunning_days", {7, 21}}});
        const auto due = [&](std::string_view day, std::string_view amount) {
            return added(
                "/accounting/invoices/",
                {{"customer", _party},
                 {"invoice_date", "2026-05-01"},
                 {"due_date", day},
                 {"lines", JsonArray{line("1", amount)}},
                 {"state", "posted"}}
            );
        };
        const std::int64_t old = due("2026-05-20", "100.00");
        due("2026-06-08", "50.00");
        due("2026-06-09", "30.00");
        due("2026-06-15", "20.00"); // today
        done("POST", path(old) + "pay/", {{"amount", "60.00"}});
        const auto levels = [&] {
            std::string all;
            const Json overdue = done("GET", "/accounting/dunning/");
            for (const Json& each : overdue.as_array()) {
                all.append(text(each, "amount_overdue")).append(" ");
                all.append(std::to_string(each.at("level").as_int64())).append(", ");
            }
            return all;
        };
        requireEqual("40.00 2, 50.00 1, 30.00 0, ", levels());
        done("POST", path(old) + "pay/", {{"amount", "40.00"}});
        requireEqual("50.00 1, 30.00 0, ", levels());
    }

    void listsReadAllThatTheyShow() {
        const std::int64_t first = posted("100.00", "15");
        posted("50.00");
        done("POST", path(first) + "pay/", {{"amount", "15.00"}});
        const JsonArray invoices = done("GET", "/accounting/invoices/").as_array();
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, invoices.size());
        CPPUNIT_ASSERT_EQUAL(done("GET", path(first)), invoices.at(1));
        requireEqual("100.00", text(invoices.at(1), "amount_due"));
        requireEqual("C", text(invoices.at(1), "party_name"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, invoices.at(1).at("lines").as_array().size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, invoices.at(1).at("taxes").as_array().size());
        const Json payment = done("GET", "/accounting/payments/").at(0);
        CPPUNIT_ASSERT_EQUAL(
            done("GET", "/accounting/payments/" + std::to_string(payment.at("id").as_int64()) + "/"), payment
        );
    }

private:
    static JsonObject line(std::string_view quantity, std::string_view price) {
        return {{"quantity", quantity}, {"unit_price", price}};
    }

    static std::string path(std::int64_t id) { return "/accounting/invoices/" + std::to_string(id) + "/"; }

    std::int64_t posted(std::string_view price, std::string_view taxRate = {}) {
        _party = _party == 0 ? addParty("C") : _party;
        _other = _other == 0 ? addParty("D") : _other;
        JsonObject one = line("1", price);
        if (!taxRate.empty()) {
            one["tax_rate"] = taxRate;
        }
        return added("/accounting/invoices/", {{"customer", _party}, {"lines", JsonArray{one}}, {"state", "posted"}});
    }

    std::int64_t _party = 0;
    std::int64_t _other = 0;
};

CPPUNIT_TEST_SUITE_REGISTRATION(DocumentsTest);

} // namespace accounting::test
