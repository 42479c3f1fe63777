#include <kernel/modules/code_map.h>
#include <kernel/modules/crash_line.h>
#include <kernel/modules/crash_report.h>
#include <kernel/modules/manifest.h>
#include <kernel/modules/visit.h>
#include <kernel/telemetry/exception_text.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>
#include <ucontext.h>
#include <unistd.h>
#include <unwind.h>

namespace tenon::modules {

namespace {

struct FatalSignal {
    int number;
    std::string_view name;

    struct sigaction before {}; ///< What it did until now: the default, or a sanitizer's report
};

constinit std::array<FatalSignal, 5> fatalSignals{{
    {SIGSEGV, "SIGSEGV"},
    {SIGBUS, "SIGBUS"},
    {SIGFPE, "SIGFPE"},
    {SIGILL, "SIGILL"},
    {SIGABRT, "SIGABRT"},
}};

constinit std::atomic<int> standardError = STDERR_FILENO;

/// Where the descriptor of the log is found.
constinit std::atomic<const std::atomic<int>*> target = &standardError;

/// The thread that reports; others that crash meanwhile wait for the end.
constinit std::atomic<pid_t> reporter = 0;

/// What std::terminate was called for, before it aborts.
constinit std::array<char, 512> terminateReason{};

constinit std::terminate_handler usualTerminate = nullptr;

std::uintptr_t faultAddress(const void* context) {
    const auto& machine = static_cast<const ucontext_t*>(context)->uc_mcontext;
#if defined(__x86_64__)
    return static_cast<std::uintptr_t>(machine.gregs[REG_RIP]);
#elif defined(__aarch64__)
    return machine.pc;
#else
#error "Name this machine's program counter here."
#endif
}

/// The innermost function on the stack that belongs to a module.
std::string_view moduleOnStack() {
    std::string_view module;
    const auto look = [](_Unwind_Context* frame, void* found) {
        auto& name = *static_cast<std::string_view*>(found);
        name = moduleAt(_Unwind_GetIP(frame));
        return name.empty() ? _URC_NO_REASON : _URC_NORMAL_STOP;
    };
    _Unwind_Backtrace(look, &module);
    return module;
}

void write(std::string_view line) {
    const int log = target.load()->load();
    while (!line.empty()) {
        const ssize_t written = ::write(log, line.data(), line.size());
        if (written < 0 && errno != EINTR) {
            return;
        }
        line.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
}

void tell(const FatalSignal& signal, std::string_view module) {
    const CurrentVisit visit = currentVisit();
    const bool isServers = module.empty() || module == kernelName;
    CrashLine line(isServers ? "server.crashed" : "module.crashed");
    line.add("module", module);
    line.add("signal", signal.name);
    if (visit.place != nullptr) {
        line.add(visit.place->kind, visit.place->name);
        line.add("request_id", visit.requestId);
    }
    line.add("exception", terminateReason.data());
    write(line.finish());
}

std::string_view guiltyModule(const void* context) {
    if (const Place* place = currentVisit().place) {
        return place->module;
    }
    const std::string_view module = moduleAt(faultAddress(context));
    return module.empty() ? moduleOnStack() : module;
}

/// A fault comes back as the instruction runs again; what was sent has to be sent again.
void takeItsCourse(const FatalSignal& signal, const siginfo_t& info) {
    ::sigaction(signal.number, &signal.before, nullptr);
    if (info.si_code <= 0) {
        ::raise(signal.number);
    }
}

void onFatalSignal(int number, siginfo_t* info, void* context) {
    const int error = errno;
    const FatalSignal& signal = *std::ranges::find(fatalSignals, number, &FatalSignal::number);
    const pid_t self = ::gettid();
    pid_t none = 0;
    if (reporter.compare_exchange_strong(none, self)) {
        tell(signal, guiltyModule(context));
    } else if (none == self) {
        tell(signal, {}); // The stack is so broken that walking it failed.
    } else {
        for (;;) {
            ::pause();
        }
    }
    takeItsCourse(signal, *info);
    errno = error;
}

[[noreturn]] void onTerminate() {
    if (std::current_exception()) {
        const std::string text = telemetry::currentExceptionText();
        text.copy(terminateReason.data(), terminateReason.size() - 1);
    }
    usualTerminate();
    std::abort();
}

} // namespace

CrashReport::CrashReport(const std::atomic<int>& logDescriptor) {
    target = &logDescriptor;
    moduleOnStack(); // The first walk over a stack prepares what later ones need, and may allocate.
    usualTerminate = std::set_terminate(&onTerminate);

    struct sigaction action {};

    action.sa_sigaction = &onFatalSignal;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    for (FatalSignal& signal : fatalSignals) {
        ::sigaction(signal.number, &action, &signal.before);
    }
}

CrashReport::~CrashReport() { target = &standardError; }

} // namespace tenon::modules
