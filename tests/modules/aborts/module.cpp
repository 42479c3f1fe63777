/// Aborts while it is being loaded.

#include <tenon/module.h>

#include <cstdlib>

[[gnu::constructor]] static void giveUp() { std::abort(); }

TENON_MODULE(aborts, "1.0.0") {}
