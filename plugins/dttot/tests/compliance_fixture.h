#pragma once

#include "support.h"

#include <tenon/accounts.h>

#include <chrono>
#include <memory>
#include <thread>

namespace dttot::test {

/// Somebody who administers accounts.
class Administrator : public tenon::Caller {
public:
    explicit Administrator(std::int64_t id) : _id(id) {}

    [[nodiscard]] std::int64_t id() const override { return _id; }

    [[nodiscard]] std::string_view name() const override { return "administrator"; }

    [[nodiscard]] bool isSuperuser() const override { return true; }

    [[nodiscard]] bool has(std::string_view) const override { return true; }

    [[nodiscard]] std::string_view address() const override { return {}; }

    [[nodiscard]] std::string_view requestId() const override { return "test"; }

private:
    std::int64_t _id;
};

inline tenon::test::User reviewerUser() { return {"reviewer", {"dttot.review"}}; }

/// A kernel that has read a list, people who are on it, and officers who decide about them.
class ComplianceFixture {
public:
    explicit ComplianceFixture(tenon::test::On on) : _kernel(tenon_module_v1, on) {
        (void)asReviewer("GET", "/dttot/cases/"); // so that the account is there
        _document = uploaded(_kernel, list());
        processed(_kernel, _document);
    }

    tenon::test::Kernel& kernel() { return _kernel; }

    [[nodiscard]] std::int64_t document() const { return _document; }

    tenon::test::Answer
    asReviewer(std::string_view method, const std::string& path, const tenon::Json& body = nullptr) {
        return _kernel.call(reviewerUser(), method, path, body);
    }

    std::int64_t reviewer() { return _kernel.app().accounts().idOf(Administrator(0), "reviewer"); }

    /// Adds an account of this name; `by` enters it.
    std::int64_t addUser(std::string_view username, std::string_view name, std::int64_t by = 0) {
        const auto account = _kernel.app().accounts().add(
            Administrator(by), {{"username", username}, {"name", name}, {"password", "Correct-Horse-7-Battery"}}, {}
        );
        return account.at("id").to_number<std::int64_t>();
    }

    void rename(std::int64_t user, std::string_view name) {
        _kernel.app().accounts().change(Administrator(0), std::to_string(user), {{"name", name}});
    }

    std::int64_t addRow(std::string_view name) {
        const auto answer =
            _kernel.call(officerUser(), "POST", "/dttot/" + std::to_string(_document) + "/data", {{"name", name}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 201, answer.status);
        return idOf(answer.json);
    }

    /// The cases that count, of everybody or of one user.
    tenon::JsonArray cases(std::int64_t user = 0) {
        tenon::JsonArray found;
        for (const tenon::Json& each : itemsOf(asReviewer("GET", "/dttot/cases/"))) {
            if (user == 0 || each.at("record_id").to_number<std::int64_t>() == user) {
                found.push_back(each);
            }
        }
        return found;
    }

    /// The one case of the user once there is one that `isMeant` means.
    template <typename Condition>
    tenon::JsonObject caseOf(std::int64_t user, Condition isMeant) {
        tenon::JsonObject found;
        eventually([&] {
            for (const tenon::Json& each : cases(user)) {
                if (isMeant(each.as_object())) {
                    found = each.as_object();
                }
            }
            return !found.empty();
        });
        return found;
    }

    tenon::JsonObject caseOf(std::int64_t user) {
        return caseOf(user, [](const tenon::JsonObject&) { return true; });
    }

    tenon::test::Answer decide(const tenon::JsonObject& about, std::string_view verb, std::string_view reason) {
        return asReviewer(
            "POST",
            "/dttot/cases/" + std::to_string(about.at("id").to_number<std::int64_t>()) + "/" + std::string(verb),
            {{"reason", reason}}
        );
    }

    /// Waits until `condition` holds; events and jobs follow a change within moments.
    template <typename Condition>
    static void eventually(Condition condition) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (!condition()) {
            CPPUNIT_ASSERT_MESSAGE("it did not come about", std::chrono::steady_clock::now() < deadline);
            std::this_thread::yield();
        }
    }

    /// Waits until everything that was published so far has had its effect.
    void settled() {
        eventually([&] {
            constexpr std::string_view undelivered =
                "SELECT COUNT(*) FROM tenon_event e JOIN tenon_event_cursor c ON 1 = 1 WHERE e.id > c.last_id AND "
                "c.subscriber = 'dttot:' || e.name";
            return _kernel.database().value<std::int64_t>(undelivered).value_or(0) == 0;
        });
        CPPUNIT_ASSERT(_kernel.finishJobs());
    }

private:
    tenon::test::Kernel _kernel;
    std::int64_t _document = 0;
};

} // namespace dttot::test
