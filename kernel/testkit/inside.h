#pragma once

#include <kernel/assembly/kernel.h>
#include <kernel/testkit/test_database.h>

#include <tenon/test.h>

#include <filesystem>
#include <map>
#include <mutex>
#include <string>

namespace tenon::test {

/// A folder below the system's temporary one, removed with its content.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return _path; }

private:
    std::filesystem::path _path;
};

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
    const std::string _module;
    TemporaryFolder _folder;
    TestDatabase _database;
    telemetry::JsonLog _log;
    assembly::Kernel _kernel;
    std::mutex _mutex;
    std::map<std::string, std::string> _tokens; ///< By user name; guarded by _mutex
};

} // namespace tenon::test
