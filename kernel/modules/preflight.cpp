#include <kernel/modules/preflight.h>

#include <kernel/modules/library.h>
#include <kernel/modules/refusal.h>
#include <kernel/telemetry/exception_text.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tenon::modules {

namespace {

constexpr std::string_view advice = ": look at its static constructors";

/// The child proves with this byte that it came through; an exit status of 0 would prove nothing.
constexpr std::string_view proof = "+";

/// A verdict is written at once: no longer than what a pipe takes without splitting it.
constexpr std::size_t longestVerdict = 1000;

/// The pipe's end in the child, where the terminate handler finds it.
int verdictPipe = -1;

std::system_error failure(const char* what) { return {errno, std::generic_category(), what}; }

[[noreturn]] void endWith(std::string_view verdict) {
    const ssize_t written = ::write(verdictPipe, verdict.data(), std::min(verdict.size(), longestVerdict));
    ::_exit(written > 0 ? EXIT_SUCCESS : EXIT_FAILURE);
}

std::string thrownText() { return "threw while being loaded: " + telemetry::currentExceptionText() + std::string(advice); }

[[noreturn]] void endByTerminate() {
    endWith(std::current_exception() ? thrownText() : "called std::terminate while being loaded" + std::string(advice));
}

/// The child keeps nothing of its parent that could be heard, seen or outlive it.
void settleInChild() {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_DUMPABLE, 0);
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP}) {
        std::signal(signal, SIG_DFL);
    }
    const int silence = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        ::dup2(silence, standard);
    }
    std::set_terminate(&endByTerminate);
}

/// Never returns, whatever happens: a child that went on would be a second kernel.
[[noreturn]] void openInChild(const std::filesystem::path& library, const Manifest& manifest) noexcept {
    try {
        settleInChild();
        static_cast<void>(openLibrary(library, manifest));
    } catch (const Refusal& refusal) {
        endWith(refusal.what());
    } catch (...) {
        endWith(thrownText());
    }
    endWith(proof);
}

/// What the child wrote; empty when it wrote nothing in time or before it ended.
std::string verdictFrom(int pipe, std::chrono::milliseconds patience) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    pollfd waiting{pipe, POLLIN, 0};
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        const int ready = ::poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
        if (ready < 0 && errno == EINTR) {
            continue;
        }
        if (ready <= 0) {
            return {};
        }
        std::array<char, longestVerdict> text{};
        const ssize_t length = ::read(pipe, text.data(), text.size());
        return length > 0 ? std::string(text.data(), static_cast<std::size_t>(length)) : std::string();
    }
}

/// Ends the child if it has not ended by itself, and returns how it ended.
int statusOf(pid_t child) {
    ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

/// Why there was no verdict.
std::string describe(int status, std::chrono::milliseconds patience) {
    if (WIFEXITED(status)) {
        return "ended the process while being loaded (exit status " + std::to_string(WEXITSTATUS(status)) + ")";
    }
    const int signal = WTERMSIG(status);
    if (signal == SIGKILL) {
        return "hung while being loaded (" + std::to_string(patience.count()) + " ms)";
    }
    const char* meaning = ::sigdescr_np(signal);
    return "crashed while being loaded (signal " + std::to_string(signal) + ", "
           + (meaning == nullptr ? "unknown" : meaning) + ")";
}

} // namespace

std::optional<std::string>
preflight(const std::filesystem::path& library, const Manifest& manifest, std::chrono::milliseconds patience) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw failure("no pipe for the preflight of a module");
    }
    // What is buffered here would be written a second time by a child that ends through exit().
    std::fflush(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        verdictPipe = ends[1];
        openInChild(library, manifest);
    }
    ::close(ends[1]);
    if (child < 0) {
        ::close(ends[0]);
        throw failure("no child process for the preflight of a module");
    }
    const std::string verdict = verdictFrom(ends[0], patience);
    ::close(ends[0]);
    const int status = statusOf(child);
    if (verdict == proof) {
        return std::nullopt;
    }
    return verdict.empty() ? describe(status, patience) + std::string(advice) : verdict;
}

} // namespace tenon::modules
