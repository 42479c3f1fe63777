/// Cases of bookkeeping whose figures come from the published test suites of other systems, by their ids.

#include "support.h"

namespace accounting::test {

template <On on>
class LedgerCasesTest : public BooksFixture {
    CPPUNIT_TEST_SUITE(LedgerCasesTest);
    CPPUNIT_TEST(acc_001);
    CPPUNIT_TEST(acc_003);
    CPPUNIT_TEST(acc_005);
    CPPUNIT_TEST(acc_006);
    CPPUNIT_TEST(acc_009);
    CPPUNIT_TEST(acc_010);
    CPPUNIT_TEST(acc_012);
    CPPUNIT_TEST(acc_013);
    CPPUNIT_TEST_SUITE_END();

public:
    LedgerCasesTest() : BooksFixture(on) {}

    void acc_001() {
        const auto revenue = usual("income");
        const auto receivable = usual("receivable");
        const auto cash = usual("cash");
        const auto party = addParty("P");
        post("2026-01-01", {{revenue, "", "10.00"}, {receivable, "10.00", "", party}});
        post("2026-01-01", {{cash, "10.00", ""}, {receivable, "", "10.00", party}});

        const Json year = report("trial-balance", "date_from=2026-01-01&date_to=2026-12-31");
        requireRow(year, revenue, "0.00", "0.00", "10.00", "-10.00");
        requireRow(year, receivable, "0.00", "10.00", "10.00", "0.00");
        requireRow(year, cash, "0.00", "10.00", "0.00", "10.00");
        requireEqual("20.00", text(year.at("totals"), "debit"));
        requireEqual("20.00", text(year.at("totals"), "credit"));

        const Json later = report("trial-balance", "date_from=2026-02-01&date_to=2026-12-31");
        requireRow(later, revenue, "-10.00", "0.00", "0.00", "-10.00");
        requireEqual("0.00", text(later.at("totals"), "closing"));
    }

    void acc_003() {
        const auto bank = addAccount("90001", "asset");
        const auto capital = addAccount("90002", "equity");
        const auto sales = addAccount("90003", "income");
        const auto vat = addAccount("90004", "liability");
        const auto advance = addAccount("90005", "liability");
        post("2026-03-01", {{bank, "1000", ""}, {capital, "", "1000"}});
        post("2026-03-02", {{bank, "110", ""}, {sales, "", "100"}, {vat, "", "10"}});
        post("2026-03-03", {{advance, "10", ""}, {bank, "", "10"}});

        const Json sheet = report("balance-sheet", "date=2026-12-31");
        requireEqual("1100.00", amountOf(sheet.at("assets").as_array(), bank));
        requireEqual("1100.00", text(sheet, "total_assets"));
        requireEqual("10.00", amountOf(sheet.at("liabilities").as_array(), vat));
        requireEqual("-10.00", amountOf(sheet.at("liabilities").as_array(), advance));
        requireEqual("0.00", text(sheet, "total_liabilities"));
        requireEqual("1000.00", text(sheet, "equity_accounts"));
        requireEqual("100.00", text(sheet, "current_year_profit"));
        requireEqual("0.00", text(sheet, "difference"));
        for (const char* part : {"assets", "liabilities", "equity"}) {
            requireEqual("", amountOf(sheet.at(part).as_array(), sales));
        }
        const Json profit = report("profit-loss", "date_from=2026-01-01&date_to=2026-12-31");
        requireEqual("100.00", text(profit, "total_income"));
        requireEqual("0.00", text(profit, "total_expense"));
        requireEqual("100.00", text(profit, "net_profit"));
    }

    void acc_005() {
        const auto revenue = usual("income");
        const auto receivable = usual("receivable");
        const auto customer = addParty("Customer");
        const auto party = addParty("Party");
        const Json original = post(
            "2026-06-01",
            {{revenue, "", "42.00"}, {receivable, "32.00", "", customer}, {receivable, "10.00", "", party}}
        );
        requireEqual("-42.00", balance(revenue));
        requireEqual("42.00", balance(receivable));

        const std::string path = "/accounting/journal-entries/" + std::to_string(original.at("id").as_int64());
        const Json reversal = done("POST", path + "/reverse/", {{"description", "Cancel"}});
        requireEqual("0.00", balance(revenue));
        requireEqual("0.00", balance(receivable));
        CPPUNIT_ASSERT_EQUAL(original.at("id").as_int64(), reversal.at("reversal_of_id").as_int64());

        const Json after = done("GET", path + "/");
        CPPUNIT_ASSERT_EQUAL(reversal.at("id").as_int64(), after.at("reversed_by_id").as_int64());
        int reconciled = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            const Json& before = original.at("lines").at(i);
            const Json& now = after.at("lines").at(i);
            requireEqual(text(before, "debit"), text(now, "debit"));
            requireEqual(text(before, "credit"), text(now, "credit"));
            reconciled += now.at("reconciliation_id").is_null() ? 0 : 1;
        }
        CPPUNIT_ASSERT_EQUAL(2, reconciled);
        requireEqual(text(original, "number"), text(after, "number"));
        requireEqual("ALREADY_REVERSED", refusal("POST", path + "/reverse/", JsonObject()));
    }

    void acc_006() {
        addYear("2025", "2025-01-01", "2025-12-31");
        const std::int64_t year = yearNamed("2025");
        const auto revenue = usual("income");
        const auto expense = usual("expense");
        const auto receivable = usual("receivable");
        const auto payable = usual("payable");
        const auto retained = usual("retained_earnings");
        const auto foreign = addAccount("90010", "asset", {{"currency", "EUR"}});
        const auto party = addParty("P");
        post("2025-03-01", {{revenue, "", "100"}, {receivable, "100", "", party}});
        post(
            "2025-03-02",
            {{receivable, "", "80", party}, {foreign, "80", "", 0, {{"currency", "EUR"}, {"amount_currency", "50"}}}}
        );
        post("2025-03-03", {{expense, "30", ""}, {payable, "", "30", party}});
        done(
            "POST",
            "/accounting/fiscal-years/" + std::to_string(year) + "/close/",
            {{"result_account", retained}, {"close_periods", true}}
        );

        const Json closed = report("trial-balance", "date_from=2025-01-01&date_to=2025-12-31&include_closing=true");
        requireRow(closed, revenue, "0.00", "100.00", "100.00", "0.00");
        requireRow(closed, receivable, "0.00", "100.00", "80.00", "20.00");

        const Json next = report("trial-balance", "date_from=2026-01-01&date_to=2026-12-31");
        requireEqual("0.00", cell(next, revenue, "opening"));
        requireEqual("0.00", cell(next, expense, "opening"));
        requireEqual("20.00", cell(next, receivable, "opening"));
        requireEqual("80.00", cell(next, foreign, "opening"));
        requireEqual("-30.00", cell(next, payable, "opening"));
        requireEqual("-70.00", cell(next, retained, "opening"));
        requireEqual("0.00", text(next.at("totals"), "closing"));
        const Json held = done("GET", "/accounting/accounts/" + std::to_string(foreign) + "/balance/");
        requireEqual("50.00", text(held.at("currencies"), "EUR"));

        const Json sheet = report("balance-sheet", "date=2026-12-31");
        requireEqual("0.00", text(sheet, "unclosed_profit"));
        requireEqual("0.00", text(sheet, "difference"));
        requireEqual("PERIOD_CLOSED", refusalOfPost("2025-05-05", {{expense, "1", ""}, {revenue, "", "1"}}));
    }

    void acc_009() {
        for (int year = 2025; year >= 2020; --year) {
            const std::string name = std::to_string(year);
            addYear(name, name + "-01-01", name + "-12-31");
        }
        const auto cogs = usual("cost_of_goods_sold");
        post("2020-06-15", {{cogs, "250", ""}, {usual("cash"), "", "250"}});
        const std::string window = "date_from=2021-01-01&date_to=2021-12-31";
        const Json usualReport = report("trial-balance", window);
        requireEqual("0.00", cell(usualReport, cogs, "opening_debit"));
        requireEqual("0.00", text(usualReport.at("totals"), "closing"));
        const Json unclosed = report("trial-balance", window + "&show_unclosed_previous_years=true");
        requireEqual("250.00", cell(unclosed, cogs, "opening_debit"));
        requireEqual("0.00", text(unclosed.at("totals"), "closing"));
    }

    void acc_010() {
        const auto cash = usual("cash");
        const auto revenue = usual("income");
        closePeriod("2026-02");
        const Json posted = post("2026-01-10", {{cash, "10.00", ""}, {revenue, "", "10.00"}});
        const std::string path = "/accounting/journal-entries/" + std::to_string(posted.at("id").as_int64()) + "/";

        requireEqual("ENTRY_EMPTY", refusalOfPost("2026-01-10", {}));
        requireEqual("ENTRY_UNBALANCED", refusalOfPost("2026-01-10", {{cash, "10.00", ""}, {revenue, "", "9.99"}}));
        requireEqual("ENTRY_POSTED", refusal("PATCH", path, {{"date", "2026-01-11"}}));
        requireEqual("ENTRY_POSTED", refusal("PATCH", path, {{"state", "draft"}}));
        requireEqual("ENTRY_POSTED", refusal("DELETE", path));
        requireEqual("PERIOD_CLOSED", refusalOfPost("2026-02-10", {{cash, "10.00", ""}, {revenue, "", "10.00"}}));
        requireEqual(
            "LINE_DEBIT_AND_CREDIT", refusalOfPost("2026-01-10", {{cash, "10.00", "10.00"}, {revenue, "", "10.00"}})
        );
        requireEqual(
            "LINE_PARTY_REQUIRED",
            refusalOfPost("2026-01-10", {{usual("receivable"), "10.00", ""}, {revenue, "", "10.00"}})
        );
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, entryCount());
        requireEqual("10.00", balance(cash));
    }

    void acc_012() {
        const auto revenue = usual("income");
        const auto expense = usual("expense");
        requireEqual(
            "AMOUNT_PRECISION", refusalOfPost("2026-01-10", {{expense, "33.333", ""}, {revenue, "", "33.333"}})
        );
        const tenon::Decimal third = tenon::quotient({100, 0}, {3, 0}, 2);
        const Json posted = post("2026-01-10", {{expense, third.text(), ""}, {revenue, "", third.text()}});
        requireEqual("33.33", text(posted.at("lines").at(0), "debit"));
        requireEqual("0.00", text(posted.at("lines").at(0), "credit"));
        requireEqual("0.00", text(posted.at("lines").at(1), "debit"));
        requireEqual("33.33", text(posted.at("lines").at(1), "credit"));
    }

    void acc_013() {
        const auto receivable = usual("receivable");
        const auto expense = usual("expense");
        const auto customer = addParty("C");
        const Json sale = post("2026-06-01", {{usual("income"), "", "68"}, {receivable, "68", "", customer}});
        const Json receipt = post("2026-06-02", {{usual("cash"), "65", ""}, {receivable, "", "65", customer}});
        const JsonArray lines{sale.at("lines").at(1).at("id"), receipt.at("lines").at(1).at("id")};
        requireEqual("RECONCILE_UNBALANCED", refusal("POST", "/accounting/reconciliations/", {{"lines", lines}}));

        const Json reconciled =
            done("POST", "/accounting/reconciliations/", {{"lines", lines}, {"write_off", {{"account", expense}}}});
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, reconciled.at("lines").as_array().size());
        requireEqual("3.00", balance(expense));
        requireEqual("0.00", balance(receivable));
        requireEqual("LINE_ALREADY_RECONCILED", refusal("POST", "/accounting/reconciliations/", {{"lines", lines}}));
    }

private:
    void requireRow(
        const Json& trial,
        std::int64_t account,
        std::string_view opening,
        std::string_view debit,
        std::string_view credit,
        std::string_view closing
    ) {
        requireEqual(opening, cell(trial, account, "opening"));
        requireEqual(debit, cell(trial, account, "debit"));
        requireEqual(credit, cell(trial, account, "credit"));
        requireEqual(closing, cell(trial, account, "closing"));
    }

    std::int64_t yearNamed(const std::string& name) {
        const Json years = done("GET", "/accounting/fiscal-years/?search=" + name);
        return years.at(0).at("id").as_int64();
    }

    void closePeriod(std::string_view name) {
        const Json year = done("GET", "/accounting/fiscal-years/" + std::to_string(yearNamed("2026")) + "/");
        for (const Json& period : year.at("periods").as_array()) {
            if (text(period, "name") == name) {
                const auto id = std::to_string(period.at("id").as_int64());
                done("POST", "/accounting/periods/" + id + "/close/", JsonObject());
            }
        }
    }
};

static const OnBothDatabases<LedgerCasesTest> registered;

} // namespace accounting::test
