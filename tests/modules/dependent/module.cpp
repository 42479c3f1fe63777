/// Needs a module that fails when it starts.

#include <tenon/module.h>

TENON_MODULE(dependent, "1.0.0", "throws") {}
