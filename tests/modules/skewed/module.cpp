/// Its types of the SDK have other sizes than the kernel's, which no tag tells.

#include <tenon/module.h>

#define boundaryLayout() boundaryLayout() + 1

TENON_MODULE(skewed, "1.0.0") {}
