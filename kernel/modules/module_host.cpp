#include <kernel/modules/code_map.h>
#include <kernel/modules/elf_manifest.h>
#include <kernel/modules/library.h>
#include <kernel/modules/module_host.h>
#include <kernel/modules/preflight.h>
#include <kernel/modules/refusal.h>
#include <kernel/modules/start_order.h>
#include <kernel/telemetry/exception_text.h>

#include <algorithm>
#include <utility>

namespace tenon::modules {

namespace {

using State = ModuleStatus::State;

void refuse(ModuleStatus& module, std::string reason) {
    module.state = State::failed;
    module.reason = std::move(reason);
}

/// What the file of a module says, or why it says nothing; `name` is that of the configuration or the file.
ModuleStatus inspect(const ModuleFolders& folders, const std::string& name) {
    ModuleStatus module;
    module.manifest.name = name;
    try {
        if (!isModuleName(name)) {
            throw Refusal("is no name for a module: lower-case letters, digits and underscores only, and not 'kernel'");
        }
        module.file = folders.fileOf(name);
        module.manifest = readManifest(module.file, name);
    } catch (const Refusal& refusal) {
        refuse(module, refusal.what());
    }
    return module;
}

} // namespace

ModuleHost::ModuleHost(const ModuleFolders& folders, std::vector<EnabledModule> enabled) {
    readEnabled(folders, enabled);
    for (EnabledModule& module : enabled) {
        _settings.emplace(std::move(module.name), std::move(module.settings));
    }
    arrange();
    for (ModuleStatus& module : _modules) {
        refuseUnmet(module);
    }
    listDisabled(folders);
}

void ModuleHost::readEnabled(const ModuleFolders& folders, const std::vector<EnabledModule>& enabled) {
    for (const EnabledModule& module : enabled) {
        _modules.push_back(inspect(folders, module.name));
        _modules.back().required = module.required;
    }
}

void ModuleHost::arrange() {
    std::vector<Manifest> manifests;
    for (const ModuleStatus& module : _modules) {
        manifests.push_back(module.manifest);
    }
    const StartOrder order = startOrder(manifests);
    for (const auto& [index, reason] : order.cycles) {
        refuse(_modules[index], reason);
    }
    std::vector<ModuleStatus> arranged;
    for (const std::size_t index : order.sequence) {
        arranged.push_back(std::move(_modules[index]));
    }
    _modules = std::move(arranged);
}

void ModuleHost::listDisabled(const ModuleFolders& folders) {
    for (const std::string& name : folders.names()) {
        if (!_settings.contains(name)) {
            _modules.push_back(inspect(folders, name));
            _modules.back().state = State::disabled;
        }
    }
}

/// A module whose requirements cannot be met any more fails with them.
void ModuleHost::refuseUnmet(ModuleStatus& module) const {
    if (module.state != State::ready) {
        return;
    }
    for (const Requirement& requirement : module.manifest.requirements) {
        if (requirement.kind == Requirement::Kind::optional) {
            continue;
        }
        if (!_settings.contains(requirement.module)) {
            return refuse(
                module, "needs module '" + requirement.module + "', which is not enabled in the configuration"
            );
        }
        const auto needed = std::ranges::find(_modules, requirement.module, [](const ModuleStatus& candidate) {
            return std::string_view(candidate.manifest.name);
        });
        if (needed->state == State::failed) {
            return refuse(module, "needs module '" + requirement.module + "', which failed: " + needed->reason);
        }
    }
}

void ModuleHost::preflight(std::chrono::milliseconds patience) {
    for (ModuleStatus& module : _modules) {
        refuseUnmet(module);
        if (module.state != State::ready) {
            continue;
        }
        if (auto reason = modules::preflight(module.file, module.manifest, patience)) {
            refuse(module, *std::move(reason));
        }
    }
}

void ModuleHost::start(ModuleStarter& starter) {
    for (ModuleStatus& module : _modules) {
        refuseUnmet(module);
        if (module.state == State::ready) {
            startOne(module, starter);
        }
    }
}

void ModuleHost::startOne(ModuleStatus& module, ModuleStarter& starter) const {
    const ModuleDescriptor* descriptor = nullptr;
    try {
        descriptor = &openLibrary(module.file, module.manifest);
    } catch (const Refusal& refusal) {
        return refuse(module, refusal.what());
    }
    mapCode(*descriptor);
    // A module may throw anything, and its failure is its own: this is the edge where it stops.
    try {
        starter.start(module.manifest, *descriptor, _settings.at(module.manifest.name));
        module.state = State::started;
    } catch (...) {
        refuse(module, telemetry::currentExceptionText());
        starter.withdraw(module.manifest.name);
    }
}

std::vector<std::string> ModuleHost::requiredFailures() const {
    std::vector<std::string> failures;
    for (const ModuleStatus& module : _modules) {
        if (module.required && module.state == State::failed) {
            failures.push_back("module '" + module.manifest.name + "': " + module.reason);
        }
    }
    return failures;
}

} // namespace tenon::modules
