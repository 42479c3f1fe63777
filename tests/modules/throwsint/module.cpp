/// Throws what is no exception class.

#include <tenon/module.h>

TENON_MODULE(throwsint, "1.0.0") { throw 42; }
