/// Who may call what, and what calls answer.

#include "support.h"

namespace accounting::test {

class ApiTest : public BooksFixture {
    CPPUNIT_TEST_SUITE(ApiTest);
    CPPUNIT_TEST(whoLacksThePermissionIsTurnedAway);
    CPPUNIT_TEST(theChartIsThereBeforeAnybodyAsks);
    CPPUNIT_TEST(accountsAreChecked);
    CPPUNIT_TEST(usedAccountsKeepTheirMeaning);
    CPPUNIT_TEST(draftsChangeAndPostedEntriesDoNot);
    CPPUNIT_TEST(lockDatesKeepPostingsOut);
    CPPUNIT_TEST(fiscalYearsNeitherOverlapNorLeaveHoles);
    CPPUNIT_TEST(aClosedYearIsReopenedByReversingItsClosing);
    CPPUNIT_TEST(aSourceIsPostedOnce);
    CPPUNIT_TEST(chartsOfOtherCountriesAreComplete);
    CPPUNIT_TEST(aBatchStoresAllRowsOrNone);
    CPPUNIT_TEST(aBatchOfBestEffortStoresWhatIsRight);
    CPPUNIT_TEST(withoutWhatPrintsReportsAreJson);
    CPPUNIT_TEST(whatWasKnownAtAnInstantStaysKnown);
    CPPUNIT_TEST_SUITE_END();

public:
    ApiTest() : BooksFixture(On::Sqlite) {}

    void whoLacksThePermissionIsTurnedAway() {
        for (const char* path :
             {"accounts",
              "journals",
              "taxes",
              "payment-terms",
              "rates",
              "journal-entries",
              "invoices",
              "payments",
              "bank-statements",
              "fiscal-years",
              "reconciliations",
              "open-lines",
              "books",
              "charts",
              "reports/trial-balance",
              "reports/profit-loss",
              "reports/balance-sheet",
              "reports/cash-flow",
              "reports/tax",
              "reports/aged-receivables"}) {
            const std::string full = "/accounting/" + std::string(path) + "/";
            CPPUNIT_ASSERT_EQUAL_MESSAGE(full, 401, call(nobody, "GET", full).status);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(full, 403, call(stranger, "GET", full).status);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(full, 200, call(admin, "GET", full).status);
        }
        for (const char* path :
             {"accounts",
              "journal-entries",
              "invoices",
              "payments",
              "bank-statements",
              "fiscal-years",
              "reconciliations",
              "invoices/1/post",
              "journal-entries/1/reverse",
              "fiscal-years/1/close",
              "payments/1/succeed",
              "charts/apply",
              "books/rebuild"}) {
            const std::string full = "/accounting/" + std::string(path) + "/";
            CPPUNIT_ASSERT_EQUAL_MESSAGE(full, 401, call(nobody, "POST", full, JsonObject()).status);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(full, 403, call(stranger, "POST", full, JsonObject()).status);
        }
        expect({
            {admin, "GET", "/accounting/journal-entries/999/", "", 404},
            {admin, "GET", "/accounting/invoices/999/", "", 404},
            {admin, "POST", "/accounting/invoices/999/post/", "{}", 404},
            {admin, "POST", "/accounting/payments/999/approve/", "{}", 404},
            {admin, "DELETE", "/accounting/reconciliations/999/", "", 404},
        });
    }

    void theChartIsThereBeforeAnybodyAsks() {
        const Json accounts = done("GET", "/accounting/accounts/?page_size=200");
        CPPUNIT_ASSERT(accounts.as_array().size() > 50);
        const Json years = done("GET", "/accounting/fiscal-years/");
        requireEqual("2026", text(years.at(0), "name"));
        requireEqual("2026-01-01", text(years.at(0), "start_date"));
    }

    void accountsAreChecked() {
        addAccount("1X", "asset");
        expect({
            {admin,
             "POST",
             "/accounting/accounts/",
             R"({"code": "1X", "name": "A", "type": "asset"})",
             409,
             "DUPLICATE"},
            {admin, "POST", "/accounting/accounts/", R"({"code": "2X", "name": "A"})", 400, "type"},
            {admin, "POST", "/accounting/accounts/", R"({"code": "2X", "name": "A", "type": "wealth"})", 400},
            {admin,
             "POST",
             "/accounting/accounts/",
             R"({"code": "4X", "name": "Sales", "account_type": "revenue"})",
             201,
             R"("account_type":"revenue")",
             "",
             "accounting.accounts.created"},
        });
        const auto asset = usual("cash");
        CPPUNIT_ASSERT_EQUAL(
            400,
            call(
                admin,
                "POST",
                "/accounting/accounts/",
                {{"code", "5X"}, {"name", "B"}, {"type", "expense"}, {"parent", asset}}
            ).status
        );
    }

    void usedAccountsKeepTheirMeaning() {
        const auto account = addAccount("1Y", "asset");
        const std::string path = "/accounting/accounts/" + std::to_string(account) + "/";
        done("PATCH", path, {{"type", "expense"}});
        done("PATCH", path, {{"type", "asset"}});
        post("2026-06-01", {{account, "1.00", ""}, {usual("income"), "", "1.00"}});
        requireEqual("LOCKED_BY_TRANSACTIONS", refusal("PATCH", path, {{"type", "expense"}}));
        requireEqual("IN_USE", refusal("DELETE", path));
        done("PATCH", path, {{"name", "Renamed"}, {"is_active", false}});
        requireEqual("VALIDATION", refusalOfPost("2026-06-01", {{account, "1.00", ""}, {usual("income"), "", "1.00"}}));
    }

    void draftsChangeAndPostedEntriesDoNot() {
        const auto cash = usual("cash");
        const auto income = usual("income");
        JsonObject draft = entry("2026-06-01", {{cash, "5.00", ""}, {income, "", "4.00"}});
        draft["state"] = "draft";
        const std::int64_t id = added("/accounting/journal-entries/", draft);
        const std::string path = "/accounting/journal-entries/" + std::to_string(id) + "/";
        CPPUNIT_ASSERT(done("GET", path).at("number").is_null());
        requireEqual("0.00", balance(cash));
        requireEqual("ENTRY_UNBALANCED", refusal("POST", path + "post/", JsonObject()));
        done("PATCH", path, {{"lines", entry("2026-06-01", {{cash, "5.00", ""}, {income, "", "5.00"}}).at("lines")}});
        const Json posted = done("POST", path + "post/", JsonObject());
        requireEqual("GEN/2026/00001", text(posted, "number"));
        requireEqual("5.00", balance(cash));
        requireEqual("Note", text(done("PATCH", path, {{"description", "Note"}}), "description"));
        requireEqual("ENTRY_POSTED", refusal("PATCH", path, {{"description", "x"}, {"lines", draft.at("lines")}}));
        requireEqual("ENTRY_POSTED", refusal("POST", path + "post/", JsonObject()));
    }

    void lockDatesKeepPostingsOut() {
        const std::vector<Posted> lines{{usual("cash"), "1.00", ""}, {usual("income"), "", "1.00"}};
        done("PATCH", "/accounting/books/", {{"hard_lock_date", "2026-03-31"}});
        requireEqual("PERIOD_LOCKED", refusalOfPost("2026-03-31", lines));
        requireEqual("PERIOD_LOCKED", refusal("PATCH", "/accounting/books/", {{"hard_lock_date", "2026-02-28"}}));
        post("2026-04-01", lines);
        requireEqual("PERIOD_CLOSED", refusalOfPost("2031-04-01", lines));
        requireEqual("NUMBER_DATE_ORDER", (post("2026-05-01", lines), refusalOfPost("2026-04-30", lines)));
    }

    void fiscalYearsNeitherOverlapNorLeaveHoles() {
        const auto refused = [&](std::string_view start, std::string_view end) {
            return refusal(
                "POST", "/accounting/fiscal-years/", {{"name", "Y"}, {"start_date", start}, {"end_date", end}}
            );
        };
        requireEqual("VALIDATION", refused("2026-07-01", "2027-06-30"));
        requireEqual("VALIDATION", refused("2027-02-01", "2028-01-31"));
        requireEqual("VALIDATION", refused("2027-01-01", "2029-01-01"));
        addYear("2027", "2027-01-01", "2028-12-31", {{"period_months", 3}, {"adjustment_period", true}});
        const Json years = done("GET", "/accounting/fiscal-years/");
        const Json year =
            done("GET", "/accounting/fiscal-years/" + std::to_string(years.at(0).at("id").as_int64()) + "/");
        CPPUNIT_ASSERT_EQUAL(std::size_t{9}, year.at("periods").as_array().size());
    }

    void aClosedYearIsReopenedByReversingItsClosing() {
        addYear("2025", "2025-01-01", "2025-12-31");
        const Json years = done("GET", "/accounting/fiscal-years/?search=2025");
        const std::string path = "/accounting/fiscal-years/" + std::to_string(years.at(0).at("id").as_int64()) + "/";
        post("2025-05-01", {{usual("cash"), "9.00", ""}, {usual("income"), "", "9.00"}});
        requireEqual("YEAR_NOT_READY", refusal("POST", path + "close/", JsonObject()));
        requireEqual("closed", text(done("POST", path + "close/", {{"close_periods", true}}), "state"));
        requireEqual("-9.00", balance(usual("retained_earnings")));
        requireEqual("0.00", text(report("balance-sheet", "date=2026-06-30"), "unclosed_profit"));
        requireEqual("9.00", text(report("profit-loss", "date_from=2025-01-01&date_to=2025-12-31"), "net_profit"));
        requireEqual("INVALID_STATE", refusal("POST", path + "close/", JsonObject()));
        requireEqual("open", text(done("POST", path + "reopen/", JsonObject()), "state"));
        requireEqual("0.00", balance(usual("retained_earnings")));
        requireEqual("9.00", text(report("balance-sheet", "date=2026-06-30"), "unclosed_profit"));
        requireEqual("0.00", text(report("balance-sheet", "date=2025-12-31"), "difference"));
    }

    void aSourceIsPostedOnce() {
        NewEntry entry{.company = company(), .journal = "GEN", .date = tenon::Date::parse("2026-06-01").value()};
        entry.sourceModel = "sales_order";
        entry.sourceId = "17";
        entry.lines = {entryLine(usual("cash"), {100, 2}), entryLine(usual("income"), {-100, 2})};

        class Somebody : public tenon::Caller {
        public:
            [[nodiscard]] std::int64_t id() const override { return 7; }

            [[nodiscard]] std::string_view name() const override { return "somebody"; }

            [[nodiscard]] bool isSuperuser() const override { return false; }

            [[nodiscard]] bool has(std::string_view) const override { return false; }

            [[nodiscard]] std::string_view address() const override { return "127.0.0.1"; }

            [[nodiscard]] std::string_view requestId() const override { return "test"; }
        } const somebody;

        const PostedEntry first = ledger().post(somebody, entry);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, first.lines.size());
        CPPUNIT_ASSERT_THROW(ledger().post(somebody, entry), tenon::Conflict);
        requireEqual("1.00", balance(usual("cash")));
    }

    void chartsOfOtherCountriesAreComplete() {
        for (const char* name : {"general", "indonesia", "bangladesh"}) {
            const Json books = done("POST", "/accounting/charts/apply/", {{"template", name}});
            requireEqual(name, text(books, "chart"));
            for (const char* purpose :
                 {"receivable",
                  "payable",
                  "income",
                  "expense",
                  "output_tax",
                  "input_tax",
                  "cash",
                  "bank",
                  "card",
                  "customer_deposits",
                  "supplier_advances",
                  "exchange_gain",
                  "exchange_loss",
                  "write_off",
                  "rounding",
                  "retained_earnings",
                  "opening_balances",
                  "stock",
                  "stock_received",
                  "stock_shipped",
                  "price_variance",
                  "cost_of_goods_sold",
                  "stock_gain",
                  "stock_loss",
                  "cash_shortage",
                  "cash_surplus",
                  "deferred_income",
                  "salary_expense",
                  "salaries_payable",
                  "capital",
                  "commission",
                  "bank_charges"}) {
                CPPUNIT_ASSERT_MESSAGE(std::string(name) + " " + purpose, usual(purpose) > 0);
            }
        }
        post("2026-06-01", {{usual("cash"), "1.00", ""}, {usual("income"), "", "1.00"}});
        requireEqual("LOCKED_BY_TRANSACTIONS", refusal("POST", "/accounting/charts/apply/", {{"template", "general"}}));
    }

    void aBatchStoresAllRowsOrNone() {
        const Json answer = done("POST", "/accounting/journal-entries/batch/", batch("all_or_nothing"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, answer.at("stored").as_int64());
        requireEqual("NOT_STORED", text(answer.at("results").at(0), "code"));
        requireEqual("ENTRY_UNBALANCED", text(answer.at("results").at(1), "code"));
        requireEqual("PERIOD_CLOSED", text(answer.at("results").at(2), "code"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, entryCount());
        JsonObject good = batch("all_or_nothing");
        good["entries"] = JsonArray{good.at("entries").at(0), good.at("entries").at(0)};
        CPPUNIT_ASSERT_EQUAL(
            std::int64_t{2}, done("POST", "/accounting/journal-entries/batch/", good).at("stored").as_int64()
        );
        requireEqual("2.00", balance(usual("cash")));
    }

    void aBatchOfBestEffortStoresWhatIsRight() {
        const Json answer = done("POST", "/accounting/journal-entries/batch/", batch("best_effort"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, answer.at("stored").as_int64());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, answer.at("failed").as_int64());
        requireEqual("GEN/2026/00001", text(answer.at("results").at(0), "number"));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, entryCount());
    }

    void withoutWhatPrintsReportsAreJson() {
        for (const char* form : {"pdf", "xlsx", "csv", "html"}) {
            const std::string path = "/accounting/reports/trial-balance/?format=" + std::string(form);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 503, call(admin, "GET", path).status);
        }
        CPPUNIT_ASSERT_EQUAL(200, call(admin, "GET", "/accounting/reports/trial-balance/?format=json").status);
    }

    void whatWasKnownAtAnInstantStaysKnown() {
        const auto cash = usual("cash");
        const Json made = post("2026-06-01", {{cash, "1.00", ""}, {usual("income"), "", "1.00"}});
        const std::string query = "account=" + std::to_string(cash) + "&date_from=2026-06-01&date_to=2026-06-30&as_of=";
        const std::string asOf = tenon::Clock::now().text();
        const std::string before = call(admin, "GET", "/accounting/reports/general-ledger/?" + query + asOf).text;
        done(
            "PATCH",
            "/accounting/journal-entries/" + std::to_string(made.at("id").as_int64()) + "/",
            {{"description", "Petty cash"}}
        );
        done("PATCH", "/accounting/accounts/" + std::to_string(cash) + "/", {{"name", "Till"}});
        done("PATCH", "/companies/" + std::to_string(company()), {{"name", "Another name"}});
        CPPUNIT_ASSERT_EQUAL(before, call(admin, "GET", "/accounting/reports/general-ledger/?" + query + asOf).text);
        const std::string now = tenon::Clock::now().text();
        const Json later = report("general-ledger", query + now);
        requireEqual("Till", text(later, "name"));
        requireEqual("Petty cash", text(later.at("lines").at(0), "description"));
        CPPUNIT_ASSERT_EQUAL(
            400, call(admin, "GET", "/accounting/reports/general-ledger/?" + query + "2026-06-16T00:00:00Z").status
        );
    }

private:
    JsonObject batch(std::string_view mode) {
        const auto cash = usual("cash");
        const auto income = usual("income");
        return {
            {"mode", mode},
            {"entries",
             {entry("2026-06-01", {{cash, "1.00", ""}, {income, "", "1.00"}}),
              entry("2026-06-01", {{cash, "1.00", ""}, {income, "", "2.00"}}),
              entry("2031-06-01", {{cash, "1.00", ""}, {income, "", "1.00"}})}},
        };
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ApiTest);

} // namespace accounting::test
