#include <kernel/modules/child_process.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace tenon::modules {

namespace {

using std::chrono::steady_clock;

/// Proves that an answer is whole: neither an exit status nor the pipe's end would, for a grandchild may hold it open.
constexpr char endOfAnswer = '\0';

/// The pipe's end in the child, where answerParent() finds it.
int answerPipe = -1;

std::system_error failure(const char* what) { return {errno, std::generic_category(), what}; }

bool writeWhole(std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(answerPipe, text.data(), text.size());
        if (written < 0 && errno != EINTR) {
            return false;
        }
        text.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
    return true;
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
}

/// Never returns, whatever happens: a child that went on would be a second kernel.
[[noreturn]] void workInChild(const std::function<void()>& work) noexcept {
    settleInChild();
    work();
    ::_exit(EXIT_FAILURE);
}

/// Waits for more to read; false when there is none in time.
bool hasMore(int pipe, steady_clock::time_point deadline) {
    pollfd waiting{pipe, POLLIN, 0};
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - steady_clock::now());
        const int ready = ::poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
        if (ready >= 0 || errno != EINTR) {
            return ready > 0;
        }
    }
}

std::optional<std::string> answerFrom(int pipe, std::chrono::milliseconds patience) {
    const auto deadline = steady_clock::now() + patience;
    std::string answer;
    std::array<char, 4096> part{};
    while (hasMore(pipe, deadline)) {
        const ssize_t length = ::read(pipe, part.data(), part.size());
        if (length <= 0) {
            break;
        }
        answer.append(part.data(), static_cast<std::size_t>(length));
        if (answer.back() == endOfAnswer) {
            answer.pop_back();
            return answer;
        }
    }
    return std::nullopt;
}

/// Ends the child if it has not ended by itself, and returns how it ended.
int statusOf(pid_t child) {
    ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

} // namespace

ChildEnd runInChild(const std::function<void()>& work, std::chrono::milliseconds patience) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw failure("no pipe to a child process");
    }
    // What is buffered here would be written a second time by a child that ends through exit().
    std::fflush(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        answerPipe = ends[1];
        workInChild(work);
    }
    ::close(ends[1]);
    if (child < 0) {
        ::close(ends[0]);
        throw failure("no child process");
    }
    ChildEnd end;
    end.answer = answerFrom(ends[0], patience);
    ::close(ends[0]);
    end.status = statusOf(child);
    return end;
}

void answerParent(std::string_view text) noexcept {
    const bool isWritten = writeWhole(text) && writeWhole({&endOfAnswer, 1});
    ::_exit(isWritten ? EXIT_SUCCESS : EXIT_FAILURE);
}

std::string describe(const ChildEnd& end, std::string_view doing, std::chrono::milliseconds patience) {
    const std::string what(doing);
    if (WIFEXITED(end.status)) {
        return "ended the process " + what + " (exit status " + std::to_string(WEXITSTATUS(end.status)) + ")";
    }
    const int signal = WTERMSIG(end.status);
    if (signal == SIGKILL) {
        return "hung " + what + " (" + std::to_string(patience.count()) + " ms)";
    }
    const char* meaning = ::sigdescr_np(signal);
    return "crashed " + what + " (signal " + std::to_string(signal) + ", " + (meaning == nullptr ? "unknown" : meaning)
           + ")";
}

} // namespace tenon::modules
