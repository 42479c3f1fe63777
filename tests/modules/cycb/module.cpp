/// Needs cyca, which needs it.

#include <tenon/module.h>

TENON_MODULE(cycb, "1.0.0", "cyca") {}
