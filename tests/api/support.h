#pragma once

#include <tenon/module.h>
#include <tenon/test/fixture.h>

#include <cppunit/extensions/HelperMacros.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

/// What the suites share: people, a kernel that runs the module `things`, and short words for calls.
namespace things::test {

using tenon::Json;
using tenon::JsonObject;
using tenon::test::Answer;
using tenon::test::hasPostgres;
using tenon::test::nobody;
using tenon::test::On;
using tenon::test::OnBothDatabases;
using tenon::test::stranger;
using tenon::test::User;

extern const User admin;  ///< A superuser
extern const User clerk;  ///< May do everything with things, sees only own ones
extern const User other;  ///< Another clerk
extern const User reader; ///< May look at things, sees all of them

/// A fixture with a kernel of its own on one of the databases.
class KernelFixture : public tenon::test::KernelFixture {
public:
    using tenon::test::KernelFixture::KernelFixture;

protected:
    /// Calls with a JSON text as the body (empty: none) and header fields, in no dialect in particular.
    Answer call(
        const User& who,
        std::string_view method,
        std::string_view path,
        std::string_view body = {},
        const std::map<std::string, std::string>& headers = {}
    );

    /// Adds a thing or a box as `who` and returns its id.
    std::int64_t added(const User& who, std::string_view path, std::string_view body);

    /// Number of notes with this text.
    std::int64_t notes(std::string_view text);

    /// Waits until `condition` holds; false when that takes too long.
    template <typename Condition>
    static bool waitsFor(const Condition& condition);

private:
    static void pause();
};

template <typename Condition>
bool KernelFixture::waitsFor(const Condition& condition) {
    for (int tries = 0; tries < 1000; ++tries) {
        if (condition()) {
            return true;
        }
        pause();
    }
    return false;
}

/// Fails unless `json` is what `expected` says, as JSON.
void assertJson(std::string_view expected, const Json& json);

/// Fails unless the status is this; tells the answer.
void assertStatus(int status, const Answer& answer);

} // namespace things::test
