#pragma once

#include <kernel/modules/manifest.h>

#include <tenon/field.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

namespace tenon::modules {

/// The settings that a module declares, if it tells them before it wants something that only a running server has.
struct DeclaredSettings {
    std::optional<Fields> fields;
    std::string reason; ///< Why they are not told, in one line
};

/// Lets the module declare in a child process until it names its settings. Nothing of it runs or stays in this one.
///
/// Forks: call it before the process has a second thread. `patience` is how long loading and declaring may take.
[[nodiscard]] DeclaredSettings declaredSettings(
    const std::filesystem::path& library,
    const Manifest& manifest,
    std::chrono::milliseconds patience = std::chrono::seconds(10)
);

} // namespace tenon::modules
