#pragma once

#include <kernel/modules/manifest.h>

#include <filesystem>
#include <string_view>

namespace tenon::modules {

/// Reads the manifest of the library at `path` and checks all that can be checked without running its code: a regular
/// file of a trusted owner that not everybody may write to, an ELF shared library of this machine with a shared C++
/// runtime, a manifest that fits `kernel` and bears the name `expectedName`. Throws Refusal.
[[nodiscard]] Manifest
readManifest(const std::filesystem::path& path, std::string_view expectedName, const Platform& kernel = {});

} // namespace tenon::modules
