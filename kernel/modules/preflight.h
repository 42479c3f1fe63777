#pragma once

#include <kernel/modules/manifest.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

namespace tenon::modules {

/// Opens a module's library once in a child process, so that a static constructor that throws, crashes, hangs or ends
/// the process costs one module and not the server. Returns why the library must not be opened here, or nothing.
///
/// Forks: call it before the process has a second thread. `patience` is how long opening may take. Throws
/// std::system_error when there can be no child process.
[[nodiscard]] std::optional<std::string>
preflight(const std::filesystem::path& library, const Manifest& manifest, std::chrono::milliseconds patience);

} // namespace tenon::modules
