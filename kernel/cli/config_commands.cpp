#include <kernel/cli/command.h>
#include <kernel/cli/output.h>
#include <kernel/cli/settings.h>
#include <kernel/config/documentation.h>

#include <iostream>

namespace tenon::cli {

namespace {

JsonArray jsonOf(const config::Faults& faults) {
    JsonArray list;
    for (const config::Fault& fault : faults) {
        list.push_back({{"path", fault.path}, {"fault", fault.text()}});
    }
    return list;
}

} // namespace

int checkConfig(const std::vector<std::string>& words) {
    const Arguments arguments(words, configurationOptions, {"json"});
    try {
        const config::Configuration configuration = configurationOf(arguments);
        const modules::ModuleFolders folders = moduleFolders(configuration);
        const modules::ModuleHost host(folders, enabledModules(configuration, folders));
        int status = 0;
        for (const modules::ModuleStatus& module : host.modules()) {
            if (module.state == modules::ModuleStatus::State::failed) {
                status = 2;
            }
        }
        if (arguments.has("json")) {
            print(JsonObject{{"ok", status == 0}, {"faults", JsonArray()}, {"modules", modules::jsonOf(host.modules())}});
            return status;
        }
        for (const modules::ModuleStatus& module : host.modules()) {
            if (module.state == modules::ModuleStatus::State::failed) {
                std::cerr << "module " << module.manifest.name << ": " << module.reason << '\n';
            }
        }
        std::cout << (status == 0 ? "The configuration is sound.\n" : "Some modules cannot run.\n");
        return status;
    } catch (const config::InvalidConfiguration& error) {
        if (!arguments.has("json")) {
            throw;
        }
        print(JsonObject{{"ok", false}, {"faults", jsonOf(error.faults())}, {"modules", JsonArray()}});
        return 2;
    }
}

int showConfig(const std::vector<std::string>& words) {
    const Arguments arguments(words, configurationOptions, {"json"});
    const JsonObject shown = configurationOf(arguments).shown();
    if (arguments.has("json")) {
        print(shown);
        return 0;
    }
    for (const auto& setting : shown) {
        const JsonObject& entry = setting.value().as_object();
        std::cout << setting.key() << " = " << boost::json::serialize(entry.at("value")) << "  (" << textAt(entry, "origin")
                  << ")\n";
    }
    return 0;
}

int documentConfig(const std::vector<std::string>& words) {
    const Arguments arguments(words, {}, {});
    std::cout << config::documentation(sections());
    return 0;
}

} // namespace tenon::cli
