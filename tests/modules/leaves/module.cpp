/// Ends the process, with a status that looks like success.

#include <tenon/module.h>

#include <unistd.h>

[[gnu::constructor]] static void leave() { ::_exit(0); }

TENON_MODULE(leaves, "1.0.0") {}
