#include <kernel/modules/child_process.h>
#include <kernel/modules/declared_settings.h>
#include <kernel/modules/elf_manifest.h>
#include <kernel/modules/inert_app.h>
#include <kernel/modules/library.h>
#include <kernel/modules/refusal.h>
#include <kernel/telemetry/exception_text.h>

#include <list>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace tenon::modules {

namespace {

constexpr std::string_view doing = "while declaring its settings";

/// What the child's answer begins with when it is the declaration, and not the reason why there is none.
constexpr char told = '+';

using Services = std::map<std::pair<std::string, int>, std::shared_ptr<void>>;

/// Lets modules find what those before them provide.
class RehearsalApp : public InertApp {
public:
    explicit RehearsalApp(Services& services) : _services(services) {}

protected:
    void provideService(std::string_view name, int version, std::shared_ptr<void> service) override {
        _services.insert_or_assign({std::string(name), version}, std::move(service));
    }

    std::shared_ptr<void> findService(std::string_view name, int version) override {
        const auto found = _services.find({std::string(name), version});
        return found == _services.end() ? nullptr : found->second;
    }

private:
    Services& _services;
};

/// Tells the parent what is declared, and that is all: the rest of the declaration does not matter.
class SettingsApp : public RehearsalApp {
public:
    using RehearsalApp::RehearsalApp;

    JsonObject settings(const Fields& fields) override {
        answerParent(told + boost::json::serialize(descriptionOf(fields)));
    }
};

/// Has modules declare one after another. Their apps stay, for modules keep references to them.
class Rehearsal {
public:
    explicit Rehearsal(const ModuleFolders& folders) : _folders(folders) {}

    /// Has those declare that `module` needs, then the module itself until it names its settings.
    void run(const Manifest& module) {
        declareNeeded(module);
        SettingsApp app(_services);
        openLibrary(_folders.fileOf(module.name), module).declare(app);
    }

private:
    void declareNeeded(const Manifest& module) {
        for (const Requirement& requirement : module.requirements) {
            if (requirement.kind == Requirement::Kind::required && _declared.insert(requirement.module).second) {
                const std::filesystem::path file = _folders.fileOf(requirement.module);
                const Manifest needed = readManifest(file, requirement.module);
                declareNeeded(needed);
                openLibrary(file, needed).declare(_apps.emplace_back(_services));
            }
        }
    }

    const ModuleFolders& _folders;
    Services _services;
    std::list<RehearsalApp> _apps;
    std::set<std::string> _declared;
};

[[noreturn]] void declareInChild(const Manifest& module, const ModuleFolders& folders) noexcept {
    try {
        Rehearsal(folders).run(module);
    } catch (const Refusal& refusal) {
        answerParent(refusal.what());
    } catch (...) {
        answerParent(telemetry::currentExceptionText());
    }
    answerParent(std::string(1, told) + "[]");
}

Fields fieldsIn(std::string_view text) {
    Fields fields;
    Json descriptions = boost::json::parse(text);
    for (Json& description : descriptions.as_array()) {
        fields.emplace_back(std::move(description.as_object()));
    }
    return fields;
}

} // namespace

DeclaredSettings
declaredSettings(const Manifest& module, const ModuleFolders& folders, std::chrono::milliseconds patience) {
    const ChildEnd end = runInChild([&] { declareInChild(module, folders); }, patience);
    if (!end.answer) {
        return {.fields = std::nullopt, .reason = describe(end, doing, patience)};
    }
    if (!end.answer->starts_with(told)) {
        return {.fields = std::nullopt, .reason = *end.answer};
    }
    return {.fields = fieldsIn(std::string_view(*end.answer).substr(1)), .reason = {}};
}

} // namespace tenon::modules
