#pragma once

#include <filesystem>

namespace tenon::cli {

/// The folder that holds bin, lib, libexec and share of this program: a build or an installed prefix.
[[nodiscard]] std::filesystem::path installationFolder();

} // namespace tenon::cli
