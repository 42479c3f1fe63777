/// Rules of payments: what they settle, who approves them, and what giving them back leaves.

#include "support.h"

namespace accounting::test {

template <On on>
class PaymentsTest : public BooksFixture {
    CPPUNIT_TEST_SUITE(PaymentsTest);
    CPPUNIT_TEST(aRefundReversesItsWriteOff);
    CPPUNIT_TEST(aRefundLeavesOtherPaymentsSettled);
    CPPUNIT_TEST(aRefundReversesItsExchangeDifference);
    CPPUNIT_TEST(undoingAReconciliationReversesItsWriteOff);
    CPPUNIT_TEST(aPaymentIsAllocatedAsToldOrToTheOldest);
    CPPUNIT_TEST(allocationsAreChecked);
    CPPUNIT_TEST(approvedSharesLowerWhatIsToBePaid);
    CPPUNIT_TEST(aPaymentBetweenCurrenciesOpensItsForeignAmountAgain);
    CPPUNIT_TEST(whoEntersALargePaymentDoesNotApproveIt);
    CPPUNIT_TEST(writeOffsKeepToTheLimit);
    CPPUNIT_TEST(theSameReferenceIsOnePayment);
    CPPUNIT_TEST(onlyDraftsAreDeleted);
    CPPUNIT_TEST_SUITE_END();

public:
    PaymentsTest() : BooksFixture(on) {}

    void setUp() override {
        BooksFixture::setUp();
        _party = addParty("Customer");
    }

    void aRefundReversesItsWriteOff() {
        const std::int64_t id = posted("240.00");
        const std::int64_t payment = paid(id, {{"amount", "239.00"}, {"write_off", true}});
        requireEqual("1.00", balance(usual("write_off")));
        refund(payment);
        requireEqual("0.00", balance(usual("write_off")));
        requireEqual("0.00", balance(usual("cash")));
        requireEqual("240.00", balance(usual("receivable")));
        requireEqual("240.00", text(read(id), "amount_due"));
        requireEqual("posted", text(read(id), "state"));
    }

    void aRefundLeavesOtherPaymentsSettled() {
        const std::int64_t id = posted("240.00");
        const std::int64_t first = paid(id, {{"amount", "120.00"}});
        paid(id, {{"amount", "20.00"}});
        paid(id, {{"amount", "100.00"}});
        requireEqual("paid", text(read(id), "state"));
        refund(first);
        requireEqual("120.00", text(read(id), "amount_due"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, done("GET", "/accounting/open-lines/").as_array().size());
        paid(id, {{"amount", "120.00"}});
        requireEqual("paid", text(read(id), "state"));
        requireEqual("0.00", balance(usual("receivable")));
    }

    void aRefundReversesItsExchangeDifference() {
        addRate("2026-06-01", "2.0");
        addRate("2026-06-10", "2.5");
        const std::int64_t id = posted("100.00", {{"currency", "EUR"}, {"invoice_date", "2026-06-01"}});
        paid(id, {{"amount", "40.00"}, {"date", "2026-06-10"}});
        const std::int64_t second = paid(id, {{"amount", "60.00"}, {"date", "2026-06-10"}});
        requireEqual("10.00", balance(usual("exchange_loss")));
        refund(second);
        requireEqual("0.00", balance(usual("exchange_loss")));
        requireEqual("60.00", text(read(id), "amount_due"));
        paid(id, {{"amount", "60.00"}, {"date", "2026-06-15"}});
        requireEqual("10.00", balance(usual("exchange_loss")));
        requireEqual("0.00", balance(usual("receivable")));
    }

    void undoingAReconciliationReversesItsWriteOff() {
        const std::int64_t id = posted("100.00");
        paid(id, {{"amount", "97.00"}, {"write_off", true}});
        const Json reconciliations = done("GET", "/accounting/reconciliations/");
        const std::string reconciliation = std::to_string(reconciliations.at(0).at("id").as_int64());
        done("DELETE", "/accounting/reconciliations/" + reconciliation + "/");
        requireEqual("0.00", balance(usual("write_off")));
        requireEqual("100.00", text(read(id), "amount_due"));
        requireEqual("97.00", balance(usual("cash")));
    }

    void aPaymentIsAllocatedAsToldOrToTheOldest() {
        const std::int64_t late = posted("50.00", {{"due_date", "2026-07-31"}});
        const std::int64_t early = posted("50.00", {{"due_date", "2026-06-30"}});
        pay({{"party", _party}, {"amount", "60.00"}});
        requireEqual("0.00", text(read(early), "amount_due"));
        requireEqual("40.00", text(read(late), "amount_due"));
        const std::int64_t next = posted("50.00", {{"due_date", "2026-06-20"}});
        const Json payment = pay(
            {{"amount", "30.00"},
             {"allocations", {{{"invoice", late}, {"amount", "10.00"}}, {{"invoice", next}, {"amount", "20.00"}}}}}
        );
        requireEqual("30.00", text(read(late), "amount_due"));
        requireEqual("30.00", text(read(next), "amount_due"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, payment.at("allocations").as_array().size());
        const std::string list = "/accounting/payments/?invoice=" + std::to_string(next);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, done("GET", list).as_array().size());
    }

    void allocationsAreChecked() {
        const std::int64_t id = posted("50.00");
        const std::int64_t foreign = posted("50.00", {{"customer", addParty("Other")}});
        const auto refused = [&](std::string_view amount, JsonArray shares, JsonObject more = {}) {
            more["amount"] = amount;
            more["allocations"] = std::move(shares);
            more.emplace("state", "succeeded");
            return refusal("POST", "/accounting/payments/", more);
        };
        const auto share = [](std::int64_t invoice, std::string_view amount) {
            return JsonObject{{"invoice", invoice}, {"amount", amount}};
        };
        requireEqual("VALIDATION", refused("30.00", {share(id, "10.00"), share(foreign, "20.00")}));
        requireEqual("VALIDATION", refused("30.00", {share(id, "10.00"), share(id, "20.00")}));
        requireEqual("VALIDATION", refused("30.00", {share(id, "10.00")}));
        requireEqual("VALIDATION", refused("30.00", {share(id, "30.00")}, {{"type", "out"}}));
        requireEqual("VALIDATION", refused("30.00", {share(id, "30.00")}, {{"mode", "write_off"}}));
        requireEqual("AMOUNT_PRECISION", refused("30.00", {share(id, "29.999")}));
        requireEqual("PAYMENT_EXCEEDS_DUE", refused("60.00", {share(id, "60.00")}));
        requireEqual("0.00", balance(usual("cash")));
    }

    void approvedSharesLowerWhatIsToBePaid() {
        const std::int64_t id = posted("50.00");
        added(
            "/accounting/payments/",
            {{"amount", "20.00"},
             {"allocations", JsonArray{JsonObject{{"invoice", id}, {"amount", "20.00"}}}},
             {"state", "approved"}}
        );
        requireEqual("50.00", text(read(id), "amount_due"));
        requireEqual("30.00", text(read(id), "amount_to_pay"));
    }

    void aPaymentBetweenCurrenciesOpensItsForeignAmountAgain() {
        addRate("2026-06-01", "2.0");
        const std::int64_t id = posted("100.00", {{"currency", "EUR"}, {"invoice_date", "2026-06-01"}});
        const auto receivable = usual("receivable");
        const Json receipt = post("2026-06-02", {{usual("cash"), "20.00", ""}, {receivable, "", "20.00", _party}});
        const Json entry = done("GET", entryPath(read(id).at("entry_id").as_int64()));
        const JsonArray lines{entry.at("lines").at(0).at("id"), receipt.at("lines").at(1).at("id")};
        done("POST", "/accounting/reconciliations/", {{"lines", lines}, {"partial", true}});
        requireEqual("60.00", text(read(id), "amount_due"));
        done("POST", entryPath(receipt.at("id").as_int64()) + "reverse/", JsonObject());
        requireEqual("100.00", text(read(id), "amount_due"));
        requireEqual("50.00", balance(receivable));
    }

    void whoEntersALargePaymentDoesNotApproveIt() {
        done("PATCH", "/accounting/books/", {{"payment_approval_limit", "100.00"}});
        const User clerk = member("clerk");
        const User chief = member("chief");
        const JsonObject bill{{"type", "in"}, {"reference", "B-1"}};
        const std::int64_t id = posted("500.00", bill);
        const auto enter = [&](std::string_view amount) {
            const Answer answer = call(clerk, "POST", "/accounting/payments/", {{"invoice", id}, {"amount", amount}});
            CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 201, answer.status);
            return "/accounting/payments/" + std::to_string(answer.json.at("id").as_int64()) + "/";
        };
        const std::string small = enter("100.00");
        const std::string large = enter("100.01");
        expect({
            {clerk, "POST", small + "approve/", "{}", 200, "approved"},
            {clerk, "POST", large + "approve/", "{}", 403, "SELF_APPROVAL"},
            {chief, "POST", large + "succeed/", "{}", 409, "INVALID_STATE"},
            {chief, "POST", large + "approve/", "{}", 200, "approved"},
            {clerk, "POST", large + "succeed/", "{}", 200, "succeeded"},
        });
        const std::string pay = "/accounting/invoices/" + std::to_string(id) + "/pay/";
        expect({
            {clerk, "POST", pay, R"({"amount": "200.00"})", 409, "INVALID_STATE"},
            {clerk, "POST", pay, R"({"amount": "99.00"})", 201, "posted"},
        });
    }

    void writeOffsKeepToTheLimit() {
        done("PATCH", "/accounting/books/", {{"write_off_limit", "2.00"}});
        const std::int64_t id = posted("100.00");
        const auto refused = [&](std::string_view amount) {
            return refusal("POST", path(id) + "pay/", {{"amount", amount}, {"write_off", true}});
        };
        requireEqual("RECONCILE_UNBALANCED", refused("97.00"));
        requireEqual("PAYMENT_EXCEEDS_DUE", refused("102.01"));
        requireEqual("0.00", balance(usual("cash")));
        paid(id, {{"amount", "102.00"}, {"write_off", true}});
        requireEqual("-2.00", balance(usual("write_off")));
        requireEqual("paid", text(read(id), "state"));
    }

    void theSameReferenceIsOnePayment() {
        const std::int64_t id = posted("100.00");
        JsonObject body{{"invoice", id}, {"amount", "60.00"}, {"external_reference", "G-1"}, {"state", "succeeded"}};
        const std::int64_t first = added("/accounting/payments/", body);
        CPPUNIT_ASSERT_EQUAL(first, added("/accounting/payments/", body));
        requireEqual("40.00", text(read(id), "amount_due"));
        body["amount"] = "40.00";
        requireEqual("DUPLICATE", refusal("POST", "/accounting/payments/", body));
        body["journal"] = "BANK"; // a reference of another gateway
        CPPUNIT_ASSERT(first != added("/accounting/payments/", body));
        requireEqual("paid", text(read(id), "state"));
    }

    void onlyDraftsAreDeleted() {
        const std::int64_t id = posted("100.00");
        const JsonObject body{{"invoice", id}, {"amount", "10.00"}};
        const std::string draft = "/accounting/payments/" + std::to_string(added("/accounting/payments/", body)) + "/";
        const std::string kept = "/accounting/payments/" + std::to_string(added("/accounting/payments/", body)) + "/";
        done("DELETE", draft);
        CPPUNIT_ASSERT_EQUAL(404, call(admin, "GET", draft).status);
        done("POST", kept + "approve/", JsonObject());
        requireEqual("INVALID_STATE", refusal("DELETE", kept));
        requireEqual("VALIDATION", refusal("POST", path(id) + "pay/", {{"amount", "1.00"}, {"journal", "GEN"}}));
    }

private:
    static std::string path(std::int64_t id) { return "/accounting/invoices/" + std::to_string(id) + "/"; }

    static std::string entryPath(std::int64_t id) { return "/accounting/journal-entries/" + std::to_string(id) + "/"; }

    User member(const std::string& name) {
        return {
            name,
            {"accounting.payments.add",
             "accounting.payments.approve",
             "accounting.payments.post",
             "accounting.payments.view",
             "accounting.invoices.view"},
            false,
            {{"scope", "all"}}};
    }

    Json read(std::int64_t id) { return done("GET", path(id)); }

    std::int64_t posted(std::string_view price, JsonObject more = {}) {
        more.emplace("customer", _party);
        more["lines"] = JsonArray{JsonObject{{"quantity", "1"}, {"unit_price", price}}};
        more["state"] = "posted";
        return added("/accounting/invoices/", more);
    }

    std::int64_t paid(std::int64_t id, const JsonObject& payment) {
        return done("POST", path(id) + "pay/", payment).at("payment").at("id").as_int64();
    }

    Json pay(JsonObject payment) {
        payment["state"] = "succeeded";
        return done("POST", "/accounting/payments/", payment);
    }

    void refund(std::int64_t payment) {
        done("POST", "/accounting/payments/" + std::to_string(payment) + "/refund/", JsonObject());
    }

    void addRate(std::string_view date, std::string_view rate) {
        done("POST", "/accounting/rates/", {{"currency", "EUR"}, {"date", date}, {"rate", rate}});
    }

    std::int64_t _party = 0;
};

static const OnBothDatabases<PaymentsTest> registered;

} // namespace accounting::test
