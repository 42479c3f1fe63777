/// Needs a module that nobody enables.

#include <tenon/module.h>

TENON_MODULE(missingdep, "1.0.0", "nonexistent") {}
