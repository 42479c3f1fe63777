#pragma once

#include <tenon/module.h>
#include <tenon/test/fixture.h>

#include <cppunit/extensions/HelperMacros.h>

#include <cstdint>
#include <string>
#include <string_view>

/// What the tests of this module share: people who call, and a kernel with the module.
namespace identity::test {

using tenon::Json;
using tenon::JsonObject;
using tenon::test::admin;
using tenon::test::Answer;
using tenon::test::nobody;
using tenon::test::On;
using tenon::test::OnBothDatabases;
using tenon::test::stranger;
using tenon::test::User;

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

inline constexpr const char* goodPassword = "correct horse battery";

/// A fixture with a kernel of its own.
class KernelFixture : public tenon::test::KernelFixture {
public:
    explicit KernelFixture(On on = On::Sqlite) : tenon::test::KernelFixture(on) {}

protected:
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
};

} // namespace identity::test
