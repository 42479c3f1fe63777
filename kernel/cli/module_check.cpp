#include <kernel/cli/module_check.h>
#include <kernel/config/suggestion.h>
#include <kernel/modules/declared_settings.h>
#include <kernel/modules/elf_manifest.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

namespace tenon::cli {

namespace {

using State = modules::ModuleStatus::State;

std::string pathOf(const std::string& module) { return "modules." + module; }

void checkNames(
    const config::Configuration& configuration, const modules::ModuleFolders& folders, config::Faults& faults
) {
    const std::set<std::string> present = folders.names();
    for (const config::ModuleEntry& entry : configuration.modules()) {
        if (!present.contains(entry.name)) {
            faults.push_back(
                {entry.origin, pathOf(entry.name), "There is no such module" + nearestModule(entry.name, folders)}
            );
        }
    }
}

void checkSettings(const config::Configuration& configuration, config::Section module, ModuleCheck& check) {
    try {
        static_cast<void>(configuration.moduleSettings(module.name, module.fields));
        check.sound.push_back(std::move(module));
    } catch (const config::InvalidConfiguration& invalid) {
        check.faults.insert(check.faults.end(), invalid.faults().begin(), invalid.faults().end());
    } catch (const std::invalid_argument& wrong) {
        const auto entry = std::ranges::find(configuration.modules(), module.name, &config::ModuleEntry::name);
        const config::Origin origin = entry == configuration.modules().end() ? config::Origin() : entry->origin;
        check.faults.push_back(
            {origin,
             pathOf(module.name),
             "The module declares its settings wrongly: " + std::string(wrong.what()) + "."}
        );
    }
}

} // namespace

ModuleCheck checkModules(
    const config::Configuration& configuration, const modules::ModuleFolders& folders, modules::ModuleHost& host
) {
    ModuleCheck check;
    checkNames(configuration, folders, check.faults);
    host.preflight();
    for (const modules::ModuleStatus& module : host.modules()) {
        if (module.state != State::ready) {
            continue;
        }
        const std::string& name = module.manifest.name;
        const modules::DeclaredSettings declared = modules::declaredSettings(module.manifest, folders);
        if (declared.fields) {
            checkSettings(configuration, {name, *declared.fields}, check);
        } else {
            check.unchecked.push_back({name, declared.reason});
        }
    }
    return check;
}

config::Section settingsOf(const std::string& module, const modules::ModuleFolders& folders) {
    const std::filesystem::path file = folders.fileOf(module);
    const modules::DeclaredSettings declared = modules::declaredSettings(modules::readManifest(file, module), folders);
    if (!declared.fields) {
        throw std::runtime_error("the module " + module + " does not tell its settings: " + declared.reason);
    }
    return {pathOf(module), *declared.fields};
}

std::string nearestModule(const std::string& name, const modules::ModuleFolders& folders) {
    const std::set<std::string> present = folders.names();
    const std::string meant = config::suggestionFor(name, std::vector<std::string>(present.begin(), present.end()));
    return meant.empty() ? "." : "; did you mean " + meant + '?';
}

} // namespace tenon::cli
