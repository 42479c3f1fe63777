#include <kernel/assembly/kernel_sections.h>

namespace tenon::assembly {

namespace {

using namespace tenon::fields;

constexpr std::string_view defaultLanguage = "default_language";
constexpr std::string_view level = "level";

} // namespace

void declareKernelSections(App& app, AdjustableParts parts) {
    app.runtimeSettings(
           "general",
           {choice(defaultLanguage, {"en", "ar", "bn", "id"})
                .initial("en")
                .help("Language of messages for clients whose Accept-Language names none that there is")}
    )
        .help("What holds for the whole server")
        .onChange([&texts = parts.texts](const SettingsSnapshot& snapshot) {
            texts.useByDefault(textAt(snapshot.values, defaultLanguage));
        });
    app.runtimeSettings(
           "logging",
           {choice(level, {"debug", "info", "warn", "error"})
                .initial(Json(nameOf(parts.log.least())))
                .help("Lines below it are not written")}
    )
        .help("What the server writes to its log")
        .onChange([&log = parts.log](const SettingsSnapshot& snapshot) {
            log.setLeast(telemetry::levelNamed(textAt(snapshot.values, level)));
        });
    parts.signInLimits.follow(app.runtimeSettings("sign_in", parts.signInLimits.fields())
                                  .help("How wrong passwords are met, and how long sessions last"));
}

} // namespace tenon::assembly
