#pragma once

#include <kernel/assembly/kernel.h>
#include <kernel/data/temporary_folder.h>

#include <filesystem>
#include <string>

namespace tenon::test {

/// A kernel on the database at `url` with a module that has started, after those that it needs, with its migrations.
/// Throws when one does not start.
class StartedModule {
public:
    StartedModule(const std::string& url, const ModuleDescriptor& module, const JsonObject& settings);
    ~StartedModule();
    StartedModule(const StartedModule&) = delete;
    StartedModule& operator=(const StartedModule&) = delete;

    [[nodiscard]] assembly::Kernel& kernel() { return _kernel; }

    [[nodiscard]] std::filesystem::path logFile() const { return _folder.path() / "log"; }

private:
    void startNeeded(const modules::Manifest& manifest);

    data::TemporaryFolder _folder{data::TemporaryFolder::Where::Disk};
    telemetry::JsonLog _log;
    assembly::Kernel _kernel;
};

} // namespace tenon::test
