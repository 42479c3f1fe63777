#pragma once

#include <tenon/module.h>
#include <tenon/parties.h>
#include <tenon/test/fixture.h>

#include <cppunit/extensions/HelperMacros.h>

#include <string>
#include <string_view>

/// What the tests of this module share: people who call, and a kernel with two companies.
namespace contacts::test {

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

/// Sells: does everything with contacts, leads, opportunities and campaigns, within `terms`.
inline User seller(const std::string& name, JsonObject terms) {
    std::vector<std::string> permissions{"parties.view", "parties.add", "parties.change", "parties.delete"};
    for (const char* verb : {"view", "add", "change", "delete"}) {
        for (const char* noun : {"leads", "opportunities", "campaigns"}) {
            permissions.push_back(std::string("contacts.") + noun + "." + verb);
        }
    }
    for (const char* action : {"contact", "qualify", "convert", "lose", "reopen"}) {
        permissions.push_back(std::string("contacts.leads.") + action);
    }
    return {name, permissions, false, std::move(terms)};
}

inline JsonObject within(std::int64_t company) {
    return {{"places", JsonArray{{{"kind", "company"}, {"id", company}}}}};
}

/// A fixture with a kernel of its own.
class KernelFixture : public tenon::test::KernelFixture {
public:
    explicit KernelFixture(On on) : tenon::test::KernelFixture(on) {}

    void setUp() override {
        tenon::test::KernelFixture::setUp();
        _own = added("/companies/", {{"name", "Own"}, {"code", "OWN"}});
        _foreign = added("/companies/", {{"name", "Foreign"}, {"code", "FOREIGN"}});
    }

protected:
    [[nodiscard]] std::int64_t own() const { return _own; }

    [[nodiscard]] std::int64_t foreign() const { return _foreign; }

    std::string path(std::string_view collection, std::int64_t id, std::string_view action = {}) {
        return std::string(collection) + std::to_string(id) + "/" + std::string(action);
    }

private:
    std::int64_t _own = 0;
    std::int64_t _foreign = 0;
};

} // namespace contacts::test
