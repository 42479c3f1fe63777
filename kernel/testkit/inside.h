#pragma once

#include <kernel/assembly/kernel.h>
#include <kernel/data/temporary_folder.h>
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
    Inside(const ModuleDescriptor& module, On on, JsonObject settings);
    ~Inside();

    /// A request's header line "Bearer …" for the account, which is made when it is not there.
    [[nodiscard]] std::string authorizationOf(const User& user);

    [[nodiscard]] assembly::Kernel& kernel() { return _kernel; }

    [[nodiscard]] const std::string& module() const { return _module; }

    [[nodiscard]] std::filesystem::path logFile() const { return _folder.path() / "log"; }

private:
    void startNeeded(const modules::Manifest& manifest);

    const std::string _module;
    data::TemporaryFolder _folder{data::TemporaryFolder::Where::Disk};
    TestDatabase _database;
    telemetry::JsonLog _log;
    assembly::Kernel _kernel;
    std::mutex _mutex;
    std::map<std::string, std::string> _tokens; ///< By user name; guarded by _mutex
};

} // namespace tenon::test
