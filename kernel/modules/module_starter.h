#pragma once

#include <kernel/modules/manifest.h>

#include <tenon/descriptor.h>
#include <tenon/json.h>

#include <string_view>

namespace tenon::modules {

/// What the host needs of the rest of the kernel to start a module whose library is open.
class ModuleStarter {
public:
    virtual ~ModuleStarter() = default;

    /// Runs the module's migrations, gives it an App and lets it declare. The descriptor lives as long as the process.
    /// Throws when the module cannot be started, with a text that tells the deployer why.
    virtual void start(const Manifest& manifest, const ModuleDescriptor& descriptor, const JsonObject& settings) = 0;

    /// Takes back all that `module` registered before its start failed.
    virtual void withdraw(std::string_view module) noexcept = 0;
};

} // namespace tenon::modules
