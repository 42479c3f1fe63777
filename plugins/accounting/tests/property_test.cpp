/// What must hold of the books after whatever is done to them. The sequence is the same in each run; TENON_TEST_ROUNDS
/// makes it longer, TENON_TEST_SEED another one.

#include "support.h"

#include <tenon/test/sequence.h>

#include <mutex>
#include <random>
#include <set>
#include <thread>

namespace accounting::test {

namespace {

constexpr std::uint32_t usualRounds = 120;
constexpr std::uint32_t usualSeed = 20261125;

int rounds() { return static_cast<int>(tenon::test::rounds(usualRounds)); }

} // namespace

template <On on>
class PropertyTest : public BooksFixture {
    CPPUNIT_TEST_SUITE(PropertyTest);
    CPPUNIT_TEST(theBooksAddUpAfterWhateverIsDone);
    CPPUNIT_TEST(numbersHaveNoGapsAmongSixteenPosters);
    CPPUNIT_TEST(theSameKeyManyTimesIsOneEntry);
    CPPUNIT_TEST(twoCompaniesNeverSeeEachOther);
    CPPUNIT_TEST_SUITE_END();

public:
    PropertyTest() : BooksFixture(on) {}

    void theBooksAddUpAfterWhateverIsDone() {
        done("PATCH", "/companies/" + std::to_string(company()), {{"numbering_strict", false}});
        addYear("2025", "2025-01-01", "2025-12-31");
        prepare();
        std::string remembered;
        std::string asOf;
        for (int round = 0; round < rounds(); ++round) {
            act();
            if (round == rounds() / 2) {
                asOf = now();
                remembered = reportsAsOf(asOf);
            }
        }
        requireSound();
        CPPUNIT_ASSERT_EQUAL(remembered, reportsAsOf(asOf));
    }

    void numbersHaveNoGapsAmongSixteenPosters() {
        const auto cash = usual("cash");
        const auto income = usual("income");
        const Json good = entry("2026-06-01", {{cash, "1.00", ""}, {income, "", "1.00"}});
        const Json bad = entry("2026-06-01", {{cash, "1.00", ""}, {income, "", "2.00"}});
        std::vector<std::thread> posters;
        std::atomic<int> failed{0};
        for (int poster = 0; poster < 16; ++poster) {
            posters.emplace_back([&, poster] {
                for (int i = 0; i < 4; ++i) {
                    const bool isGood = (poster + i) % 4 != 0;
                    const Answer answer = call(admin, "POST", "/accounting/journal-entries/", isGood ? good : bad);
                    failed += answer.status == (isGood ? 201 : 400) ? 0 : 1;
                }
            });
        }
        for (std::thread& poster : posters) {
            poster.join();
        }
        CPPUNIT_ASSERT_EQUAL(0, failed.load());
        requireNumbersWithoutGaps();
        CPPUNIT_ASSERT_EQUAL(std::int64_t{48}, entryCount());
        requireEqual("48.00", balance(cash));
        requireSound();
    }

    void theSameKeyManyTimesIsOneEntry() {
        const Json body = entry("2026-06-01", {{usual("cash"), "1.00", ""}, {usual("income"), "", "1.00"}});
        std::vector<std::thread> clients;
        std::mutex mutex;
        std::multiset<std::string> answers;
        for (int client = 0; client < 50; ++client) {
            clients.emplace_back([&] {
                const Answer answer = kernel().call(
                    admin, "POST", "/accounting/journal-entries/", body, {{"idempotency-key", "one entry"}}
                );
                const std::lock_guard lock(mutex);
                answers.insert(std::to_string(answer.status) + " " + answer.text);
            });
        }
        for (std::thread& client : clients) {
            client.join();
        }
        CPPUNIT_ASSERT_MESSAGE(*answers.begin(), answers.begin()->starts_with("201 "));
        CPPUNIT_ASSERT_EQUAL_MESSAGE(*answers.rbegin(), std::size_t{50}, answers.count(*answers.begin()));
        CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, entryCount());
    }

    void twoCompaniesNeverSeeEachOther() {
        const std::int64_t other = addCompany("B");
        const User own = bookkeeperOf("own", company());
        const User foreign = bookkeeperOf("foreign", other);
        const Json made = post("2026-06-01", {{usual("cash"), "7.00", ""}, {usual("income"), "", "7.00"}});
        const std::string id = std::to_string(made.at("id").as_int64());
        const std::string account = std::to_string(usual("cash"));
        const std::string company1 = std::to_string(company());
        expect({
            {own, "GET", "/accounting/journal-entries/" + id + "/", "", 200, "7.00"},
            {foreign, "GET", "/accounting/journal-entries/" + id + "/", "", 404},
            {foreign, "GET", "/accounting/journal-entries/", "", 200, "", "7.00"},
            {foreign, "GET", "/accounting/journal-entries/?company_id=" + company1, "", 400},
            {foreign, "POST", "/accounting/journal-entries/" + id + "/reverse/", "{}", 404},
            {foreign, "PATCH", "/accounting/journal-entries/" + id + "/", R"({"description": "mine"})", 404},
            {foreign, "GET", "/accounting/accounts/" + account + "/", "", 404},
            {foreign, "GET", "/accounting/accounts/" + account + "/balance/", "", 404},
            {foreign, "GET", "/accounting/reports/trial-balance/", "", 200, "", "7.00"},
            {foreign, "GET", "/accounting/reports/general-ledger/?account=" + account, "", 400},
        });
        const Json lines =
            entry("2026-06-01", {{usual("cash"), "1.00", ""}, {usual("income"), "", "1.00"}}).at("lines");
        const Answer mixed = call(
            admin,
            "POST",
            "/accounting/journal-entries/",
            {{"company_id", other}, {"date", "2026-06-01"}, {"lines", lines}}
        );
        CPPUNIT_ASSERT_EQUAL_MESSAGE(mixed.text, 400, mixed.status);
        CPPUNIT_ASSERT(
            mixed.text.find("COMPANY_MISMATCH") != std::string::npos
            || mixed.text.find("another company") != std::string::npos
        );
    }

private:
    static User bookkeeperOf(const std::string& name, std::int64_t company) {
        return {
            name,
            {"accounting.entries.view",
             "accounting.entries.post",
             "accounting.entries.reverse",
             "accounting.reports.view",
             "accounting.accounts.view"},
            false,
            {{"places", JsonArray{JsonObject{{"kind", "company"}, {"id", company}}}}},
        };
    }

    void prepare() {
        _parties = {addParty("P1"), addParty("P2"), addParty("P3")};
        for (const char* purpose : {"cash", "bank", "income", "expense", "capital", "stock"}) {
            _accounts.push_back(usual(purpose));
        }
        done("POST", "/accounting/rates/", {{"currency", "EUR"}, {"date", "2025-01-01"}, {"rate", "0.9"}});
        done("POST", "/accounting/rates/", {{"currency", "EUR"}, {"date", "2026-02-01"}, {"rate", "0.87"}});
    }

    std::size_t below(std::size_t limit) { return _random() % limit; }

    std::string amount() { return tenon::Decimal(static_cast<std::int64_t>(1 + below(1'000'000)), 2).text(); }

    std::string anyDay() {
        const std::size_t month = 1 + below(18);
        const std::string number = std::to_string((month - 1) % 12 + 1);
        const std::string day = std::to_string(1 + below(28));
        return (month > 12 ? "2026-" : "2025-") + std::string(2 - number.size(), '0') + number + "-"
               + std::string(2 - day.size(), '0') + day;
    }

    std::int64_t anyAccount() { return _accounts[below(_accounts.size())]; }

    std::int64_t anyParty() { return _parties[below(_parties.size())]; }

    void act() {
        switch (below(9)) {
        case 0:
        case 1:
            return postSomething();
        case 2:
            return refuseSomething();
        case 3:
            return reverseSomething();
        case 4:
            return draftSomething();
        case 5:
        case 6:
            return invoiceSomething();
        case 7:
            return paySomething();
        default:
            return releaseSomething();
        }
    }

    void postSomething() {
        const std::string whole = amount();
        const Json made = post(anyDay(), {{anyAccount(), whole, ""}, {anyAccount(), "", whole}});
        _entries.push_back(made.at("id").as_int64());
    }

    void refuseSomething() {
        const std::int64_t before = entryCount();
        refusalOfPost(anyDay(), {{anyAccount(), "1.00", ""}, {anyAccount(), "", amount() + "1"}});
        CPPUNIT_ASSERT_EQUAL(before, entryCount());
    }

    void reverseSomething() {
        if (!_entries.empty()) {
            const std::size_t which = below(_entries.size());
            call(
                admin,
                "POST",
                "/accounting/journal-entries/" + std::to_string(_entries[which]) + "/reverse/",
                JsonObject()
            );
            _entries.erase(_entries.begin() + static_cast<std::ptrdiff_t>(which));
        }
    }

    void draftSomething() {
        JsonObject draft = entry(anyDay(), {{anyAccount(), "5.00", ""}, {anyAccount(), "", "5.00"}});
        draft["state"] = "draft";
        const std::string path =
            "/accounting/journal-entries/" + std::to_string(added("/accounting/journal-entries/", draft)) + "/";
        if (below(2) == 0) {
            done("DELETE", path);
        } else {
            done("POST", path + "post/", JsonObject());
        }
    }

    void invoiceSomething() {
        const JsonObject line{
            {"quantity", std::to_string(1 + below(9))},
            {"unit_price", amount()},
            {"tax_rate", std::to_string(below(3) * 5)}};
        const Json made = done(
            "POST",
            "/accounting/invoices/",
            {{"customer", anyParty()},
             {"type", below(3) == 0 ? "in" : "out"},
             {"invoice_date", anyDay()},
             {"currency", below(3) == 0 ? "EUR" : "USD"},
             {"lines", JsonArray{line, line}},
             {"state", "posted"}}
        );
        _invoices.push_back(made.at("id").as_int64());
    }

    void paySomething() {
        if (_invoices.empty()) {
            return;
        }
        const std::string path = "/accounting/invoices/" + std::to_string(_invoices[below(_invoices.size())]) + "/";
        const auto due = tenon::Decimal::parse(text(done("GET", path), "amount_due"), 2).value();
        if (!tenon::isPositive(due)) {
            return;
        }
        const tenon::Decimal part = below(2) == 0 ? due : tenon::quotient(due, {3, 0}, 2);
        if (tenon::isPositive(part)) {
            const Json paid = done("POST", path + "pay/", {{"amount", part.text()}, {"date", "2026-06-15"}});
            _payments.push_back(paid.at("payment").at("id").as_int64());
        }
    }

    void releaseSomething() {
        if (_payments.empty()) {
            return;
        }
        const std::string path = "/accounting/payments/" + std::to_string(_payments.back()) + "/refund/";
        _payments.pop_back();
        done("POST", path, JsonObject());
    }

    std::string now() {
        return kernel().database().transaction([] { return tenon::Clock::now().text(); });
    }

    std::string reportsAsOf(const std::string& asOf) {
        std::string all;
        for (const char* name :
             {"trial-balance", "balance-sheet", "aged-receivables", "aged-payables", "profit-loss", "cash-flow"}) {
            const std::string path =
                "/accounting/reports/" + std::string(name) + "/?date_from=2025-03-05&date_to=2026-06-20&as_of=" + asOf;
            all += call(admin, "GET", path).text;
        }
        return all;
    }

    void requireSound() {
        const auto count = [&](std::string_view sql) {
            return kernel().database().value<std::int64_t>(sql).value_or(0);
        };
        CPPUNIT_ASSERT_EQUAL(
            std::int64_t{0},
            count("SELECT CAST(COALESCE(SUM(debit - credit), 0) AS BIGINT) FROM accounting_line WHERE posted_at IS NOT "
                  "NULL")
        );
        CPPUNIT_ASSERT_EQUAL(
            std::int64_t{0},
            count("SELECT COUNT(*) FROM (SELECT entry_id FROM accounting_line WHERE posted_at IS NOT NULL GROUP BY "
                  "entry_id "
                  "HAVING SUM(debit - credit) <> 0) AS uneven")
        );
        CPPUNIT_ASSERT_EQUAL(
            std::int64_t{0},
            count(
                "SELECT COUNT(*) FROM accounting_line l WHERE l.open_amount IS NOT NULL AND l.open_amount <> l.debit - "
                "l.credit - COALESCE((SELECT SUM(a.amount) FROM accounting_allocation a WHERE a.debit_line_id = l.id "
                "AND "
                "a.removed_at IS NULL), 0) + COALESCE((SELECT SUM(a.amount) FROM accounting_allocation a WHERE "
                "a.credit_line_id = l.id AND a.removed_at IS NULL), 0)"
            )
        );
        const Json verdict = done("GET", "/accounting/books/verify/");
        CPPUNIT_ASSERT_MESSAGE(boost::json::serialize(verdict), verdict.at("correct").as_bool());
        for (const char* date : {"2025-01-31", "2025-07-15", "2025-12-31", "2026-01-01", "2026-03-31", "2026-06-20"}) {
            const std::string day = date;
            requireEqual("0.00", text(report("balance-sheet", "date=" + day), "difference"));
            const Json trial = report("trial-balance", "date_from=" + day.substr(0, 8) + "01&date_to=" + day);
            requireEqual("0.00", text(trial.at("totals"), "closing"));
            requireEqual(text(trial.at("totals"), "debit"), text(trial.at("totals"), "credit"));
            requireCashFlow(day);
        }
        requireAgedIsControl("aged-receivables", "receivable", false);
        requireAgedIsControl("aged-payables", "payable", true);
        requireNumbersWithoutGaps();
    }

    /// The flows up to a day are what happened to the cash accounts, by whatever part of the year they are asked for.
    void requireCashFlow(const std::string& day) {
        const std::string from = day < "2025-03-11" ? "2025-01-01" : "2025-03-11";
        const Json flow = report("cash-flow", "columns=month&date_from=" + from + "&date_to=" + day);
        requireEqual("0.00", text(flow, "difference"));
        const Json trial = report("trial-balance", "date_from=" + from + "&date_to=" + day);
        const auto amount = [](const Json& object, std::string_view member) {
            return tenon::Decimal::parse(text(object, member), 2).value();
        };
        tenon::Decimal change(0, 2);
        for (const Json& row : trial.at("accounts").as_array()) {
            const auto id = row.at("account_id").as_int64();
            if (id == usual("cash") || id == usual("bank") || id == usual("card")) {
                change += amount(row, "closing") - amount(row, "opening");
            }
        }
        CPPUNIT_ASSERT(change == amount(flow, "change_in_cash"));
        CPPUNIT_ASSERT(
            amount(flow, "total_operating") + amount(flow, "total_investing") + amount(flow, "total_financing")
                + amount(flow, "exchange_effect")
            == change
        );
        if (const Json* columns = flow.as_object().if_contains("difference_by_column")) {
            for (const Json& column : columns->as_array()) {
                requireEqual("0.00", std::string(column.as_string()));
            }
        }
    }

    void requireAgedIsControl(std::string_view name, std::string_view purpose, bool isCredit) {
        const auto control = ledger().balance(company(), usual(purpose), tenon::Date::parse("2026-06-20").value());
        requireEqual(
            (isCredit ? -control : control).text(), text(report(name, "date=2026-06-20").at("totals"), "total")
        );
    }

    void requireNumbersWithoutGaps() {
        kernel().database().each(
            "SELECT substr(number, 1, length(number) - 5) AS series, COUNT(*), MIN(substr(number, length(number) - "
            "4)), "
            "MAX(substr(number, length(number) - 4)), COUNT(DISTINCT number) FROM accounting_entry WHERE number IS NOT "
            "NULL "
            "GROUP BY substr(number, 1, length(number) - 5)",
            {},
            [](const tenon::Row& row) {
                CPPUNIT_ASSERT_EQUAL(std::string("00001"), std::string(row.text(2)));
                CPPUNIT_ASSERT_EQUAL(row.integer(1), std::int64_t{std::atoll(std::string(row.text(3)).c_str())});
                CPPUNIT_ASSERT_EQUAL(row.integer(1), row.integer(4));
            }
        );
    }

    std::mt19937 _random{tenon::test::seed(usualSeed)};
    std::vector<std::int64_t> _accounts;
    std::vector<std::int64_t> _parties;
    std::vector<std::int64_t> _entries;
    std::vector<std::int64_t> _invoices;
    std::vector<std::int64_t> _payments;
};

static const OnBothDatabases<PropertyTest> registered;

} // namespace accounting::test
