/// The statement of cash flows: where each account belongs, and that its parts are the change of cash.

#include "support.h"

namespace accounting::test {

template <On on>
class CashFlowTest : public BooksFixture {
    CPPUNIT_TEST_SUITE(CashFlowTest);
    CPPUNIT_TEST(profitIsCorrectedByWhatMovedNoCash);
    CPPUNIT_TEST(investingAndFinancingStandByThemselves);
    CPPUNIT_TEST(transfersBetweenCashAccountsAreNoFlow);
    CPPUNIT_TEST(ratesMoveCashApartFromItsFlows);
    CPPUNIT_TEST(aYearsCloseIsNoFlow);
    CPPUNIT_TEST(columnsSumToTheWhole);
    CPPUNIT_TEST(aRowIsExplainedByItsLines);
    CPPUNIT_TEST(whatWasKnownStaysKnown);
    CPPUNIT_TEST(draftsCountWhereTheyAreAskedFor);
    CPPUNIT_TEST(anUnusedAccountIsShownOnDemand);
    CPPUNIT_TEST(theFormIsChecked);
    CPPUNIT_TEST_SUITE_END();

public:
    CashFlowTest() : BooksFixture(on) {}

    void profitIsCorrectedByWhatMovedNoCash() {
        const auto party = addParty("P");
        const auto depreciation = accountOf("1590");
        post("2026-02-01", {{usual("receivable"), "1000.00", "", party}, {usual("income"), "", "1000.00"}});
        post("2026-02-10", {{usual("bank"), "600.00", ""}, {usual("receivable"), "", "600.00", party}});
        post("2026-03-01", {{usual("stock"), "250.00", ""}, {usual("payable"), "", "250.00", party}});
        post("2026-03-31", {{usual("depreciation_expense"), "80.00", ""}, {depreciation, "", "80.00"}});
        post("2026-04-01", {{usual("salary_expense"), "150.00", ""}, {usual("cash"), "", "150.00"}});
        const Json flow = statement("date_from=2026-01-01&date_to=2026-06-30");
        requireEqual("770.00", text(flow, "net_profit"));
        requireEqual("80.00", amountOf(rows(flow, "adjustments"), depreciation));
        requireEqual("-400.00", amountOf(rows(flow, "working_capital"), usual("receivable")));
        requireEqual("-250.00", amountOf(rows(flow, "working_capital"), usual("stock")));
        requireEqual("250.00", amountOf(rows(flow, "working_capital"), usual("payable")));
        requireEqual("450.00", text(flow, "total_operating"));
        requireEqual("0.00", text(flow, "total_investing"));
        requireEqual("450.00", text(flow, "change_in_cash"));
        requireEqual("600.00", amountOf(rows(flow, "cash"), usual("bank")));
        requireEqual("-150.00", amountOf(rows(flow, "cash"), usual("cash")));
        const Json later = statement("date_from=2026-02-05&date_to=2026-06-30");
        requireEqual("0.00", text(later, "opening_cash"));
        requireEqual("450.00", text(later, "closing_cash"));
        const Json last = statement("date_from=2026-04-01&date_to=2026-04-01");
        requireEqual("600.00", text(last, "opening_cash"));
        requireEqual("-150.00", text(last, "net_cash_flow"));
    }

    void investingAndFinancingStandByThemselves() {
        const auto machine = accountOf("1500");
        const auto loan = accountOf("2600");
        const auto deposit = addAccount("1710", "asset", {{"subtype", "investment"}});
        post("2026-01-02", {{usual("bank"), "5000.00", ""}, {usual("capital"), "", "5000.00"}});
        post("2026-01-03", {{usual("bank"), "2000.00", ""}, {loan, "", "2000.00"}});
        post("2026-01-04", {{machine, "3000.00", ""}, {usual("bank"), "", "3000.00"}});
        post("2026-01-05", {{deposit, "400.00", ""}, {usual("bank"), "", "400.00"}});
        post("2026-01-06", {{usual("retained_earnings"), "100.00", ""}, {usual("bank"), "", "100.00"}});
        const Json flow = statement("date=2026-01-31");
        requireEqual("-3000.00", amountOf(rows(flow, "investing"), machine));
        requireEqual("-400.00", amountOf(rows(flow, "investing"), deposit));
        requireEqual("-3400.00", text(flow, "total_investing"));
        requireEqual("5000.00", amountOf(rows(flow, "financing"), usual("capital")));
        requireEqual("2000.00", amountOf(rows(flow, "financing"), loan));
        requireEqual("-100.00", amountOf(rows(flow, "financing"), usual("retained_earnings")));
        requireEqual("6900.00", text(flow, "total_financing"));
        requireEqual("0.00", text(flow, "total_operating"));
        requireEqual("3500.00", text(flow, "net_cash_flow"));
    }

    void transfersBetweenCashAccountsAreNoFlow() {
        post("2026-01-02", {{usual("bank"), "90.00", ""}, {usual("capital"), "", "90.00"}});
        post("2026-02-02", {{usual("cash"), "30.00", ""}, {usual("bank"), "", "30.00"}});
        post("2026-02-03", {{usual("card"), "20.00", ""}, {usual("cash"), "", "20.00"}});
        const Json flow = statement("date_from=2026-02-01&date_to=2026-02-28");
        requireEqual("0.00", text(flow, "net_cash_flow"));
        CPPUNIT_ASSERT(rows(flow, "working_capital").empty());
        requireEqual("-30.00", amountOf(rows(flow, "cash"), usual("bank")));
        requireEqual("10.00", amountOf(rows(flow, "cash"), usual("cash")));
        requireEqual("20.00", amountOf(rows(flow, "cash"), usual("card")));
        requireEqual("90.00", text(flow, "closing_cash"));
    }

    void ratesMoveCashApartFromItsFlows() {
        const auto euros = addAccount("1125", "asset", {{"subtype", "bank"}, {"currency", "EUR"}});
        done("POST", "/accounting/rates/", {{"currency", "EUR"}, {"date", "2026-01-01"}, {"rate", "0.5"}});
        done("POST", "/accounting/rates/", {{"currency", "EUR"}, {"date", "2026-01-31"}, {"rate", "0.4"}});
        const JsonObject inEuros{{"currency", "EUR"}, {"amount_currency", "100.00"}};
        post("2026-01-02", {{euros, "200.00", "", 0, inEuros}, {usual("income"), "", "200.00"}});
        done("POST", "/accounting/revaluations/", {{"date", "2026-01-31"}});
        const Json january = statement("date_from=2026-01-01&date_to=2026-01-31");
        requireEqual("250.00", text(january, "net_profit"));
        requireEqual("-50.00", text(january, "exchange_adjustment"));
        requireEqual("200.00", text(january, "net_cash_flow"));
        requireEqual("50.00", text(january, "exchange_effect"));
        requireEqual("250.00", text(january, "change_in_cash"));
        const Json both = statement("date_from=2026-01-01&date_to=2026-02-28");
        requireEqual("0.00", text(both, "exchange_effect"));
        requireEqual("200.00", text(both, "net_cash_flow"));
    }

    void aYearsCloseIsNoFlow() {
        const std::int64_t year = addYear("2025", "2025-01-01", "2025-12-31");
        post("2025-05-01", {{usual("cash"), "70.00", ""}, {usual("income"), "", "70.00"}});
        const std::string span = "date_from=2025-01-01&date_to=2026-06-30";
        const Json open = statement(span);
        done("POST", "/accounting/fiscal-years/" + std::to_string(year) + "/close/", {{"close_periods", true}});
        CPPUNIT_ASSERT_EQUAL(boost::json::serialize(open), boost::json::serialize(statement(span)));
        requireEqual("70.00", text(open, "net_profit"));
    }

    void columnsSumToTheWhole() {
        for (const char* month : {"01", "02", "05"}) {
            const std::string day = std::string("2026-") + month + "-1" + month[1];
            post(day, {{usual("bank"), "10.00", ""}, {usual("capital"), "", "10.00"}});
            post(day, {{usual("stock"), "4.00", ""}, {usual("cash"), "", "4.00"}});
        }
        const Json flow = statement("date_from=2026-01-01&date_to=2026-06-30&columns=quarter");
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, flow.at("columns").as_array().size());
        CPPUNIT_ASSERT_EQUAL(Json({"12.00", "6.00"}), flow.at("net_cash_flow_by_column"));
        CPPUNIT_ASSERT_EQUAL(Json({"0.00", "12.00"}), flow.at("opening_cash_by_column"));
        CPPUNIT_ASSERT_EQUAL(Json({"12.00", "18.00"}), flow.at("closing_cash_by_column"));
        CPPUNIT_ASSERT_EQUAL(Json({"0.00", "0.00"}), flow.at("difference_by_column"));
        CPPUNIT_ASSERT_EQUAL(Json({"-8.00", "-4.00"}), rows(flow, "working_capital").at(0).at("amounts"));
        requireEqual("18.00", text(flow, "net_cash_flow"));
        requireEqual("0.00", text(flow, "opening_cash"));
        requireEqual("18.00", text(flow, "closing_cash"));
    }

    void aRowIsExplainedByItsLines() {
        post("2026-01-02", {{usual("stock"), "9.00", ""}, {usual("cash"), "", "9.00"}});
        post("2026-03-02", {{usual("cash"), "2.50", ""}, {usual("stock"), "", "2.50"}});
        const std::string span = "date_from=2026-01-01&date_to=2026-06-30";
        requireEqual("-6.50", amountOf(rows(statement(span), "working_capital"), usual("stock")));
        const Json lines = report("explain", span + "&account=" + std::to_string(usual("stock")));
        requireEqual("6.50", text(lines, "amount"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, lines.at("count").as_int64());
    }

    void whatWasKnownStaysKnown() {
        const auto account = addAccount("1710", "asset", {{"subtype", "investment"}});
        post("2026-01-02", {{account, "9.00", ""}, {usual("cash"), "", "9.00"}});
        const std::string asOf = kernel().database().transaction([] { return tenon::Clock::now().text(); });
        const auto known = [&] {
            return call(admin, "GET", "/accounting/reports/cash-flow/?date=2026-06-30&as_of=" + asOf).text;
        };
        const std::string before = known();
        CPPUNIT_ASSERT_MESSAGE(before, before.find("\"total_investing\":\"-9.00\"") != std::string::npos);
        post("2026-01-03", {{usual("cash"), "5.00", ""}, {usual("income"), "", "5.00"}});
        done("PATCH", "/accounting/accounts/" + std::to_string(account) + "/", {{"subtype", "loan"}});
        CPPUNIT_ASSERT_EQUAL(before, known());
        requireEqual("-9.00", text(statement("date=2026-06-30"), "total_financing"));
    }

    void draftsCountWhereTheyAreAskedFor() {
        JsonObject draft = entry("2026-01-02", {{usual("cash"), "5.00", ""}, {usual("capital"), "", "5.00"}});
        draft["state"] = "draft";
        done("POST", "/accounting/journal-entries/", draft);
        requireEqual("0.00", text(statement("date=2026-06-30"), "net_cash_flow"));
        requireEqual("5.00", text(statement("date=2026-06-30&include_drafts=true"), "net_cash_flow"));
    }

    void anUnusedAccountIsShownOnDemand() {
        const auto machine = accountOf("1500");
        requireEqual("", amountOf(rows(statement(""), "investing"), machine));
        requireEqual("0.00", amountOf(rows(statement("show_zero=true"), "investing"), machine));
    }

    void theFormIsChecked() {
        expect({
            {admin, "GET", "/accounting/reports/cash-flow/?columns=week", "", 400, "columns"},
            {admin,
             "GET",
             "/accounting/reports/cash-flow/?date_from=2026-02-01&date_to=2026-01-01",
             "",
             400,
             "date_to"},
            {admin, "GET", "/accounting/reports/cash-flow/?as_of=2999-01-01T00:00:00Z", "", 400, "as_of"},
            {admin, "GET", "/accounting/reports/cash-flow/?company_id=999", "", 400, "company_id"},
        });
    }

private:
    /// The statement, which balances whatever it says.
    Json statement(const std::string& query) {
        const Json flow = report("cash-flow", query);
        requireEqual("0.00", text(flow, "difference"));
        const auto amount = [&](std::string_view member) {
            return tenon::Decimal::parse(text(flow, member), 2).value();
        };
        CPPUNIT_ASSERT(amount("closing_cash") - amount("opening_cash") == amount("change_in_cash"));
        CPPUNIT_ASSERT(amount("net_cash_flow") + amount("exchange_effect") == amount("change_in_cash"));
        CPPUNIT_ASSERT(
            amount("total_operating") + amount("total_investing") + amount("total_financing") == amount("net_cash_flow")
        );
        return flow;
    }

    static const JsonArray& rows(const Json& flow, std::string_view part) { return flow.at(part).as_array(); }

    std::int64_t accountOf(const std::string& code) {
        return done("GET", "/accounting/accounts/?code=" + code).at(0).at("id").as_int64();
    }
};

static const OnBothDatabases<CashFlowTest> registered;

} // namespace accounting::test
