/// Declares a setting that is the deployer's switch of every module, and would never arrive.

#include <tenon/module.h>

TENON_MODULE(declares_switch, "1.0.0") { app.settings({tenon::fields::boolean("enabled")}); }
