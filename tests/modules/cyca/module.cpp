/// Needs cycb, which needs it.

#include <tenon/module.h>

TENON_MODULE(cyca, "1.0.0", "cycb") {}
