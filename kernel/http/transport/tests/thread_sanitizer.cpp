/// What ThreadSanitizer must not report about these tests.

/// It takes epoll_ctl for a read of the descriptor and close for a write, and does not know that the system orders
/// them: whoever closes has received the event that the call asked for (gcc 12, 2026).
extern "C" __attribute__((visibility("default"))) const char* __tsan_default_suppressions() {
    return "race:tenon::http::Poller::arm\n";
}
