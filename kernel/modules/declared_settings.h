#pragma once

#include <kernel/modules/manifest.h>
#include <kernel/modules/module_folders.h>

#include <tenon/field.h>

#include <chrono>
#include <optional>
#include <string>

namespace tenon::modules {

/// The settings that a module declares, if it tells them before it wants something that only a running server has.
struct DeclaredSettings {
    std::optional<Fields> fields;
    std::string reason; ///< Why they are not told, in one line
};

/// Lets the module declare in a child process until it names its settings; the modules that it needs declare before it,
/// so that it finds what they provide. Nothing of them runs or stays in this process.
///
/// Forks: call it before the process has a second thread. `patience` is how long loading and declaring may take.
[[nodiscard]] DeclaredSettings declaredSettings(
    const Manifest& module, const ModuleFolders& folders, std::chrono::milliseconds patience = std::chrono::seconds(10)
);

} // namespace tenon::modules
