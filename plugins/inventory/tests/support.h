#pragma once

#include <tenon/inventory.h>
#include <tenon/module.h>
#include <tenon/organisation.h>
#include <tenon/test.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <cstdlib>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

extern "C" const tenon::ModuleDescriptor tenon_module_v1;

/// What the tests of this module share: people who call, and a kernel with two companies.
namespace inventory::test {

using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::test::Answer;
using tenon::test::On;
using tenon::test::User;

inline const User admin{"root-admin", {}, true, {}};
inline const User stranger{"stranger", {}, false, {}};
inline const User nobody{};

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
class KernelFixture : public CppUnit::TestFixture {
public:
    explicit KernelFixture(On on, const tenon::ModuleDescriptor& module = tenon_module_v1) : _on(on), _module(module) {}

    void setUp() override {
        _kernel = std::make_unique<tenon::test::Kernel>(_module, _on);
        _own = added("/companies/", {{"name", "Own"}, {"code", "OWN"}, {"currency", "BDT"}});
        _foreign = added("/companies/", {{"name", "Foreign"}, {"code", "FOREIGN"}, {"currency", "IDR"}});
        _storage = service()->locationFor(_own, Place::Storage, std::nullopt);
    }

    void tearDown() override { _kernel.reset(); }

protected:
    [[nodiscard]] tenon::test::Kernel& kernel() { return *_kernel; }

    [[nodiscard]] std::int64_t own() const { return _own; }

    [[nodiscard]] std::int64_t foreign() const { return _foreign; }

    [[nodiscard]] std::int64_t storage() const { return _storage; }

    std::shared_ptr<Stock> service() { return _kernel->app().template find<Stock>(); }

    /// Fails with a line for every expectation that a call does not meet.
    void expect(std::initializer_list<tenon::test::Call> calls) {
        std::string faults;
        for (const std::string& fault : tenon::test::run(kernel(), calls)) {
            faults.append("\n").append(fault);
        }
        CPPUNIT_ASSERT_EQUAL(std::string(), faults);
    }

    Answer called(std::string_view method, std::string_view path, const Json& body = nullptr) {
        return kernel().call(admin, method, path, body, {{"x-api-dialect", "danasaham"}});
    }

    /// The record that a call answers which must succeed, as it is without an envelope.
    Json done(std::string_view method, std::string_view path, const Json& body = nullptr) {
        const Answer answer = called(method, path, body);
        CPPUNIT_ASSERT_MESSAGE(answer.text, answer.status == 200 || answer.status == 201);
        return answer.json;
    }

    /// Fails unless the call is refused with this code.
    void refused(std::string_view code, std::string_view path, const Json& body) {
        const Answer answer = kernel().call(admin, "POST", path, body, {{"x-api-dialect", "gaara"}});
        CPPUNIT_ASSERT_MESSAGE(answer.text, answer.status >= 400 && answer.text.find(code) != std::string::npos);
    }

    std::int64_t added(std::string_view path, const Json& body) { return done("POST", path, body).at("id").as_int64(); }

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
    On _on;
    tenon::ModuleDescriptor _module;
    std::unique_ptr<tenon::test::Kernel> _kernel;
    std::int64_t _own = 0;
    std::int64_t _foreign = 0;
    std::int64_t _storage = 0;
    int _products = 0;
};

/// Registers a suite for SQLite and, where there is one, for PostgreSQL.
template <template <On> typename Suite>
struct OnBothDatabases {
    OnBothDatabases() {
        static const CppUnit::AutoRegisterSuite<Suite<On::Sqlite>> sqlite;
        const char* server = std::getenv("TENON_TEST_POSTGRES");
        if (server != nullptr && *server != '\0') {
            static const CppUnit::AutoRegisterSuite<Suite<On::PostgreSql>> postgres;
        }
    }
};

} // namespace inventory::test
