/// Built for a newer major version of the SDK. Its code must never run: the constructor would end the process.

#include <tenon/module.h>

#include <cstdlib>

#undef TENON_SDK_MAJOR
#define TENON_SDK_MAJOR 2

[[gnu::constructor]] static void runs() { std::abort(); }

TENON_MODULE(wrongsdk, "1.0.0") {}
