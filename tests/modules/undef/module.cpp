/// Calls a function that no library defines.

#include <tenon/module.h>

void notDefinedAnywhere(int);

TENON_MODULE(undef, "1.0.0") { notDefinedAnywhere(1); }
