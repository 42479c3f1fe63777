#include <kernel/auth/callers.h>
#include <kernel/modules/elf_manifest.h>
#include <kernel/modules/module_host.h>
#include <kernel/schema/schema.h>
#include <kernel/testkit/inside.h>

#include <tenon/random.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace tenon::test {

namespace {

constexpr const char* password = "a password of the test kit";

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

Kernel::Inside::Inside(const ModuleDescriptor& module, On on, JsonObject settings)
    : _module(module.name), _database(on), _log(logFile().string(), telemetry::LogLevel::Debug),
      _kernel(
          settingsFor(_folder.path(), _database.url()),
          _log,
          [this, settings](std::string_view name, const Fields& fields) {
              return schema::Schema(descriptionOf(fields))
                  .accept(
                      name == _module ? settings : JsonObject(),
                      schema::Presence::Whole,
                      schema::Unknown::Refuse,
                      schema::Scalars::Text
                  );
          }
      ) {
    modules::Manifest manifest;
    manifest.name = module.name;
    manifest.version = module.version;
    manifest.requirements = modules::parseRequirements(module.requirements);
    startNeeded(manifest);
    _kernel.start(manifest, module, settings);
    _kernel.ready(assembly::Kernel::Demo::Leave);
}

/// From where they were built, with the settings that they have when the deployer says nothing.
void Kernel::Inside::startNeeded(const modules::Manifest& manifest) {
    std::vector<modules::EnabledModule> needed;
    addNeeded(manifest.requirements, needed);
    modules::ModuleHost host(modules::ModuleFolders({modulesFolder()}), std::move(needed));
    host.start(_kernel);
    for (const std::string& failure : host.requiredFailures()) {
        throw std::runtime_error(failure);
    }
}

Kernel::Inside::~Inside() { _kernel.stop(); }

std::string Kernel::Inside::authorizationOf(const User& user) {
    if (user.name.empty()) {
        return {};
    }
    const std::lock_guard lock(_mutex);
    std::string& token = _tokens[user.name];
    if (token.empty()) {
        const SystemCaller system("test");
        auth::AccountService& accounts = _kernel.auth().accounts();
        const auth::Account account = accounts.add(
            system,
            {.username = user.name,
             .email = {},
             .name = {},
             .password = password,
             .role = {},
             .isSuperuser = user.superuser,
             .mustChangePassword = false}
        );
        const std::string role = "role of " + user.name;
        _kernel.auth().roles().define(system, role, role, user.permissions);
        _kernel.auth().roles().assign(system, user.name, role, user.terms);
        token = _kernel.auth().sessions().open(account, "danasaham", Clock::now()).access;
    }
    return "Bearer " + token;
}

} // namespace tenon::test
