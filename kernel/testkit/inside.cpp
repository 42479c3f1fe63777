#include <kernel/auth/callers.h>
#include <kernel/schema/schema.h>
#include <kernel/testkit/inside.h>

#include <tenon/random.h>

namespace tenon::test {

namespace {

constexpr const char* password = "a password of the test kit";

assembly::KernelSettings settingsFor(const std::filesystem::path& folder, const std::string& url) {
    const auto installed = std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path();
    assembly::KernelSettings settings;
    settings.database.url = url;
    settings.auth.passwordCost = {.memoryKib = 8, .passes = 1, .lanes = 1};
    settings.pipeline.dialect.usual = "danasaham";
    settings.pipeline.corsOrigins = {"https://console.example"};
    settings.dataFolder = folder;
    settings.programFolders = {installed / "libexec" / "tenon"};
    return settings;
}

} // namespace

Kernel::Inside::Inside(const ModuleDescriptor& module, On on, JsonObject settings)
    : _module(module.name), _database(on), _log(logFile().string(), telemetry::LogLevel::Debug),
      _kernel(settingsFor(_folder.path(), _database.url()), _log, [settings](std::string_view, const Fields& fields) {
          return schema::Schema(descriptionOf(fields))
              .accept(settings, schema::Presence::Whole, schema::Unknown::Refuse, schema::Scalars::Text);
      }) {
    modules::Manifest manifest;
    manifest.name = module.name;
    manifest.version = module.version;
    _kernel.start(manifest, module, settings);
    _kernel.ready(assembly::Kernel::Demo::Leave);
}

Kernel::Inside::~Inside() { _kernel.stop(); }

std::string Kernel::Inside::authorizationOf(const User& user) {
    if (user.name.empty()) {
        return {};
    }
    const std::lock_guard lock(_mutex);
    std::string& token = _tokens[user.name];
    if (token.empty()) {
        const auth::SystemCaller system("test");
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
