#include <kernel/modules/elf_file.h>
#include <kernel/modules/elf_manifest.h>
#include <kernel/modules/ownership.h>
#include <kernel/modules/refusal.h>

#include <algorithm>
#include <string>

namespace tenon::modules {

namespace {

constexpr std::string_view manifestSection = ".tenon_module";
constexpr std::string_view sharedRuntime = "libstdc++.so.6";

} // namespace

Manifest readManifest(const std::filesystem::path& path, std::string_view expectedName, const Platform& kernel) {
    const ElfFile file(path);
    requireTrusted(path, file.status());
    const auto section = file.section(manifestSection);
    if (!section || section->empty()) {
        throw Refusal("not a module: no manifest (was TENON_MODULE() used?)");
    }
    Manifest manifest = parseManifest(*section);
    checkPlatform(manifest, kernel);
    if (manifest.name != expectedName) {
        throw Refusal("file says its name is '" + manifest.name + "'");
    }
    // A second copy of the runtime aborts the process at the first exception that crosses over.
    const auto needed = file.needed();
    if (std::ranges::find(needed, sharedRuntime) == needed.end()) {
        throw Refusal(
            "links the C++ runtime statically: " + std::string(sharedRuntime) + " is not among what it needs"
        );
    }
    return manifest;
}

} // namespace tenon::modules
