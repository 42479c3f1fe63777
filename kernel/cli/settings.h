#pragma once

#include <kernel/assembly/settings.h>
#include <kernel/cli/arguments.h>
#include <kernel/config/configuration.h>
#include <kernel/http/transport/settings.h>
#include <kernel/modules/module_folders.h>
#include <kernel/modules/module_host.h>

#include <string>
#include <vector>

namespace tenon::cli {

/// The options by which every command finds its configuration.
inline const std::vector<std::string_view> configurationOptions{"config", "set"};

/// Every section of the server's configuration.
[[nodiscard]] const std::vector<config::Section>& sections();

/// Reads file, environment and --set; throws InvalidConfiguration with all faults.
[[nodiscard]] config::Configuration configurationOf(const Arguments& arguments);

/// The same for commands that tell of everything that is wrong: adds all faults to `faults` instead.
[[nodiscard]] config::Configuration configurationOf(const Arguments& arguments, config::Faults& faults);

/// Where the data of this configuration lies, as an absolute path; created when it is not there.
[[nodiscard]] std::filesystem::path dataFolder(const config::Configuration& configuration);

[[nodiscard]] assembly::KernelSettings kernelSettings(const config::Configuration& configuration);
[[nodiscard]] http::ServerSettings serverSettings(const config::Configuration& configuration);
[[nodiscard]] modules::ModuleFolders moduleFolders(const config::Configuration& configuration);
[[nodiscard]] std::vector<modules::EnabledModule>
enabledModules(const config::Configuration& configuration, const modules::ModuleFolders& folders);

} // namespace tenon::cli
