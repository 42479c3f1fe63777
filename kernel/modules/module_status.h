#pragma once

#include <kernel/modules/manifest.h>

#include <tenon/json.h>

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace tenon::modules {

/// How a module stands, for `tenon modules list`, the start's log and health.
struct ModuleStatus {
    enum class State {
        ready,   ///< Passed every check so far and is not started yet
        started, ///< Declared what it offers
        failed,  ///< Will not run; `reason` says why
        disabled ///< Has a file, but the configuration does not enable it
    };

    Manifest manifest; ///< Only its name is set when the file could not be read
    std::filesystem::path file;
    State state = State::ready;
    std::string reason; ///< One line; empty when all is well
    bool required = false;
};

/// "ready", "started", "failed" or "disabled".
[[nodiscard]] std::string_view nameOf(ModuleStatus::State state);

/// One object per module: name, version, file, state, reason, required, requires (as the module wrote it).
[[nodiscard]] JsonArray jsonOf(std::span<const ModuleStatus> modules);

} // namespace tenon::modules
