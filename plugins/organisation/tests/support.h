#pragma once

#include <tenon/module.h>
#include <tenon/organisation.h>
#include <tenon/test/fixture.h>

#include <cppunit/extensions/HelperMacros.h>

#include <string>
#include <string_view>

/// What the tests of this module share: people who call, and a kernel with the module.
namespace organisation::test {

using tenon::Json;
using tenon::JsonObject;
using tenon::test::admin;
using tenon::test::Answer;
using tenon::test::nobody;
using tenon::test::On;
using tenon::test::OnBothDatabases;
using tenon::test::stranger;
using tenon::test::User;

/// May do everything with companies, branches and departments, in the company with this id only.
inline User managerOf(const std::string& name, std::int64_t company) {
    std::vector<std::string> permissions;
    for (const char* what : {"companies", "branches", "departments"}) {
        for (const char* verb : {"view", "add", "change", "delete"}) {
            permissions.push_back(std::string("organisation.") + what + "." + verb);
        }
    }
    return {name, permissions, false, {{"places", tenon::JsonArray{{{"kind", "company"}, {"id", company}}}}}};
}

/// A fixture with a kernel of its own.
class KernelFixture : public tenon::test::KernelFixture {
public:
    explicit KernelFixture(On on) : tenon::test::KernelFixture(on) {}

protected:
    std::int64_t addCompany(const std::string& code) {
        return added("/companies/", {{"name", "Company " + code}, {"code", code}});
    }
};

} // namespace organisation::test
