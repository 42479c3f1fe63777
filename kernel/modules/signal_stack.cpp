#include <kernel/modules/signal_stack.h>

#include <csignal>
#include <cstddef>
#include <sys/mman.h>

namespace tenon::modules {

namespace {

/// Enough for the report and for walking the stack; pages that are not used cost nothing.
constexpr std::size_t stackSize = 64 * 1024;

} // namespace

SignalStack::SignalStack() noexcept {
    stack_t present{};
    if (::sigaltstack(nullptr, &present) != 0 || (present.ss_flags & SS_DISABLE) == 0) {
        return; // A sanitizer's, say
    }
    void* memory = ::mmap(nullptr, stackSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (memory == MAP_FAILED) {
        return;
    }
    stack_t wanted{};
    wanted.ss_sp = memory;
    wanted.ss_size = stackSize;
    if (::sigaltstack(&wanted, nullptr) != 0) {
        ::munmap(memory, stackSize);
        return;
    }
    _memory = memory;
}

SignalStack::~SignalStack() {
    if (_memory == nullptr) {
        return;
    }
    stack_t none{};
    none.ss_flags = SS_DISABLE;
    ::sigaltstack(&none, nullptr);
    ::munmap(_memory, stackSize);
}

} // namespace tenon::modules
