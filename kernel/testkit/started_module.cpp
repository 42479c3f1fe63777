#include <kernel/modules/elf_manifest.h>
#include <kernel/modules/module_host.h>
#include <kernel/schema/schema.h>
#include <kernel/testkit/started_module.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace tenon::test {

namespace {

std::filesystem::path installed() {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path();
}

assembly::KernelSettings settingsFor(const std::filesystem::path& folder, const std::string& url) {
    assembly::KernelSettings settings;
    settings.database.url = url;
    settings.auth.passwordCost = {.memoryKib = 8, .passes = 1, .lanes = 1};
    settings.pipeline.dialect.usual = "danasaham";
    settings.pipeline.corsOrigins = {"https://console.example"};
    settings.dataFolder = folder;
    settings.programFolders = {installed() / "libexec" / "tenon"};
    return settings;
}

/// Checks the settings of the tested module; those that it needs have their usual ones.
assembly::Kernel::ModuleSettings moduleSettings(std::string module, JsonObject settings) {
    return [module = std::move(module), settings = std::move(settings)](std::string_view name, const Fields& fields) {
        return schema::Schema(descriptionOf(fields))
            .accept(
                name == module ? settings : JsonObject(),
                schema::Presence::Whole,
                schema::Unknown::Refuse,
                schema::Scalars::Text
            );
    };
}

std::filesystem::path modulesFolder() { return installed() / "lib" / "tenon" / "modules"; }

/// What a module needs, and what that needs, each once.
void addNeeded(const std::vector<modules::Requirement>& requirements, std::vector<modules::EnabledModule>& needed) {
    for (const modules::Requirement& requirement : requirements) {
        const bool isKnown = std::ranges::any_of(needed, [&](const modules::EnabledModule& known) {
            return known.name == requirement.module;
        });
        if (requirement.kind == modules::Requirement::Kind::optional || isKnown) {
            continue;
        }
        needed.push_back({.name = requirement.module, .required = true, .settings = {}});
        const auto file = modulesFolder() / (requirement.module + ".so");
        addNeeded(modules::readManifest(file, requirement.module).requirements, needed);
    }
}

} // namespace

StartedModule::StartedModule(const std::string& url, const ModuleDescriptor& module, const JsonObject& settings)
    : _log(logFile().string(), telemetry::LogLevel::Debug),
      _kernel(settingsFor(_folder.path(), url), _log, moduleSettings(module.name, settings)) {
    modules::Manifest manifest;
    manifest.name = module.name;
    manifest.version = module.version;
    manifest.requirements = modules::parseRequirements(module.requirements);
    startNeeded(manifest);
    _kernel.start(manifest, module, settings);
}

StartedModule::~StartedModule() { _kernel.stop(); }

/// From where they were built, with the settings that they have when the deployer says nothing.
void StartedModule::startNeeded(const modules::Manifest& manifest) {
    std::vector<modules::EnabledModule> needed;
    addNeeded(manifest.requirements, needed);
    modules::ModuleHost host(modules::ModuleFolders({modulesFolder()}), std::move(needed));
    host.start(_kernel);
    for (const std::string& failure : host.requiredFailures()) {
        throw std::runtime_error(failure);
    }
}

} // namespace tenon::test
