/// Built for a newer minor version of the SDK.

#include <tenon/module.h>

#undef TENON_SDK_MINOR
#define TENON_SDK_MINOR 99

TENON_MODULE(newersdk, "1.0.0") {}
