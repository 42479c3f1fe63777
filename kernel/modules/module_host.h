#pragma once

#include <kernel/modules/module_folders.h>
#include <kernel/modules/module_starter.h>
#include <kernel/modules/module_status.h>

#include <chrono>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace tenon::modules {

/// A module that the configuration enables.
struct EnabledModule {
    std::string name;
    bool required = false; ///< Without it the server does not start
    JsonObject settings;
};

/// Brings the enabled modules up, one step at a time: read manifests, preflight, start. At each step a module may fail
/// for its own reason, and those that need it with it; the others go on.
///
/// For one thread, at the start of the process. modules() may be read by many threads once start() has returned.
class ModuleHost {
public:
    /// Reads the manifests, decides on the order and refuses what cannot run. No code of a module is run.
    /// The names in `enabled` are distinct.
    ModuleHost(const ModuleFolders& folders, std::vector<EnabledModule> enabled);

    /// Opens each library once in a child process; call it before the process has a second thread.
    void preflight(std::chrono::milliseconds patience = std::chrono::seconds(10));

    /// Opens the libraries that passed and starts the modules in order of dependency.
    void start(ModuleStarter& starter);

    /// The enabled modules in the order of their start, then the disabled ones by name.
    [[nodiscard]] const std::vector<ModuleStatus>& modules() const { return _modules; }

    /// "module 'x': reason" for each required module that failed. When there are any, the server must not start (exit
    /// 3).
    [[nodiscard]] std::vector<std::string> requiredFailures() const;

private:
    void readEnabled(const ModuleFolders& folders, const std::vector<EnabledModule>& enabled);
    void arrange();
    void listDisabled(const ModuleFolders& folders);
    void refuseUnmet(ModuleStatus& module) const;
    void startOne(ModuleStatus& module, ModuleStarter& starter) const;

    std::vector<ModuleStatus> _modules;
    std::map<std::string, JsonObject, std::less<>> _settings; ///< Of the enabled modules, by name
};

} // namespace tenon::modules
