#pragma once

#include <kernel/modules/manifest.h>

#include <tenon/descriptor.h>

#include <filesystem>

namespace tenon::modules {

/// Opens the library of a module, which runs its static constructors, and checks that its descriptor is sound, fits
/// this kernel and agrees with the manifest. Throws Refusal.
///
/// The library stays open as long as the process: exceptions, handlers and deleters made inside it outlive every
/// handle.
[[nodiscard]] const ModuleDescriptor& openLibrary(const std::filesystem::path& path, const Manifest& manifest);

} // namespace tenon::modules
