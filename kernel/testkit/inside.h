#pragma once

#include <kernel/testkit/started_module.h>
#include <kernel/testkit/test_database.h>

#include <tenon/test.h>

#include <filesystem>
#include <map>
#include <mutex>
#include <string>

namespace tenon::test {

/// The kernel behind tenon::test::Kernel.
class Kernel::Inside {
public:
    Inside(const ModuleDescriptor& module, On on, const JsonObject& settings);

    /// A request's header line "Bearer …" for the account, which is made when it is not there.
    [[nodiscard]] std::string authorizationOf(const User& user);

    [[nodiscard]] assembly::Kernel& kernel() { return _started.kernel(); }

    [[nodiscard]] const std::string& module() const { return _module; }

    [[nodiscard]] std::filesystem::path logFile() const { return _started.logFile(); }

private:
    const std::string _module;
    TestDatabase _database;
    StartedModule _started;
    std::mutex _mutex;
    std::map<std::string, std::string> _tokens; ///< By user name; guarded by _mutex
};

} // namespace tenon::test
