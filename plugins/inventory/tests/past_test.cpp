/// What was known at an instant stays what was known: it is what was said then, whatever is done afterwards.

#include "random_stock.h"

#include <atomic>
#include <map>
#include <thread>

namespace inventory::test {

namespace {

constexpr std::string_view valuationPath = "/inventory/valuation/";

/// An answer's members that are known of the past as well.
Json without(Json answer, std::initializer_list<std::string_view> members) {
    for (const std::string_view member : members) {
        answer.as_object().erase(member);
    }
    return answer;
}

} // namespace

template <On on>
class PastTest : public RandomStockFixture {
    CPPUNIT_TEST_SUITE(PastTest);
    CPPUNIT_TEST(thePastIsWhatWasSaidThen);
    CPPUNIT_TEST(thePresentIsThePastOfNow);
    CPPUNIT_TEST(thePastIsSettledWhileOthersMoveGoods);
    CPPUNIT_TEST(aDayEndsWithWhatIsBookedForIt);
    CPPUNIT_TEST(thePastOfAnotherCompanyDoesNotExist);
    CPPUNIT_TEST(theFutureIsNotKnown);
    CPPUNIT_TEST(plansCountUpToTheirDay);
    CPPUNIT_TEST(whatWasPlannedStaysWhatWasPlanned);
    CPPUNIT_TEST_SUITE_END();

public:
    PastTest() : RandomStockFixture(on) {}

    void thePastIsWhatWasSaidThen() {
        std::map<std::string, std::string> said;
        for (int round = 0; round < rounds(); ++round) {
            act();
            if (below(10) == 0) {
                const std::string now = tenon::Clock::now().text();
                said.emplace(now, present());
            }
        }
        CPPUNIT_ASSERT(said.size() > 5);
        for (const auto& [instant, answers] : said) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(instant, answers, past(instant));
        }
    }

    void thePresentIsThePastOfNow() {
        for (int round = 0; round < rounds(); ++round) {
            act();
        }
        CPPUNIT_ASSERT_EQUAL(present(), past(tenon::Clock::now().text()));
    }

    void thePastIsSettledWhileOthersMoveGoods() {
        std::atomic<bool> isOver{false};
        std::vector<std::thread> movers;
        for (const std::int64_t product : products()) {
            movers.emplace_back([this, product, &isOver] {
                for (int i = 0; i < 10; ++i) {
                    called("POST", "/inventory/stock-movements/", movement("in", product, "1", {{"unit_cost", "3"}}));
                }
                isOver = true;
            });
        }
        std::map<std::string, std::string> said;
        while (!isOver) {
            const std::string now = tenon::Clock::now().text();
            said.emplace(now, past(now));
        }
        for (std::thread& mover : movers) {
            mover.join();
        }
        for (const auto& [instant, answers] : said) {
            CPPUNIT_ASSERT_EQUAL(answers, past(instant));
        }
    }

    void aDayEndsWithWhatIsBookedForIt() {
        const std::int64_t product = addProduct({{"costing", "fifo"}});
        const Json receipt = moved("in", product, "10", {{"unit_cost", "2"}, {"date", "2026-01-10"}});
        moved("out", product, "4", {{"date", "2026-02-10"}});
        const std::string before = tenon::Clock::now().text();
        moved("in", product, "1", {{"unit_cost", "5"}, {"date", "2026-01-20"}});
        done("POST", actionOf(receipt, "price"), {{"unit_cost", "3"}});
        requireValue("date=2026-01-09", "0.00");
        requireValue("date=2026-01-31", "25.00");
        requireValue("date=2026-01-31&as_of=" + before, "20.00");
        requireValue("date=2026-02-10", "17.00");
        requireValue("date=2026-02-10&as_of=" + before, "12.00");
        requireValue("as_of=" + tenon::Clock::now().text(), "23.00");
        const Json levels = done("GET", "/inventory/stock-levels/?date=2026-01-31&product=" + std::to_string(product));
        CPPUNIT_ASSERT(levels.at(0).at("on_hand") == Json("11"));
    }

    void thePastOfAnotherCompanyDoesNotExist() {
        const std::int64_t theirs = addProduct({{"company_id", foreign()}});
        moved("in", theirs, "77", {{"unit_cost", "1"}});
        const std::string now = tenon::Clock::now().text();
        const std::string id = std::to_string(theirs);
        constexpr std::string_view quantity = R"("77")"; // With its quotes: an instant may have the digits
        const User keeper = keeperOf("keeper", own());
        expect({
            {keeper, "GET", "/inventory/stock-levels/?as_of=" + now, "", 200, "", quantity},
            {keeper, "GET", "/inventory/stock-levels/?as_of=" + now + "&product=" + id, "", 200, "", quantity},
            {keeper, "GET", "/inventory/products/" + id + "/stock/?as_of=" + now, "", 404},
            {keeper, "GET", "/inventory/valuation/?as_of=" + now, "", 200, "", quantity},
            {keeper,
             "GET",
             "/inventory/valuation/?as_of=" + now + "&company_id=" + std::to_string(foreign()),
             "",
             400,
             "company_id"},
            {admin,
             "GET",
             "/inventory/valuation/?as_of=" + now + "&company_id=" + std::to_string(foreign()),
             "",
             200,
             quantity},
            {stranger, "GET", "/inventory/valuation/?as_of=" + now, "", 403},
            {nobody, "GET", "/inventory/stock-levels/?as_of=" + now, "", 401},
        });
    }

    void theFutureIsNotKnown() {
        expect({
            {admin, "GET", "/inventory/valuation/?as_of=2999-01-01T00:00:00Z", "", 400, "as_of"},
            {admin, "GET", "/inventory/stock-levels/?as_of=yesterday", "", 400, "as_of"},
            {admin, "GET", "/inventory/stock-levels/?date=2026-01-01&warehouse=1", "", 400, "warehouse"},
            {admin, "GET", "/inventory/stock-levels/?date=2026-01-01&search=x", "", 400, "search"},
        });
    }

    void plansCountUpToTheirDay() {
        const std::int64_t product = addProduct({});
        moved("in", product, "5", {{"unit_cost", "1"}});
        moved("in", product, "3", {{"draft", true}, {"date", "2998-01-10"}});
        moved("out", product, "1", {{"draft", true}, {"date", "2998-02-10"}});
        const std::string path = "/inventory/products/" + std::to_string(product) + "/stock/";
        CPPUNIT_ASSERT(done("GET", path + "?date=2998-01-09").at("forecast") == Json("5"));
        CPPUNIT_ASSERT(done("GET", path + "?date=2998-01-10").at("forecast") == Json("8"));
        CPPUNIT_ASSERT(done("GET", path).at("forecast") == Json("7"));
    }

    void whatWasPlannedStaysWhatWasPlanned() {
        const std::int64_t product = addProduct({});
        moved("in", product, "5", {{"unit_cost", "1"}});
        const Json out = moved("out", product, "8", {{"draft", true}, {"date", "2998-02-10"}});
        const Json in = moved("in", product, "4", {{"draft", true}, {"date", "2998-01-10"}});
        const Json forgotten = moved("in", product, "7", {{"draft", true}, {"date", "2998-03-10"}});
        const std::string planned = tenon::Clock::now().text();
        done("POST", actionOf(out, "assign")); // five of it; the rest stays planned
        const std::string split = tenon::Clock::now().text();
        done("DELETE", "/inventory/stock-movements/" + std::to_string(forgotten.at("id").as_int64()) + "/");
        done("POST", actionOf(in, "complete"));
        const std::string carriedOut = tenon::Clock::now().text();
        done("POST", actionOf(out, "cancel"));
        const std::string givenUp = tenon::Clock::now().text();
        CPPUNIT_ASSERT_EQUAL(std::string("11 8 8"), plansOf(product, "as_of=" + planned));
        CPPUNIT_ASSERT_EQUAL(std::string("4 0 9"), plansOf(product, "date=2998-01-31&as_of=" + planned));
        CPPUNIT_ASSERT_EQUAL(std::string("4 8 1"), plansOf(product, "date=2998-02-28&as_of=" + planned));
        CPPUNIT_ASSERT_EQUAL(std::string("11 8 8"), plansOf(product, "as_of=" + split));
        CPPUNIT_ASSERT_EQUAL(std::string("0 8 1"), plansOf(product, "as_of=" + carriedOut));
        CPPUNIT_ASSERT_EQUAL(std::string("0 3 6"), plansOf(product, "as_of=" + givenUp));
        CPPUNIT_ASSERT_EQUAL(std::string("0 3 6"), plansOf(product, ""));
        CPPUNIT_ASSERT_EQUAL(std::string("0 0 9"), plansOf(product, "date=2026-01-01"));
        CPPUNIT_ASSERT_EQUAL(std::string("0 0 9"), plansOf(product, "date=2026-01-01&as_of=" + givenUp));
    }

private:
    /// What is to come, to leave, and to be there then.
    std::string plansOf(std::int64_t product, const std::string& query) {
        const Json stock = done("GET", "/inventory/products/" + std::to_string(product) + "/stock/?" + query);
        std::string plans;
        for (const char* member : {"incoming", "outgoing", "forecast"}) {
            plans.append(plans.empty() ? "" : " ").append(stock.at(member).as_string());
        }
        return plans;
    }

    /// What is said now: of each product, and of all.
    std::string present() {
        std::string answers;
        for (const std::int64_t product : products()) {
            Json stock = stockOf(product);
            for (Json& level : stock.at("levels").as_array()) {
                level = without(level, {"location", "warehouse_id"});
            }
            answers.append(inOrder(stock));
        }
        Json valuation = done("GET", std::string(valuationPath) + "?company_id=" + std::to_string(own()));
        for (Json& row : valuation.at("products").as_array()) {
            row = without(row, {"product_name", "sku", "unit"});
        }
        return answers.append(inOrder(valuation));
    }

    std::string past(const std::string& instant) {
        std::string answers;
        for (const std::int64_t product : products()) {
            const std::string path = "/inventory/products/" + std::to_string(product) + "/stock/?as_of=" + instant;
            answers.append(inOrder(without(done("GET", path), {"as_of", "date"})));
        }
        const std::string path =
            std::string(valuationPath) + "?as_of=" + instant + "&company_id=" + std::to_string(own());
        return answers.append(inOrder(without(done("GET", path), {"as_of", "date"})));
    }

    /// Text with the members in order of their names.
    static std::string inOrder(const Json& json) {
        if (json.is_array()) {
            std::string text("[");
            for (const Json& item : json.get_array()) {
                text.append(inOrder(item)).append(",");
            }
            return text.append("]");
        }
        if (!json.is_object()) {
            return boost::json::serialize(json);
        }
        std::map<std::string, std::string> members;
        for (const auto& [name, value] : json.get_object()) {
            members.emplace(name, inOrder(value));
        }
        std::string text("{");
        for (const auto& [name, value] : members) {
            text.append(name).append(":").append(value).append(",");
        }
        return text.append("}\n");
    }

    void requireValue(const std::string& query, std::string_view total) {
        const Json answer =
            done("GET", std::string(valuationPath) + "?company_id=" + std::to_string(own()) + "&" + query);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(query, std::string(total), std::string(answer.at("total").as_string()));
    }
};

static const OnBothDatabases<PastTest> registered;

} // namespace inventory::test
