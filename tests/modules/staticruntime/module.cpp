/// Brings its own copy of the C++ runtime.

#include <tenon/module.h>

TENON_MODULE(staticruntime, "1.0.0") {}
