#pragma once

#include <kernel/config/configuration.h>
#include <kernel/modules/module_folders.h>
#include <kernel/modules/module_host.h>

#include <string>
#include <vector>

namespace tenon::cli {

/// What the modules make of the configuration.
struct ModuleCheck {
    /// Why the settings of a module could not be looked at.
    struct Unchecked {
        std::string module;
        std::string reason;
    };

    std::vector<config::Section> sound; ///< Of each module whose settings are known and right, by its name
    std::vector<Unchecked> unchecked;
    config::Faults faults;
};

/// Checks the names below `modules:`, opens every module in a child process and checks its settings, without starting
/// any: `host` knows afterwards which of them cannot run. Forks: call it before the process has a second thread.
[[nodiscard]] ModuleCheck checkModules(
    const config::Configuration& configuration, const modules::ModuleFolders& folders, modules::ModuleHost& host
);

/// The section "modules.NAME" of a module's settings; throws std::runtime_error when it does not tell them.
[[nodiscard]] config::Section settingsOf(const std::string& module, const modules::ModuleFolders& folders);

/// The end of a sentence about a module that is not there: "; did you mean NAME?", or "." when none is near.
[[nodiscard]] std::string nearestModule(const std::string& name, const modules::ModuleFolders& folders);

} // namespace tenon::cli
