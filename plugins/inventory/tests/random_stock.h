#pragma once

#include "support.h"

#include <tenon/test/sequence.h>

#include <random>
#include <vector>

namespace inventory::test {

/// A company with products of every kind, and something that happens to them at random: the same sequence in each run.
/// TENON_TEST_ROUNDS makes it longer, TENON_TEST_SEED another one.
class RandomStockFixture : public KernelFixture {
public:
    using KernelFixture::KernelFixture;

    void setUp() override {
        KernelFixture::setUp();
        _random.seed(tenon::test::seed(usualSeed));
        _products = {
            addProduct({{"costing", "fifo"}}),
            addProduct({{"unit", "kg"}}),
            addProduct({{"costing", "fifo"}, {"allow_negative_stock", true}}),
            addProduct({{"costing", "average"}, {"allow_negative_stock", true}}),
            addProduct({{"costing", "fixed"}, {"cost", "7.25"}})};
        _second = added("/inventory/warehouses/", {{"name", "B"}, {"code", "B"}, {"company_id", own()}});
    }

protected:
    [[nodiscard]] static int rounds() { return static_cast<int>(tenon::test::rounds(usualRounds)); }

    [[nodiscard]] const std::vector<std::int64_t>& products() const { return _products; }

    std::size_t below(std::size_t limit) { return _random() % limit; }

    std::string anyCost() { return std::to_string(below(90)) + "." + std::to_string(10 + below(89)); }

    /// Does something with one of the products; whether it was stored.
    bool act() {
        const std::int64_t product = _products[below(_products.size())];
        const std::string quantity = std::to_string(1 + below(9));
        const std::string date = "2026-0" + std::to_string(1 + below(6)) + "-1" + std::to_string(below(10));
        const std::string cost = anyCost();
        const auto enter = [&](std::string_view type, JsonObject more) {
            return called("POST", "/inventory/stock-movements/", movement(type, product, quantity, std::move(more)))
                .status;
        };
        const std::size_t known = static_cast<std::size_t>(rounds());
        const std::string any = "/inventory/stock-movements/" + std::to_string(1 + below(known)) + "/";
        switch (below(16)) {
        case 0:
        case 1:
        case 2:
            return enter("in", {{"unit_cost", cost}, {"date", date}}) == 201;
        case 3:
            return enter("out", {{"date", date}}) == 201;
        case 4:
            return enter("transfer", {{"to_warehouse", _second}}) == 201;
        case 5:
            return called("POST", any + "return/", {{"exact_layer", below(2) == 0}}).status == 200;
        case 6:
            return enter(below(3) == 0 ? "in" : "out", {{"draft", true}, {"date", plannedDay()}}) == 201;
        case 7:
            return called("POST", any + "assign/", JsonObject()).status == 200;
        case 8:
            return called("POST", any + "complete/", JsonObject()).status == 200;
        case 9:
            return called("POST", any + "cancel/", JsonObject()).status == 200;
        case 10:
            return called("PATCH", "/inventory/products/" + std::to_string(_products.back()), {{"cost", cost}}).status
                   == 200;
        case 11:
            return called("DELETE", any).status == 200;
        case 12:
            return called("POST", "/inventory/stock-movements/assign/", {{"company_id", own()}}).status == 200;
        case 13:
            return land(cost);
        case 14:
            return count(product, quantity, date);
        default:
            return called("POST", any + "price/", {{"unit_cost", cost}}).status == 200;
        }
    }

private:
    /// Behind us, or far ahead: for drafts only.
    std::string plannedDay() { return below(2) == 0 ? "2026-03-10" : "2998-0" + std::to_string(1 + below(6)) + "-10"; }

    bool land(std::string_view amount) {
        JsonArray movements;
        for (int i = 0; i < 3; ++i) {
            movements.emplace_back(1 + below(static_cast<std::size_t>(rounds())));
        }
        const JsonObject body{{"company_id", own()}, {"amount", amount}, {"movements", std::move(movements)}};
        return called("POST", "/inventory/landed-costs/", body).status == 200;
    }

    bool count(std::int64_t product, std::string_view quantity, std::string_view date) {
        const JsonArray lines{{{"product", product}, {"counted", quantity}}};
        const std::int64_t id = added("/inventory/counts/", {{"company_id", own()}, {"date", date}, {"lines", lines}});
        return called("POST", "/inventory/counts/" + std::to_string(id) + "/confirm/").status == 200;
    }

    static constexpr std::uint32_t usualSeed = 20261125;
    static constexpr std::uint32_t usualRounds = 150;

    std::mt19937 _random; // NOLINT(cert-msc51-cpp): the same sequence in every run
    std::vector<std::int64_t> _products;
    std::int64_t _second = 0;
};

} // namespace inventory::test
