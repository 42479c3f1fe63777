#include <kernel/cli/command.h>
#include <kernel/cli/module_check.h>
#include <kernel/cli/output.h>
#include <kernel/cli/settings.h>
#include <kernel/config/documentation.h>

#include <algorithm>
#include <iostream>

namespace tenon::cli {

namespace {

using State = modules::ModuleStatus::State;

JsonArray jsonOf(const config::Faults& faults) {
    JsonArray list;
    for (const config::Fault& fault : faults) {
        list.push_back({{"path", fault.path}, {"origin", fault.origin.text()}, {"fault", fault.text()}});
    }
    return list;
}

JsonArray jsonOf(const std::vector<ModuleCheck::Unchecked>& unchecked) {
    JsonArray list;
    for (const auto& [module, reason] : unchecked) {
        list.push_back({{"module", module}, {"reason", reason}});
    }
    return list;
}

bool hasFailed(const modules::ModuleStatus& module) { return module.state == State::failed; }

/// A module that is not there at all is told as a fault of the line that names it.
bool isTold(const modules::ModuleStatus& module, const config::Faults& faults) {
    return std::ranges::find(faults, "modules." + module.manifest.name, &config::Fault::path) != faults.end();
}

void tell(const modules::ModuleHost& host, const ModuleCheck& check, bool isSound) {
    for (const config::Fault& fault : check.faults) {
        std::cerr << fault.text() << '\n';
    }
    for (const modules::ModuleStatus& module : host.modules()) {
        if (hasFailed(module) && !isTold(module, check.faults)) {
            std::cerr << "module " << module.manifest.name << ": " << module.reason << '\n';
        }
    }
    for (const auto& [module, reason] : check.unchecked) {
        std::cerr << "module " << module << ": its settings are not checked: " << reason << '\n';
    }
    if (isSound) {
        std::cout << "The configuration is sound.\n";
    }
}

/// The section of the server or the module of this name.
config::Section sectionNamed(const std::string& name, const modules::ModuleFolders& folders) {
    const auto section = std::ranges::find(sections(), name, &config::Section::name);
    if (section != sections().end()) {
        return *section;
    }
    if (!folders.names().contains(name)) {
        throw UsageError("there is no section and no module " + name + nearestModule(name, folders));
    }
    return settingsOf(name, folders);
}

JsonObject jsonOf(std::span<const config::Section> documented) {
    JsonObject described;
    for (const config::Section& section : documented) {
        described[section.name] = descriptionOf(section.fields);
    }
    return described;
}

} // namespace

int checkConfig(const std::vector<std::string>& words) {
    const Arguments arguments(words, configurationOptions, {"json"});
    config::Faults faults;
    const config::Configuration configuration = configurationOf(arguments, faults);
    const modules::ModuleFolders folders = moduleFolders(configuration);
    modules::ModuleHost host(folders, enabledModules(configuration, folders));
    ModuleCheck check = checkModules(configuration, folders, host);
    check.faults.insert(check.faults.begin(), faults.begin(), faults.end());
    const bool isSound = check.faults.empty() && std::ranges::none_of(host.modules(), hasFailed);
    if (arguments.has("json")) {
        print(JsonObject{
            {"ok", isSound},
            {"faults", jsonOf(check.faults)},
            {"modules", modules::jsonOf(host.modules())},
            {"unchecked", jsonOf(check.unchecked)},
        });
    } else {
        tell(host, check, isSound);
    }
    return isSound ? 0 : 2;
}

int showConfig(const std::vector<std::string>& words) {
    const Arguments arguments(words, configurationOptions, {"json"});
    const config::Configuration configuration = configurationOf(arguments);
    const modules::ModuleFolders folders = moduleFolders(configuration);
    modules::ModuleHost host(folders, enabledModules(configuration, folders));
    const JsonObject shown = configuration.shown(checkModules(configuration, folders, host).sound);
    if (arguments.has("json")) {
        print(shown);
        return 0;
    }
    for (const auto& setting : shown) {
        const JsonObject& entry = setting.value().as_object();
        std::cout << setting.key() << " = " << boost::json::serialize(entry.at("value")) << "  ("
                  << textAt(entry, "origin") << ")\n";
    }
    return 0;
}

int documentConfig(const std::vector<std::string>& words) {
    const Arguments arguments(words, configurationOptions, {"json"}, 1);
    std::vector<config::Section> documented = sections();
    if (!arguments.words().empty()) {
        documented = {sectionNamed(arguments.words().front(), moduleFolders(configurationOf(arguments)))};
    }
    if (arguments.has("json")) {
        print(jsonOf(documented));
    } else {
        std::cout << config::documentation(documented);
    }
    return 0;
}

} // namespace tenon::cli
