#pragma once

#include <tenon/module.h>
#include <tenon/test.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

extern "C" const tenon::ModuleDescriptor tenon_module_v1;

/// What the suites share: people, a kernel that runs the module `things`, and short words for calls.
namespace things::test {

using tenon::Json;
using tenon::JsonObject;
using tenon::test::Answer;
using tenon::test::On;
using tenon::test::User;

extern const User admin;    ///< A superuser
extern const User clerk;    ///< May do everything with things, sees only own ones
extern const User other;    ///< Another clerk
extern const User reader;   ///< May look at things, sees all of them
extern const User stranger; ///< Signed in without any permission
extern const User nobody;

/// Whether there is a PostgreSQL to test on.
[[nodiscard]] bool hasPostgres();

/// A fixture with a kernel of its own on one of the databases.
class KernelFixture : public CppUnit::TestFixture {
public:
    explicit KernelFixture(On on) : _on(on) {}

    void setUp() override { _kernel = std::make_unique<tenon::test::Kernel>(tenon_module_v1, _on); }

    void tearDown() override { _kernel.reset(); }

protected:
    [[nodiscard]] tenon::test::Kernel& kernel() { return *_kernel; }

    /// Fails with a line for every expectation that a call does not meet.
    void expect(std::initializer_list<tenon::test::Call> calls);

    /// Calls with a JSON text as the body (empty: none) and header fields.
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

    On _on;
    std::unique_ptr<tenon::test::Kernel> _kernel;
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

/// Registers a suite for SQLite and, where there is one, for PostgreSQL.
template <template <On> typename Suite>
struct OnBothDatabases {
    OnBothDatabases() {
        static const CppUnit::AutoRegisterSuite<Suite<On::Sqlite>> sqlite;
        if (hasPostgres()) {
            static const CppUnit::AutoRegisterSuite<Suite<On::PostgreSql>> postgres;
        }
    }
};

} // namespace things::test
