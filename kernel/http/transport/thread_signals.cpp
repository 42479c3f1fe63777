#include <kernel/http/transport/thread_signals.h>

#include <csignal>

namespace tenon::http {

void blockSignalsInThisThread() noexcept {
    sigset_t all;
    sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

} // namespace tenon::http
