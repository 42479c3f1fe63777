/// Bank accounts in another currency than the company's: statements, what their lines settle, and what rates leave.

#include "support.h"

#include <tenon/test/sequence.h>

#include <random>

namespace accounting::test {

template <On on>
class ForeignBankTest : public BooksFixture {
    CPPUNIT_TEST_SUITE(ForeignBankTest);
    CPPUNIT_TEST(aStatementIsInTheCurrencyOfItsAccount);
    CPPUNIT_TEST(linesAreBookedAtTheRateOfTheirDay);
    CPPUNIT_TEST(aRateThatMovedIsAnExchangeDifference);
    CPPUNIT_TEST(aTransferKeepsTheOtherSideInItsOwnCurrency);
    CPPUNIT_TEST(anInvoiceInAnotherCurrencyIsRefused);
    CPPUNIT_TEST(amountsHaveTheDecimalsOfTheirCurrency);
    CPPUNIT_TEST(aMissingRateBooksNothing);
    CPPUNIT_TEST(theOpeningIsThatOfTheStatementBefore);
    CPPUNIT_TEST(anAccountThatChangedItsCurrencyMeanwhileIsRefused);
    CPPUNIT_TEST(aForeignAdvanceIsAppliedForWhatItWasWorth);
    CPPUNIT_TEST(nothingIsLeftInEitherCurrencyAfterReconciliation);
    CPPUNIT_TEST_SUITE_END();

public:
    ForeignBankTest() : BooksFixture(on) {}

    void setUp() override {
        BooksFixture::setUp();
        done("PATCH", "/companies/" + std::to_string(company()), {{"numbering_strict", false}});
        _party = addParty("P");
        _euros = addAccount("1125", "asset", {{"subtype", "bank"}, {"currency", "EUR"}});
        added(
            "/accounting/journals/",
            {{"code", "EURB"}, {"name", "Bank in euros"}, {"type", "bank"}, {"account", _euros}}
        );
    }

    void aStatementIsInTheCurrencyOfItsAccount() {
        addRate("2026-06-01", "0.5");
        const Json draft =
            done("POST", statements, statement("S1", "0", "10.00", {ofAccount("10.00", usual("income"))}));
        requireEqual("EUR", text(draft, "currency"));
        requireEqual("10.00", text(draft, "closing"));
        CPPUNIT_ASSERT(draft.at("lines").at(0).at("company_amount").is_null());
        const std::string path = statements + std::to_string(draft.at("id").as_int64()) + "/";
        const Json posted = done("POST", path + "post/", JsonObject());
        requireEqual("20.00", text(posted.at("lines").at(0), "company_amount"));
        requireEqual("20.00", text(done("GET", path).at("lines").at(0), "company_amount"));
        JsonObject own = statement("S2", "0", "7.00", {ofAccount("7.00", usual("income"))});
        own["journal"] = "BANK";
        const Json inDollars = done("POST", statements, own);
        requireEqual("USD", text(inDollars, "currency"));
    }

    void linesAreBookedAtTheRateOfTheirDay() {
        addRate("2026-06-01", "0.5");
        addRate("2026-06-10", "0.4");
        JsonObject early = ofAccount("100.00", usual("income"));
        early["date"] = "2026-06-09";
        post("S1", "0", "94.00", {early, ofAccount("-6.00", usual("bank_charges"))});
        requireEqual("185.00", balance(_euros));
        requireEqual("94.00", inEuros());
        requireEqual("-200.00", balance(usual("income")));
        requireEqual("15.00", balance(usual("bank_charges")));
    }

    /// case:fx-001, the payment told by the bank.
    void aRateThatMovedIsAnExchangeDifference() {
        addRate("2026-06-01", "2.0");
        addRate("2026-06-02", "2.5");
        const auto tax = added("/accounting/taxes/", {{"code", "T10"}, {"name", "10 %"}, {"rate", "10"}});
        const auto id = added(
            "/accounting/invoices/",
            {{"customer", _party},
             {"currency", "EUR"},
             {"invoice_date", "2026-06-01"},
             {"lines",
              JsonArray{
                  JsonObject{{"quantity", "5"}, {"unit_price", "80"}, {"taxes", JsonArray{tax}}},
                  JsonObject{{"quantity", "1"}, {"unit_price", "20"}}}},
             {"state", "posted"}}
        );
        requireEqual("230.00", balance(usual("receivable")));
        JsonObject line = ofInvoice("460.00", id);
        line["date"] = "2026-06-02";
        const Json posted = post("S1", "0", "460.00", {line});
        requireEqual("184.00", text(posted.at("lines").at(0), "company_amount"));
        requireEqual("184.00", balance(_euros));
        requireEqual("46.00", balance(usual("exchange_loss")));
        requireEqual("0.00", balance(usual("receivable")));
        requireEqual("paid", text(invoice(id), "state"));
    }

    void aTransferKeepsTheOtherSideInItsOwnCurrency() {
        addRate("2026-06-01", "0.5");
        const auto other = addAccount("1126", "asset", {{"subtype", "bank"}, {"currency", "EUR"}});
        const auto yen = addAccount("1127", "asset", {{"subtype", "bank"}, {"currency", "JPY"}});
        const auto dollars = addAccount("1128", "asset", {{"subtype", "bank"}, {"currency", "USD"}});
        post(
            "S1",
            "0",
            "40.00",
            {ofAccount("100.00", usual("capital")), ofAccount("-50.00", other), ofAccount("-10.00", dollars)}
        );
        requireEqual("50.00", currencies(other, "EUR"));
        requireEqual("", currencies(dollars, "EUR"));
        requireEqual("20.00", balance(dollars));
        requireEqual("", currencies(usual("capital"), "EUR"));
        requireEqual(
            "VALIDATION", refusal("POST", statements, statement("S2", "40.00", "30.00", {ofAccount("-10.00", yen)}))
        );
    }

    void anInvoiceInAnotherCurrencyIsRefused() {
        const auto id = posted("100.00", "USD");
        requireEqual(
            "VALIDATION", refusal("POST", statements, statement("S1", "0", "100.00", {ofInvoice("100.00", id)}))
        );
    }

    void amountsHaveTheDecimalsOfTheirCurrency() {
        const auto yen = addAccount("1127", "asset", {{"subtype", "bank"}, {"currency", "JPY"}});
        added("/accounting/journals/", {{"code", "JPYB"}, {"name", "Yen"}, {"type", "bank"}, {"account", yen}});
        done("POST", "/accounting/rates/", {{"currency", "JPY"}, {"date", "2026-06-01"}, {"rate", "150"}});
        JsonObject body = statement("S1", "0", "1000", {ofAccount("1000", usual("income"))});
        body["journal"] = "JPYB";
        requireEqual("1000", text(done("POST", statements, body), "closing"));
        body["name"] = "S2";
        body["closing"] = "1000.5";
        requireEqual("AMOUNT_PRECISION", refusal("POST", statements, body));
        requireEqual(
            "AMOUNT_PRECISION",
            refusal("POST", statements, statement("S3", "0", "1.00", {ofAccount("1.005", usual("income"))}))
        );
    }

    void aMissingRateBooksNothing() {
        JsonObject body = statement("S1", "0", "1.00", {ofAccount("1.00", usual("income"))});
        body["state"] = "posted";
        requireEqual("RATE_MISSING", refusal("POST", statements, body));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, entryCount());
        CPPUNIT_ASSERT(done("GET", statements).as_array().empty());
    }

    void theOpeningIsThatOfTheStatementBefore() {
        addRate("2026-06-01", "0.5");
        post("S1", "0", "10.00", {ofAccount("10.00", usual("income"))});
        JsonObject second = statement("S2", "9.00", "10.00", {ofAccount("1.00", usual("income"))});
        second["state"] = "posted";
        requireEqual("STATEMENT_BALANCE", refusal("POST", statements, second));
        second["opening"] = "10.00";
        requireEqual("STATEMENT_BALANCE", refusal("POST", statements, second));
        second["closing"] = "11.00";
        done("POST", statements, second);
        requireEqual("11.00", inEuros());
    }

    void anAccountThatChangedItsCurrencyMeanwhileIsRefused() {
        addRate("2026-06-01", "0.5");
        const auto id = added(statements, statement("S1", "0", "10.00", {ofAccount("10.00", usual("income"))}));
        done("PATCH", "/accounting/accounts/" + std::to_string(_euros) + "/", {{"currency", "GBP"}});
        const std::string path = statements + std::to_string(id) + "/";
        requireEqual("STATEMENT_CURRENCY", refusal("POST", path + "post/", JsonObject()));
        done("DELETE", path);
    }

    void aForeignAdvanceIsAppliedForWhatItWasWorth() {
        addRate("2026-06-01", "0.5");
        addRate("2026-06-05", "0.4");
        JsonObject line = ofParty("100.00");
        line["date"] = "2026-06-01";
        post("S1", "0", "100.00", {line});
        requireEqual("-200.00", balance(usual("customer_deposits")));
        const auto id = posted("80.00", "EUR", "2026-06-05");
        requireEqual("200.00", balance(usual("receivable")));
        const Json partly =
            done("POST", "/accounting/invoices/" + std::to_string(id) + "/apply-advance/", {{"amount", "30.00"}});
        requireEqual("50.00", text(partly, "amount_due"));
        requireEqual("-140.00", balance(usual("customer_deposits")));
        done("POST", "/accounting/invoices/" + std::to_string(id) + "/apply-advance/", JsonObject());
        requireEqual("paid", text(invoice(id), "state"));
        requireEqual("0.00", balance(usual("receivable")));
        requireEqual("40.00", balance(usual("exchange_loss")));
        requireEqual("-40.00", balance(usual("customer_deposits")));
        requireEqual("-20.00", currencies(usual("customer_deposits"), "EUR"));
    }

    /// Invoices and advances of both directions, paid in parts and too much while the rate moves every day; in the end
    /// everything is paid.
    void nothingIsLeftInEitherCurrencyAfterReconciliation() {
        _random.seed(tenon::test::seed(20261126));
        for (int day = 1; day <= 15; ++day) {
            addRate(dayOf(day), tenon::Decimal(static_cast<std::int64_t>(3000 + below(9000)), 4).text());
        }
        std::int64_t bank = 0;
        for (int day = 1; day <= 14; ++day) {
            for (std::size_t i = below(3); i > 0; --i) {
                _open.push_back(posted(amount(), "EUR", dayOf(day), below(2) == 0 ? "out" : "in"));
            }
            bank = tell(day, bank, false);
        }
        while (!_open.empty()) {
            bank = tell(15, bank, true);
        }
        requireEqual(tenon::Decimal(bank, 2).text(), inEuros());
        requireSettled();
    }

private:
    static inline const std::string statements = "/accounting/bank-statements/";

    void addRate(const std::string& date, const std::string& rate) {
        done("POST", "/accounting/rates/", {{"currency", "EUR"}, {"date", date}, {"rate", rate}});
    }

    static JsonObject ofAccount(std::string_view amount, std::int64_t account) {
        return {{"date", "2026-06-15"}, {"amount", amount}, {"account", account}};
    }

    static JsonObject ofInvoice(std::string_view amount, std::int64_t invoice) {
        return {{"date", "2026-06-15"}, {"amount", amount}, {"invoice", invoice}};
    }

    JsonObject ofParty(std::string_view amount) const {
        return {{"date", "2026-06-15"}, {"amount", amount}, {"party", _party}};
    }

    static JsonObject statement(
        const std::string& name, std::string_view opening, std::string_view closing, std::vector<JsonObject> lines
    ) {
        return {
            {"name", name},
            {"journal", "EURB"},
            {"date", "2026-06-15"},
            {"opening", opening},
            {"closing", closing},
            {"lines", JsonArray(lines.begin(), lines.end())}};
    }

    Json
    post(const std::string& name, std::string_view opening, std::string_view closing, std::vector<JsonObject> lines) {
        JsonObject body = statement(name, opening, closing, std::move(lines));
        body["state"] = "posted";
        return done("POST", statements, body);
    }

    std::int64_t posted(
        std::string_view price,
        std::string_view currency,
        const std::string& date = "2026-06-01",
        std::string_view type = "out"
    ) {
        return added(
            "/accounting/invoices/",
            {{"customer", _party},
             {"type", type},
             {"currency", currency},
             {"invoice_date", date},
             {"reference", "R" + std::to_string(++_made)},
             {"lines", JsonArray{JsonObject{{"quantity", "1"}, {"unit_price", price}}}},
             {"state", "posted"}}
        );
    }

    Json invoice(std::int64_t id) { return done("GET", "/accounting/invoices/" + std::to_string(id) + "/"); }

    /// What is posted to an account in a currency; empty when nothing is.
    std::string currencies(std::int64_t account, std::string_view currency) {
        const Json found = done("GET", "/accounting/accounts/" + std::to_string(account) + "/balance/");
        return text(found.at("currencies"), currency);
    }

    std::string inEuros() { return currencies(_euros, "EUR"); }

    std::size_t below(std::size_t limit) { return _random() % limit; }

    std::string amount() { return tenon::Decimal(static_cast<std::int64_t>(1 + below(100'000)), 2).text(); }

    static std::string dayOf(int day) { return "2026-06-" + std::string(day < 10 ? "0" : "") + std::to_string(day); }

    /// The bank tells of some payments of open invoices, in full or in part (all of them in full at the end), and of
    /// what a party sends without an invoice. Returns the new balance.
    std::int64_t tell(int day, std::int64_t bank, bool isEnd) {
        std::vector<JsonObject> lines;
        std::int64_t closing = bank;
        const auto add = [&](JsonObject line, std::int64_t cents) {
            line["date"] = dayOf(day);
            line["amount"] = tenon::Decimal(cents, 2).text();
            lines.push_back(std::move(line));
            closing += cents;
        };
        for (const std::int64_t id : _open) {
            const Json found = invoice(id);
            const std::int64_t due = tenon::Decimal::parse(text(found, "amount_due"), 2).value().unscaled();
            if (due == 0 || (!isEnd && below(3) == 0)) {
                continue;
            }
            const std::int64_t much = isEnd ? due : 1 + static_cast<std::int64_t>(below(static_cast<std::size_t>(due)));
            add(ofInvoice("0", id), text(found, "type") == "out" ? much : -much);
        }
        if (!isEnd && below(4) == 0) {
            add(ofParty("0"), (below(2) == 0 ? 1 : -1) * (1 + static_cast<std::int64_t>(below(5000))));
        }
        if (!lines.empty()) {
            post(
                "S" + std::to_string(++_made),
                tenon::Decimal(bank, 2).text(),
                tenon::Decimal(closing, 2).text(),
                std::move(lines)
            );
        }
        if (isEnd) {
            useAdvances();
        }
        std::erase_if(_open, [&](std::int64_t id) { return text(invoice(id), "state") == "paid"; });
        return closing;
    }

    /// Invoices over what is left of the advances, to which they are applied.
    void useAdvances() {
        for (const auto& [purpose, type] : {std::pair{"customer_deposits", "out"}, {"supplier_advances", "in"}}) {
            const std::string left = currencies(usual(purpose), "EUR");
            const auto size = tenon::absolute(tenon::Decimal::parse(left.empty() ? "0" : left, 2).value());
            if (!tenon::isZero(size)) {
                const std::int64_t id = posted(size.text(), "EUR", dayOf(15), type);
                done("POST", "/accounting/invoices/" + std::to_string(id) + "/apply-advance/", JsonObject());
                requireEqual("paid", text(invoice(id), "state"));
            }
        }
    }

    void requireSettled() {
        for (const char* purpose : {"receivable", "payable", "customer_deposits", "supplier_advances"}) {
            requireEqual("0.00", balance(usual(purpose)));
            const std::string left = currencies(usual(purpose), "EUR");
            CPPUNIT_ASSERT_MESSAGE(purpose + (" " + left), left.empty() || left == "0.00");
        }
        CPPUNIT_ASSERT_EQUAL(
            std::int64_t{0},
            kernel()
                .database()
                .value<std::int64_t>("SELECT COUNT(*) FROM accounting_line WHERE open_amount <> 0 OR open_currency <> 0"
                )
                .value()
        );
        requireEqual("0.00", text(report("trial-balance", "date=2026-06-30").at("totals"), "closing"));
        requireEqual("0.00", text(report("balance-sheet", "date=2026-06-30"), "difference"));
        requireEqual("0.00", text(report("cash-flow", "date=2026-06-30"), "difference"));
    }

    std::int64_t _party = 0;
    std::int64_t _euros = 0;
    int _made = 0;
    std::mt19937 _random;
    std::vector<std::int64_t> _open;
};

static const OnBothDatabases<ForeignBankTest> registered;

} // namespace accounting::test
