/// Crashes while it is being loaded.

#include <tenon/module.h>

#include <csignal>

[[gnu::constructor]] static void crash() { std::raise(SIGSEGV); }

TENON_MODULE(crashes, "1.0.0") {}
