#pragma once

#include <tenon/inventory.h>
#include <tenon/module.h>
#include <tenon/organisation.h>
#include <tenon/test/fixture.h>

#include <cppunit/extensions/HelperMacros.h>

#include <memory>
#include <string>
#include <string_view>

/// What the tests of this module share: people who call, and a kernel with two companies.
namespace inventory::test {

using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::test::admin;
using tenon::test::Answer;
using tenon::test::nobody;
using tenon::test::On;
using tenon::test::OnBothDatabases;
using tenon::test::stranger;
using tenon::test::User;

/// Does everything with stock, in the company with this id only.
inline User keeperOf(const std::string& name, std::int64_t company) {
    std::vector<std::string> permissions{
        "inventory.movements.view",
        "inventory.movements.add",
        "inventory.movements.change",
        "inventory.levels.view",
        "inventory.counts.view",
        "inventory.counts.add",
        "inventory.counts.confirm",
        "inventory.prices.change",
        "inventory.book.change",
        "inventory.adjustments.add"};
    for (const char* what : {"products", "categories", "warehouses", "locations", "lots", "reorder_rules"}) {
        for (const char* verb : {"view", "add", "change", "delete"}) {
            permissions.push_back(std::string("inventory.") + what + "." + verb);
        }
    }
    return {name, permissions, false, {{"places", JsonArray{{{"kind", "company"}, {"id", company}}}}}};
}

/// A fixture with a kernel of its own.
class KernelFixture : public tenon::test::KernelFixture {
public:
    explicit KernelFixture(On on, const tenon::ModuleDescriptor& module = tenon_module_v1)
        : tenon::test::KernelFixture(on, module) {}

    void setUp() override {
        tenon::test::KernelFixture::setUp();
        _own = added("/companies/", {{"name", "Own"}, {"code", "OWN"}, {"currency", "BDT"}});
        _foreign = added("/companies/", {{"name", "Foreign"}, {"code", "FOREIGN"}, {"currency", "IDR"}});
        _storage = service()->locationFor(_own, Place::Storage, std::nullopt);
    }

protected:
    [[nodiscard]] std::int64_t own() const { return _own; }

    [[nodiscard]] std::int64_t foreign() const { return _foreign; }

    [[nodiscard]] std::int64_t storage() const { return _storage; }

    std::shared_ptr<Stock> service() { return kernel().app().find<Stock>(); }

    Answer called(std::string_view method, std::string_view path, const Json& body = nullptr) {
        return call(admin, method, path, body);
    }

    /// Fails unless the call is refused with this code.
    void refused(std::string_view code, std::string_view path, const Json& body) {
        const Answer answer = kernel().call(admin, "POST", path, body, {{"x-api-dialect", "gaara"}});
        CPPUNIT_ASSERT_MESSAGE(answer.text, answer.status >= 400 && answer.text.find(code) != std::string::npos);
    }

    std::int64_t addProduct(JsonObject product) {
        const std::string number = std::to_string(++_products);
        product.emplace("name", "Product " + number);
        product.emplace("sku", "P" + number);
        product.emplace("company_id", _own);
        return added("/inventory/products/", product);
    }

    static JsonObject
    movement(std::string_view type, std::int64_t product, std::string_view quantity, JsonObject more = {}) {
        more.emplace("movement_type", type);
        more.emplace("product", product);
        more.emplace("quantity", quantity);
        return more;
    }

    Json moved(std::string_view type, std::int64_t product, std::string_view quantity, JsonObject more = {}) {
        return done("POST", "/inventory/stock-movements/", movement(type, product, quantity, std::move(more)));
    }

    std::string actionOf(const Json& of, std::string_view action) {
        return "/inventory/stock-movements/" + std::to_string(of.at("id").as_int64()) + "/" + std::string(action) + "/";
    }

    Json stockOf(std::int64_t product) {
        return done("GET", "/inventory/products/" + std::to_string(product) + "/stock/");
    }

    /// Fails unless there is so much of the product, worth so much.
    void requireStock(std::int64_t product, std::string_view onHand, std::string_view value) {
        const Json stock = stockOf(product);
        CPPUNIT_ASSERT_EQUAL(std::string(onHand), std::string(stock.at("on_hand").as_string()));
        CPPUNIT_ASSERT_EQUAL(std::string(value), std::string(stock.at("value").as_string()));
    }

private:
    std::int64_t _own = 0;
    std::int64_t _foreign = 0;
    std::int64_t _storage = 0;
    int _products = 0;
};

} // namespace inventory::test
