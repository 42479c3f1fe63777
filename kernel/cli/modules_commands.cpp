#include <kernel/cli/command.h>
#include <kernel/cli/installation.h>
#include <kernel/cli/output.h>
#include <kernel/cli/settings.h>

#include <fstream>
#include <iostream>
#include <iterator>

namespace tenon::cli {

namespace {

constexpr std::string_view placeholder = "@NAME@";

std::string replaced(std::string text, std::string_view with) {
    for (auto at = text.find(placeholder); at != std::string::npos; at = text.find(placeholder, at + with.size())) {
        text.replace(at, placeholder.size(), with);
    }
    return text;
}

void copyFile(const std::filesystem::path& from, const std::filesystem::path& to, std::string_view module) {
    std::ifstream in(from, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    std::filesystem::create_directories(to.parent_path());
    std::ofstream(to, std::ios::binary) << replaced(text, module);
}

} // namespace

int listModules(const std::vector<std::string>& words) {
    const Arguments arguments(words, configurationOptions, {"json"});
    const config::Configuration configuration = configurationOf(arguments);
    const modules::ModuleFolders folders = moduleFolders(configuration);
    modules::ModuleHost host(folders, enabledModules(configuration, folders));
    host.preflight();
    if (arguments.has("json")) {
        print(modules::jsonOf(host.modules()));
        return 0;
    }
    for (const modules::ModuleStatus& module : host.modules()) {
        std::cout << module.manifest.name << ' ' << module.manifest.version << "  " << modules::nameOf(module.state);
        std::cout << (module.reason.empty() ? "" : ": ") << module.reason << '\n';
    }
    return 0;
}

int newModule(const std::vector<std::string>& words) {
    const Arguments arguments(words, {"into"}, {}, 1);
    const std::string& name = arguments.word(0, "the module's name");
    if (!modules::isModuleName(name)) {
        throw UsageError("a module's name has lower-case letters, digits and underscores, and begins with a letter");
    }
    const std::filesystem::path source = installationFolder() / "share" / "tenon" / "template";
    const std::filesystem::path target = std::filesystem::path(arguments.value("into", ".")) / name;
    if (std::filesystem::exists(target)) {
        throw UsageError(target.string() + " exists already");
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source)) {
        if (entry.is_regular_file()) {
            const std::string relative = std::filesystem::relative(entry.path(), source).string();
            copyFile(entry.path(), target / replaced(relative, name), name);
        }
    }
    std::cout << "The module " << name << " begins in " << target.string() << "; its README tells how to build it.\n";
    return 0;
}

} // namespace tenon::cli
