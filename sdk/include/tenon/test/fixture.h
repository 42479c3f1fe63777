#pragma once

#include <tenon/test.h>

#include <cppunit/TestAssert.h>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/AutoRegisterSuite.h>

#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

/// The module whose tests these are: its objects are part of the test program.
extern "C" const tenon::ModuleDescriptor tenon_module_v1;

/// For tests with CppUnit. Since SDK 1.1.
namespace tenon::test {

inline const User admin{"root-admin", {}, true, {}};   ///< May do everything
inline const User stranger{"stranger", {}, false, {}}; ///< Is signed in and may do nothing
inline const User nobody{};                            ///< Is not signed in

/// Whether there is a PostgreSQL to test on: TENON_TEST_POSTGRES names a server.
inline bool hasPostgres() {
    const char* server = std::getenv("TENON_TEST_POSTGRES");
    return server != nullptr && *server != '\0';
}

/// A fixture that gives each test a kernel with the module on a database of its own, and short ways to call it.
///
///     template <On on>
///     class NotesTest : public KernelFixture {
///         CPPUNIT_TEST_SUITE(NotesTest);
///         …
///         NotesTest() : KernelFixture(on) {}
///     };
///     static const OnBothDatabases<NotesTest> registered;
class KernelFixture : public CppUnit::TestFixture {
public:
    /// `module` is the module under test, perhaps with other requirements than it has when it is installed.
    explicit KernelFixture(On on = On::Sqlite, const ModuleDescriptor& module = tenon_module_v1)
        : _on(on), _module(module) {}

    void setUp() override { start({}); }

    void tearDown() override { _kernel.reset(); }

protected:
    /// Begins with a new kernel and an empty database; `settings` are the module's.
    virtual void start(JsonObject settings) {
        _kernel.reset();
        _kernel = std::make_unique<Kernel>(_module, _on, std::move(settings));
    }

    [[nodiscard]] Kernel& kernel() { return *_kernel; }

    /// Fails with a line for every expectation that a call does not meet.
    void expect(std::initializer_list<Call> calls) {
        std::string faults;
        for (const std::string& fault : run(kernel(), calls)) {
            faults.append("\n").append(fault);
        }
        CPPUNIT_ASSERT_EQUAL(std::string(), faults);
    }

    /// The answer as it is without an envelope.
    Answer call(const User& who, std::string_view method, std::string_view path, const Json& body = nullptr) {
        return kernel().call(who, method, path, body, {{"x-api-dialect", "danasaham"}});
    }

    /// What a call answers that must succeed.
    Json done(const User& who, std::string_view method, std::string_view path, const Json& body = nullptr) {
        const Answer answer = call(who, method, path, body);
        const std::string what = std::string(method).append(" ").append(path).append(" ").append(answer.text);
        CPPUNIT_ASSERT_MESSAGE(what, answer.status == 200 || answer.status == 201);
        return answer.json;
    }

    Json done(std::string_view method, std::string_view path, const Json& body = nullptr) {
        return done(admin, method, path, body);
    }

    /// The id of what `admin` adds.
    std::int64_t added(std::string_view path, const Json& body) { return done("POST", path, body).at("id").as_int64(); }

private:
    On _on;
    ModuleDescriptor _module;
    std::unique_ptr<Kernel> _kernel;
};

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

} // namespace tenon::test
