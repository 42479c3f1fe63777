#pragma once

#include <tenon/module.h>
#include <tenon/test.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

extern "C" const tenon::ModuleDescriptor tenon_module_v1;

/// What the tests of this module share: people who call, and a kernel with the module.
namespace identity::test {

using tenon::Json;
using tenon::JsonObject;
using tenon::test::Answer;
using tenon::test::On;
using tenon::test::User;

inline const User admin{"root-admin", {}, true};
/// Administers accounts, and may do nothing else.
inline const User manager{
    "manager",
    {"users.view_user",
     "users.add_user",
     "users.change_user",
     "users.delete_user",
     "users.assign_role",
     "users.add_role",
     "users.change_role",
     "users.delete_role",
     "users.add_permission",
     "users.delete_permission",
     "users.add_group",
     "users.change_group",
     "users.delete_group"},
};
inline const User reader{"reader", {"users.view_user"}};
inline const User stranger{"stranger", {}};
inline const User nobody{};

inline constexpr const char* goodPassword = "correct horse battery";

/// A fixture with a kernel of its own.
class KernelFixture : public CppUnit::TestFixture {
public:
    explicit KernelFixture(On on = On::Sqlite) : _on(on) {}

    void setUp() override { start({}); }

    void tearDown() override { _kernel.reset(); }

protected:
    void start(JsonObject settings) {
        _kernel.reset();
        _kernel = std::make_unique<tenon::test::Kernel>(tenon_module_v1, _on, std::move(settings));
    }

    [[nodiscard]] tenon::test::Kernel& kernel() { return *_kernel; }

    /// Fails with a line for every expectation that a call does not meet.
    void expect(std::initializer_list<tenon::test::Call> calls) {
        std::string faults;
        for (const std::string& fault : tenon::test::run(kernel(), calls)) {
            faults.append("\n").append(fault);
        }
        CPPUNIT_ASSERT_EQUAL(std::string(), faults);
    }

    /// The data of a call that must succeed, out of whichever envelope.
    Json done(const User& who, std::string_view method, std::string_view path, const Json& body = nullptr) {
        return dataOf(kernel().call(who, method, path, body));
    }

    static Json dataOf(const Answer& answer) {
        CPPUNIT_ASSERT_MESSAGE(answer.text, answer.status == 200 || answer.status == 201);
        const JsonObject* object = answer.json.if_object();
        return object != nullptr && object->contains("data") ? object->at("data") : answer.json;
    }

    /// Adds a user with this name; returns the id.
    std::string addUser(const std::string& name, JsonObject members = {}) {
        members["username"] = name;
        members["email"] = name + "@example.com";
        members.emplace("password", goodPassword);
        return std::to_string(done(admin, "POST", "/users/", members).at("id").as_int64());
    }

    /// The header of somebody who signed in by name and password.
    std::map<std::string, std::string> signedIn(std::string_view name, std::string_view password = goodPassword) {
        const Json answer = done(nobody, "POST", "/auth/login", {{"username", name}, {"password", password}});
        return {{"authorization", "Bearer " + std::string(answer.at("access_token").as_string())}};
    }

    static std::string textOf(const Json& object, std::string_view member) {
        return std::string(tenon::textAt(object.as_object(), member));
    }

private:
    On _on;
    std::unique_ptr<tenon::test::Kernel> _kernel;
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

} // namespace identity::test
