#pragma once

#include <tenon/module.h>
#include <tenon/notifications.h>
#include <tenon/system_caller.h>
#include <tenon/test/fixture.h>

#include <cppunit/extensions/HelperMacros.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

/// What the tests of this module share: people, and a kernel with the module.
namespace notifications::test {

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

/// Writes to others, and may do nothing else.
inline const User sender{"sender", {"notifications.send", "users.view_user"}};
inline const User auditor{"auditor", {"notifications.view"}};
inline const User ann{"ann", {"notifications.webhook"}};
inline const User bob{"bob", {}};

/// A fixture with a kernel of its own.
class KernelFixture : public tenon::test::KernelFixture {
public:
    explicit KernelFixture(On on = On::Sqlite) : tenon::test::KernelFixture(on) {}

protected:
    void start(JsonObject settings) override {
        tenon::test::KernelFixture::start(std::move(settings));
        for (const User* user : {&admin, &sender, &auditor, &ann, &bob}) {
            static_cast<void>(kernel().call(*user, "GET", "/notifications/unread-count/"));
        }
    }

    [[nodiscard]] std::shared_ptr<Notifier> notifier() { return kernel().app().find<Notifier>(); }

    /// The data of a call that must succeed, out of whichever envelope.
    Json done(const User& who, std::string_view method, std::string_view path, const Json& body = nullptr) {
        const Answer answer = kernel().call(who, method, path, body);
        CPPUNIT_ASSERT_MESSAGE(answer.text, answer.status == 200 || answer.status == 201);
        const JsonObject* object = answer.json.if_object();
        return object != nullptr && object->contains("data") ? object->at("data") : answer.json;
    }

    /// One's own notifications, newest first.
    JsonArray inboxOf(const User& who, std::string_view query = {}) {
        return done(who, "GET", "/notifications/" + std::string(query)).at("results").as_array();
    }

    /// What was sent, newest first.
    JsonArray history(std::string_view query = {}) {
        return done(auditor, "GET", "/notifications/history/" + std::string(query)).as_array();
    }

    std::int64_t idOf(const User& user) {
        return kernel().app().accounts().idOf(tenon::SystemCaller("notifications"), user.name);
    }

    /// Adds an account that nobody signs in to.
    std::int64_t addAccount(const std::string& name, const std::string& address) {
        const JsonObject added = kernel().app().accounts().add(
            tenon::SystemCaller("notifications"),
            {{"username", name}, {"email", address}, {"password", "correct horse battery"}},
            {}
        );
        return added.at("id").to_number<std::int64_t>();
    }

    /// Makes known what `account` told of himself, as the identity module does.
    void describe(std::int64_t account, const JsonObject& profile) {
        kernel().app().extendAccounts([account, profile](const std::vector<JsonObject*>& shown) {
            for (JsonObject* one : shown) {
                if (one->at("id").to_number<std::int64_t>() == account) {
                    one->insert(profile.begin(), profile.end());
                }
            }
        });
    }

    /// Lets the time come at which the deliveries are tried again, and waits for that.
    void comeBack() {
        CPPUNIT_ASSERT(kernel().finishJobs());
        kernel().database().execute("UPDATE notifications_delivery SET due_at = created_at, lease_until = NULL");
        kernel().app().jobs().enqueue("notifications.sweep", {}, tenon::SystemCaller("notifications"));
        CPPUNIT_ASSERT(kernel().finishJobs());
    }

    static std::string textOf(const Json& object, std::string_view member) {
        return std::string(tenon::textAt(object.as_object(), member));
    }
};

} // namespace notifications::test
