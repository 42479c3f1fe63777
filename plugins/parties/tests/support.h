#pragma once

#include <tenon/module.h>
#include <tenon/parties.h>
#include <tenon/test/fixture.h>

#include <cppunit/extensions/HelperMacros.h>

#include <string>
#include <string_view>

/// What the tests of this module share: people who call, and a kernel with two companies.
namespace parties::test {

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

/// Does everything with parties, in the company with this id only.
inline User clerkOf(const std::string& name, std::int64_t company) {
    return {
        name,
        {"parties.view", "parties.add", "parties.change", "parties.delete", "parties.merge"},
        false,
        {{"places", JsonArray{{{"kind", "company"}, {"id", company}}}}}};
}

/// A fixture with a kernel of its own.
class KernelFixture : public tenon::test::KernelFixture {
public:
    explicit KernelFixture(On on, const tenon::ModuleDescriptor& module = tenon_module_v1)
        : tenon::test::KernelFixture(on, module) {}

    void setUp() override {
        tenon::test::KernelFixture::setUp();
        _own = added("/companies/", {{"name", "Own"}, {"code", "OWN"}});
        _foreign = added("/companies/", {{"name", "Foreign"}, {"code", "FOREIGN"}});
    }

protected:
    [[nodiscard]] std::int64_t own() const { return _own; }

    [[nodiscard]] std::int64_t foreign() const { return _foreign; }

    std::string pathOf(std::int64_t party) { return "/parties/" + std::to_string(party); }

    std::int64_t addParty(JsonObject party) {
        party.emplace("company_id", _own);
        return added("/parties/", party);
    }

private:
    std::int64_t _own = 0;
    std::int64_t _foreign = 0;
};

} // namespace parties::test
