#include <kernel/modules/child_process.h>
#include <kernel/modules/library.h>
#include <kernel/modules/preflight.h>
#include <kernel/modules/refusal.h>
#include <kernel/telemetry/exception_text.h>

#include <exception>
#include <string_view>

namespace tenon::modules {

namespace {

constexpr std::string_view doing = "while being loaded";
constexpr std::string_view advice = ": look at its static constructors";

/// What the child says when all went well.
constexpr std::string_view sound = "+";

std::string thrownText() {
    return "threw " + std::string(doing) + ": " + telemetry::currentExceptionText() + std::string(advice);
}

[[noreturn]] void answerByTerminate() {
    answerParent(
        std::current_exception() ? thrownText() : "called std::terminate " + std::string(doing) + std::string(advice)
    );
}

[[noreturn]] void openInChild(const std::filesystem::path& library, const Manifest& manifest) noexcept {
    std::set_terminate(&answerByTerminate);
    try {
        static_cast<void>(openLibrary(library, manifest));
    } catch (const Refusal& refusal) {
        answerParent(refusal.what());
    } catch (...) {
        answerParent(thrownText());
    }
    answerParent(sound);
}

} // namespace

std::optional<std::string>
preflight(const std::filesystem::path& library, const Manifest& manifest, std::chrono::milliseconds patience) {
    ChildEnd end = runInChild([&] { openInChild(library, manifest); }, patience);
    if (!end.answer) {
        return describe(end, doing, patience) + std::string(advice);
    }
    return *end.answer == sound ? std::nullopt : std::move(end.answer);
}

} // namespace tenon::modules
