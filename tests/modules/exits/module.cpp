/// Ends the process politely, through its exit handlers, and says something first.

#include <tenon/module.h>

#include <cstdio>
#include <cstdlib>

[[gnu::constructor]] static void quit() {
    std::puts("a module's output at start");
    std::exit(3);
}

TENON_MODULE(exits, "1.0.0") {}
