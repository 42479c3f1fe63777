/// Stock in the books: what is posted with each movement, and nothing where nothing is to be.

#include "support.h"

#include <tenon/accounting.h>

#include <algorithm>
#include <map>

namespace inventory::test {

namespace {

using tenon::Decimal;

/// Books that keep the balance of each purpose, and refuse what a ledger refuses.
class PlainLedger : public accounting::Ledger {
public:
    accounting::PostedEntry post(const tenon::Caller&, const accounting::NewEntry& entry) override {
        if (entry.date == closedDay) {
            throw tenon::Conflict("PERIOD_CLOSED", "Closed.");
        }
        Decimal sum;
        for (const accounting::EntryLine& line : entry.lines) {
            sum += line.debit - line.credit;
            balances[nameOf(line.account)] += line.debit - line.credit;
        }
        CPPUNIT_ASSERT(isZero(sum) && entry.lines.size() >= 2 && entry.journal == "STK");
        return {.id = ++_entries, .number = {}, .lines = {}};
    }

    accounting::PostedEntry
    reverse(const tenon::Caller&, std::int64_t, std::optional<tenon::Date>, std::string_view) override {
        return {};
    }

    std::int64_t account(std::int64_t, std::string_view purpose) override {
        const auto known = std::ranges::find(_purposes, purpose);
        const auto place = known - _purposes.begin();
        if (known == _purposes.end()) {
            _purposes.emplace_back(purpose);
        }
        return place;
    }

    Decimal balance(std::int64_t, std::int64_t account, tenon::Date) override { return balances[nameOf(account)]; }

    void settle(const tenon::Caller&, std::int64_t, const std::vector<std::int64_t>&) override {}

    Decimal openAmount(std::int64_t, std::int64_t) override { return {}; }

    Decimal rate(std::int64_t, std::string_view, tenon::Date) override { return {}; }

    std::map<std::string, Decimal> balances;
    tenon::Date closedDay;

private:
    /// The purpose of an account, or its number where it is none of the company's usual ones.
    std::string nameOf(std::int64_t account) {
        const auto place = static_cast<std::size_t>(account);
        return place < _purposes.size() ? _purposes[place] : std::to_string(account);
    }

    std::vector<std::string> _purposes;
    std::int64_t _entries = 0;
};

/// Who posts in tests of the service.
class Bookkeeper : public tenon::Caller {
public:
    [[nodiscard]] std::int64_t id() const override { return 1; }

    [[nodiscard]] std::string_view name() const override { return "bookkeeper"; }

    [[nodiscard]] bool isSuperuser() const override { return true; }

    [[nodiscard]] bool has(std::string_view) const override { return true; }

    [[nodiscard]] std::string_view address() const override { return {}; }

    [[nodiscard]] std::string_view requestId() const override { return {}; }
};

} // namespace

template <On on>
class LedgerTest : public KernelFixture {
    CPPUNIT_TEST_SUITE(LedgerTest);
    CPPUNIT_TEST(withoutStockAccountingNothingIsPosted);
    CPPUNIT_TEST(continentalBooksFollowEachMovement);
    CPPUNIT_TEST(landedCostsOfWhatIsGoneAreCostOfSales);
    CPPUNIT_TEST(angloSaxonBooksRecogniseCostsWithTheInvoice);
    CPPUNIT_TEST(aSuppliersOtherPriceIsVariance);
    CPPUNIT_TEST(goodsOfACategoryAreOnItsAccounts);
    CPPUNIT_TEST(stockInTheBooksIsWhatTheStockIsWorth);
    CPPUNIT_TEST(aDifferenceToTheBooksIsTold);
    CPPUNIT_TEST(whatTheLedgerRefusesDoesNotMove);
    CPPUNIT_TEST(withoutBooksNothingMoves);
    CPPUNIT_TEST_SUITE_END();

public:
    LedgerTest() : KernelFixture(on) {}

    void setUp() override {
        KernelFixture::setUp();
        _ledger = std::make_shared<PlainLedger>();
    }

    void withoutStockAccountingNothingIsPosted() {
        kernel().app().template provide<accounting::Ledger>(_ledger);
        moved("in", addProduct({}), "5", {{"unit_cost", "2"}});
        CPPUNIT_ASSERT(_ledger->balances.empty());
    }

    void continentalBooksFollowEachMovement() {
        keepBooks("continental");
        const std::int64_t product = addProduct({{"costing", "fifo"}});
        moved("in", product, "10", {{"unit_cost", "10"}});
        requireBalances({{"stock", "100.00"}, {"stock_received", "-100.00"}});
        const Json issue = moved("out", product, "4");
        requireBalances({{"stock", "60.00"}, {"cost_of_goods_sold", "40.00"}});
        done("POST", actionOf(issue, "return"), {{"quantity", "1"}});
        requireBalances({{"stock", "70.00"}, {"cost_of_goods_sold", "30.00"}});
        moved("adjustment", product, "-2");
        requireBalances({{"stock", "50.00"}, {"stock_loss", "20.00"}});
        moved("adjustment", product, "1");
        requireBalances({{"stock", "60.00"}, {"stock_gain", "-10.00"}});
    }

    void landedCostsOfWhatIsGoneAreCostOfSales() {
        keepBooks("continental");
        const std::int64_t product = addProduct({{"costing", "fifo"}});
        const Json receipt = moved("in", product, "10", {{"unit_cost", "10"}});
        moved("out", product, "4");
        done(
            "POST",
            "/inventory/landed-costs/",
            {{"company_id", own()}, {"amount", "5.00"}, {"movements", JsonArray{receipt.at("id")}}}
        );
        requireStock(product, "6", "63.00");
        requireBalances({{"stock", "63.00"}, {"cost_of_goods_sold", "42.00"}, {"stock_received", "-105.00"}});
    }

    void angloSaxonBooksRecogniseCostsWithTheInvoice() {
        keepBooks("anglo_saxon");
        const std::int64_t product = addProduct({{"costing", "fixed"}, {"cost", "8"}});
        moved("in", product, "10", {{"unit_cost", "9.50"}});
        requireBalances({{"stock", "80.00"}, {"price_variance", "15.00"}, {"stock_received", "-95.00"}});
        const Json issue = moved("out", product, "4");
        requireBalances({{"stock", "48.00"}, {"stock_shipped", "32.00"}});
        kernel().app().template find<Stock>()->invoiced(
            Bookkeeper(),
            issue.at("id").as_int64(),
            Decimal(3, 0),
            {*tenon::Date::parse("2026-06-01"), "invoice", "1", std::nullopt}
        );
        requireBalances({{"stock_shipped", "8.00"}, {"cost_of_goods_sold", "24.00"}});
    }

    void aSuppliersOtherPriceIsVariance() {
        keepBooks("anglo_saxon");
        const std::int64_t product = addProduct({{"costing", "fifo"}});
        const Json receipt = moved("in", product, "10", {{"unit_cost", "4.60"}});
        const auto invoiced = [&](Decimal quantity, std::optional<Decimal> amount, const std::string& id) {
            service()->invoiced(
                Bookkeeper(),
                receipt.at("id").as_int64(),
                quantity,
                {*tenon::Date::parse("2026-06-01"), "invoice", id, amount}
            );
        };
        invoiced(Decimal(4, 0), Decimal(2000, 2), "1");
        requireBalances({{"price_variance", "1.60"}, {"stock_received", "-47.60"}, {"stock", "46.00"}});
        done(
            "POST",
            "/inventory/landed-costs/",
            {{"company_id", own()}, {"amount", "5.00"}, {"movements", JsonArray{receipt.at("id")}}}
        );
        invoiced(Decimal(6, 0), Decimal(2760, 2), "2");
        requireBalances({{"price_variance", "1.60"}, {"stock_received", "-52.60"}, {"stock", "51.00"}});
        CPPUNIT_ASSERT_THROW(invoiced(Decimal(6, 0), std::nullopt, "3"), tenon::Invalid);
        CPPUNIT_ASSERT_THROW(invoiced(Decimal(11, 0), Decimal(100, 2), "4"), tenon::Invalid);
    }

    void goodsOfACategoryAreOnItsAccounts() {
        keepBooks("continental");
        const std::int64_t above = added(
            "/inventory/categories/",
            {{"name", "Above"}, {"company_id", own()}, {"stock_account_id", 701}, {"cost_account_id", 702}}
        );
        const JsonObject below{{"name", "Below"}, {"company_id", own()}, {"parent", above}, {"cost_account_id", 703}};
        const std::int64_t category = added("/inventory/categories/", below);
        const std::int64_t product = addProduct({{"category", category}, {"costing", "fifo"}});
        moved("in", product, "4", {{"unit_cost", "10"}});
        moved("out", product, "1");
        moved("in", addProduct({}), "1", {{"unit_cost", "3"}});
        requireBalances({{"701", "30.00"}, {"703", "10.00"}, {"stock", "3.00"}, {"stock_received", "-43.00"}});

        done("PATCH", "/inventory/categories/" + std::to_string(above) + "/", {{"stock_account_id", 704}});
        moved("in", product, "1", {{"unit_cost", "20"}});
        moved("out", product, "4");
        requireBalances({{"701", "0.00"}, {"703", "60.00"}});
        moved("in", product, "2", {{"unit_cost", "5"}});
        requireBalances({{"701", "0.00"}, {"704", "10.00"}});
        const Json verdict = done("GET", "/inventory/book/verify/?company_id=" + std::to_string(own()));
        CPPUNIT_ASSERT_MESSAGE(boost::json::serialize(verdict), verdict.at("correct").as_bool());
    }

    void stockInTheBooksIsWhatTheStockIsWorth() {
        keepBooks("continental");
        const std::int64_t product = addProduct({{"allow_negative_stock", true}});
        const Json receipt = moved("in", product, "3", {{"unit_cost", "3.333"}});
        moved("out", product, "5");
        moved("in", product, "7", {{"unit_cost", "4.10"}});
        moved("out", product, "1");
        done("POST", actionOf(receipt, "price"), {{"unit_cost", "5"}});
        const std::string value(stockOf(product).at("value").as_string());
        requireBalances({{"stock", value}});
    }

    void aDifferenceToTheBooksIsTold() {
        keepBooks("continental");
        moved("in", addProduct({}), "3", {{"unit_cost", "4"}});
        const std::string path = "/inventory/book/verify/?company_id=" + std::to_string(own());
        CPPUNIT_ASSERT(done("GET", path).at("correct").as_bool());
        _ledger->balances["stock"] -= Decimal(1, 2);
        const Json fault = done("GET", path).at("faults").at(0);
        CPPUNIT_ASSERT(fault.at("check") == Json("ledger") && fault.at("difference") == Json("0.01"));
    }

    void whatTheLedgerRefusesDoesNotMove() {
        keepBooks("continental");
        const std::int64_t product = addProduct({});
        _ledger->closedDay = *tenon::Date::parse("2026-02-03");
        refused(
            "PERIOD_CLOSED",
            "/inventory/stock-movements/",
            movement("in", product, "1", {{"unit_cost", "1"}, {"date", "2026-02-03"}})
        );
        requireStock(product, "0", "0.00");
    }

    void withoutBooksNothingMoves() {
        done("PATCH", "/companies/" + std::to_string(own()) + "/", {{"stock_accounting", "continental"}});
        refused(
            "ACCOUNT_NOT_CONFIGURED",
            "/inventory/stock-movements/",
            movement("in", addProduct({}), "1", {{"unit_cost", "1"}})
        );
    }

private:
    void keepBooks(std::string_view kind) {
        done("PATCH", "/companies/" + std::to_string(own()) + "/", {{"stock_accounting", kind}});
        kernel().app().template provide<accounting::Ledger>(_ledger);
    }

    void requireBalances(std::initializer_list<std::pair<std::string_view, std::string_view>> wanted) {
        for (const auto& [purpose, balance] : wanted) {
            const std::string got = rounded(_ledger->balances[std::string(purpose)], 2).text();
            CPPUNIT_ASSERT_EQUAL_MESSAGE(std::string(purpose), std::string(balance), got);
        }
    }

    std::shared_ptr<PlainLedger> _ledger;
};

static const OnBothDatabases<LedgerTest> registered;

} // namespace inventory::test
