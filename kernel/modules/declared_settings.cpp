#include <kernel/modules/child_process.h>
#include <kernel/modules/declared_settings.h>
#include <kernel/modules/inert_app.h>
#include <kernel/modules/library.h>
#include <kernel/modules/refusal.h>
#include <kernel/telemetry/exception_text.h>

namespace tenon::modules {

namespace {

constexpr std::string_view doing = "while declaring its settings";

/// What the child's answer begins with when it is the declaration, and not the reason why there is none.
constexpr char told = '+';

/// Tells the parent what is declared, and that is all: the rest of the declaration does not matter.
class SettingsApp : public InertApp {
public:
    JsonObject settings(const Fields& fields) override {
        answerParent(told + boost::json::serialize(descriptionOf(fields)));
    }
};

[[noreturn]] void declareInChild(const std::filesystem::path& library, const Manifest& manifest) noexcept {
    try {
        const ModuleDescriptor& descriptor = openLibrary(library, manifest);
        SettingsApp app;
        descriptor.declare(app);
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
declaredSettings(const std::filesystem::path& library, const Manifest& manifest, std::chrono::milliseconds patience) {
    const ChildEnd end = runInChild([&] { declareInChild(library, manifest); }, patience);
    if (!end.answer) {
        return {.fields = std::nullopt, .reason = describe(end, doing, patience)};
    }
    if (!end.answer->starts_with(told)) {
        return {.fields = std::nullopt, .reason = *end.answer};
    }
    return {.fields = fieldsIn(std::string_view(*end.answer).substr(1)), .reason = {}};
}

} // namespace tenon::modules
