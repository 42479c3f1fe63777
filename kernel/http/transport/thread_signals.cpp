#include <kernel/http/transport/thread_signals.h>

#include <csignal>

namespace tenon::http {

void blockSignalsInThisThread() noexcept {
    sigset_t signals;
    sigfillset(&signals);
    // A fault of the code that is blocked would end the process before it can be reported.
    for (const int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS}) {
        sigdelset(&signals, fault);
    }
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

} // namespace tenon::http
