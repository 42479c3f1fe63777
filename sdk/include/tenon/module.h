#pragma once

#include <tenon/app.h>
#include <tenon/descriptor.h>

#define TENON_TEXT_OF_(x) #x
#define TENON_TEXT_OF(x) TENON_TEXT_OF_(x)

/// Defined by tenon_add_module() when the module carries files.
extern "C" __attribute__((weak, visibility("hidden"))) tenon::AssetTable tenon_module_assets();

/// Declares a module: TENON_MODULE(name, "version") or TENON_MODULE(name, "version", "needed, useful?").
///
/// The body declares what the module offers on `app`. The third argument names the modules it needs; a `?` marks those
/// it can do without. Beside the descriptor, a text manifest is placed in the ELF section `.tenon_module`, so that the
/// kernel can read name, version and requirements without running any code of the module.
#define TENON_MODULE(NAME, VERSION, ...)                                                                               \
    extern "C" __attribute__((used, retain, section(".tenon_module"))) const char tenon_module_manifest[] =            \
        "TENONMODULE1\nsdk=" TENON_TEXT_OF(TENON_SDK_MAJOR) "." TENON_TEXT_OF(TENON_SDK_MINOR                          \
        ) "\nabi=" TENON_ABI_TAG "\nname=" #NAME "\nversion=" VERSION "\nrequires=" __VA_ARGS__ "\n";                  \
    static void tenonDeclare(tenon::App& app);                                                                         \
    extern "C" TENON_API const tenon::ModuleDescriptor tenon_module_v1;                                                \
    extern "C" const tenon::ModuleDescriptor tenon_module_v1 = {                                                       \
        tenon::moduleMagic,                                                                                            \
        sizeof(tenon::ModuleDescriptor),                                                                               \
        TENON_SDK_MAJOR,                                                                                               \
        TENON_SDK_MINOR,                                                                                               \
        tenon::boundaryLayout(),                                                                                       \
        #NAME,                                                                                                         \
        VERSION,                                                                                                       \
        "" __VA_ARGS__,                                                                                                \
        &tenonDeclare,                                                                                                 \
        &tenon_module_assets,                                                                                          \
    };                                                                                                                 \
    static void tenonDeclare([[maybe_unused]] tenon::App& app)
