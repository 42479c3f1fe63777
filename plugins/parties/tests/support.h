#pragma once

#include <tenon/module.h>
#include <tenon/parties.h>
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
namespace parties::test {

using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::test::Answer;
using tenon::test::On;
using tenon::test::User;

inline const User admin{"root-admin", {}, true, {}};
inline const User stranger{"stranger", {}, false, {}};
inline const User nobody{};

/// Does everything with parties, in the company with this id only.
inline User clerkOf(const std::string& name, std::int64_t company) {
    return {
        name,
        {"parties.view", "parties.add", "parties.change", "parties.delete", "parties.merge"},
        false,
        {{"places", JsonArray{{{"kind", "company"}, {"id", company}}}}}};
}

/// A fixture with a kernel of its own.
class KernelFixture : public CppUnit::TestFixture {
public:
    explicit KernelFixture(On on, const tenon::ModuleDescriptor& module = tenon_module_v1) : _on(on), _module(module) {}

    void setUp() override {
        _kernel = std::make_unique<tenon::test::Kernel>(_module, _on);
        _own = added("/companies/", {{"name", "Own"}, {"code", "OWN"}});
        _foreign = added("/companies/", {{"name", "Foreign"}, {"code", "FOREIGN"}});
    }

    void tearDown() override { _kernel.reset(); }

protected:
    [[nodiscard]] tenon::test::Kernel& kernel() { return *_kernel; }

    [[nodiscard]] std::int64_t own() const { return _own; }

    [[nodiscard]] std::int64_t foreign() const { return _foreign; }

    /// Fails with a line for every expectation that a call does not meet.
    void expect(std::initializer_list<tenon::test::Call> calls) {
        std::string faults;
        for (const std::string& fault : tenon::test::run(kernel(), calls)) {
            faults.append("\n").append(fault);
        }
        CPPUNIT_ASSERT_EQUAL(std::string(), faults);
    }

    /// The record that a call answers which must succeed, as it is without an envelope.
    Json done(const User& who, std::string_view method, std::string_view path, const Json& body = nullptr) {
        const Answer answer = kernel().call(who, method, path, body, {{"x-api-dialect", "danasaham"}});
        CPPUNIT_ASSERT_MESSAGE(answer.text, answer.status == 200 || answer.status == 201);
        return answer.json;
    }

    std::int64_t added(std::string_view path, const Json& body) {
        return done(admin, "POST", path, body).at("id").as_int64();
    }

    std::string pathOf(std::int64_t party) { return "/parties/" + std::to_string(party); }

    std::int64_t addParty(JsonObject party) {
        party.emplace("company_id", _own);
        return added("/parties/", party);
    }

private:
    On _on;
    const tenon::ModuleDescriptor& _module;
    std::unique_ptr<tenon::test::Kernel> _kernel;
    std::int64_t _own = 0;
    std::int64_t _foreign = 0;
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

} // namespace parties::test
