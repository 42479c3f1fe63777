#include <kernel/cli/command.h>
#include <kernel/cli/kernel_session.h>
#include <kernel/cli/output.h>

#include <iostream>

namespace tenon::cli {

int migrate(const std::vector<std::string>& words) {
    const Arguments arguments(words, configurationOptions, {"json"});
    const config::Configuration configuration = configurationOf(arguments);
    const modules::ModuleFolders folders = moduleFolders(configuration);
    modules::ModuleHost host(folders, enabledModules(configuration, folders));
    host.preflight();
    KernelSession session(configuration);
    host.start(session.kernel());

    bool isWhole = true;
    for (const modules::ModuleStatus& module : host.modules()) {
        const bool hasFailed = module.state == modules::ModuleStatus::State::failed;
        isWhole = isWhole && !hasFailed;
        if (hasFailed && !arguments.has("json")) {
            std::cerr << "module " << module.manifest.name << ": " << module.reason << '\n';
        }
    }
    JsonArray applied;
    session.kernel().database().each(
        "SELECT module, name, applied_at FROM tenon_migration ORDER BY module, id",
        {},
        [&](const Row& row) {
            applied.push_back({{"module", row.text(0)}, {"migration", row.text(1)}, {"applied_at", row.text(2)}});
        }
    );
    if (arguments.has("json")) {
        print(JsonObject{{"ok", isWhole}, {"applied", std::move(applied)}, {"modules", modules::jsonOf(host.modules())}}
        );
    } else {
        std::cout << applied.size() << " migrations are applied.\n";
    }
    return isWhole ? 0 : 1;
}

} // namespace tenon::cli
