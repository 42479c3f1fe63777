#include <kernel/auth/callers.h>
#include <kernel/testkit/inside.h>

namespace tenon::test {

namespace {

constexpr const char* password = "a password of the test kit";

/// What a kernel with the module begins with: its tables, and what is written when it starts for the first time.
TestDatabase::Fill migrationsOf(const ModuleDescriptor& module, const JsonObject& settings) {
    return [&module, &settings](const std::string& url) { StartedModule(url, module, settings); };
}

/// A module that needs others brings other tables with it.
std::string kindOf(const ModuleDescriptor& module) { return std::string(module.name) + ": " + module.requirements; }

} // namespace

Kernel::Inside::Inside(const ModuleDescriptor& module, On on, const JsonObject& settings)
    : _module(module.name), _database(on, kindOf(module), migrationsOf(module, settings)),
      _started(_database.url(), module, settings) {
    kernel().ready(assembly::Kernel::Demo::Leave);
}

std::string Kernel::Inside::authorizationOf(const User& user) {
    if (user.name.empty()) {
        return {};
    }
    const std::lock_guard lock(_mutex);
    std::string& token = _tokens[user.name];
    if (token.empty()) {
        const SystemCaller system("test");
        auth::AccountService& accounts = kernel().auth().accounts();
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
        kernel().auth().roles().define(system, role, role, user.permissions);
        kernel().auth().roles().assign(system, user.name, role, user.terms);
        token = kernel().auth().sessions().open(account, "danasaham", Clock::now()).access;
    }
    return "Bearer " + token;
}

} // namespace tenon::test
