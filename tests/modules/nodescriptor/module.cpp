/// Has a manifest and nothing behind it.

#include <tenon/module.h>

extern "C" __attribute__((used, retain, section(".tenon_module"))) const char nodescriptor_manifest[] =
    "TENONMODULE1\nsdk=1.0\nabi=" TENON_ABI_TAG "\nname=nodescriptor\nversion=1.0.0\nrequires=\n";

extern "C" __attribute__((visibility("default"))) std::size_t lengthOf(const char* text) {
    return std::string(text).size();
}
