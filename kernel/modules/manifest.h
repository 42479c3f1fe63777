#pragma once

#include <tenon/version.h>

#include <string>
#include <string_view>
#include <vector>

namespace tenon::modules {

/// Another module that a module works with.
struct Requirement {
    enum class Kind { required, optional };

    std::string module;
    Kind kind = Kind::required;

    friend bool operator==(const Requirement&, const Requirement&) = default;
};

/// What a module says about itself in the ELF section `.tenon_module`.
struct Manifest {
    std::string name;
    std::string version; ///< For people: "1.0.0"
    int sdkMajor = 0;
    int sdkMinor = 0;
    std::string abi;
    std::vector<Requirement> requirements;
};

/// What a kernel offers to modules.
struct Platform {
    int sdkMajor = TENON_SDK_MAJOR;
    int sdkMinor = TENON_SDK_MINOR;
    std::string_view abi = TENON_ABI_TAG;
};

/// Bears what the kernel itself declares: no module may have this name.
inline constexpr std::string_view kernelName = "kernel";

/// Whether `name` may name a module: a lower-case letter, then lower-case letters, digits and underscores, 60 at most,
/// and not the kernel's.
[[nodiscard]] bool isModuleName(std::string_view name);

/// The modules in "organisation, accounting?". Throws Refusal for what cannot be a module's name.
[[nodiscard]] std::vector<Requirement> parseRequirements(std::string_view text);

/// Reads the section's text: the line "TENONMODULE1", then `key=value` lines. Unknown keys are left for newer kernels.
/// Throws Refusal when something is missing or malformed.
[[nodiscard]] Manifest parseManifest(std::string_view section);

/// Throws Refusal unless the module runs on `kernel`: SDK of the same major and not a newer minor version, the same
/// ABI.
void checkPlatform(const Manifest& manifest, const Platform& kernel = {});

} // namespace tenon::modules
