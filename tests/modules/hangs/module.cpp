/// Never comes back from being loaded, and will not hear of signals either.

#include <tenon/module.h>

#include <csignal>
#include <unistd.h>

[[gnu::constructor]] static void hang() {
    sigset_t all{};
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, nullptr);
    for (;;) {
        ::pause();
    }
}

TENON_MODULE(hangs, "1.0.0") {}
