#include <tenon/sandbox.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace tenon::sandbox {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t errorTailBytes = 4096;

[[noreturn]] void fail(const char* what, int error) { throw std::system_error(error, std::generic_category(), what); }

/// A descriptor of this file alone: the library that helpers link has no other part of the SDK.
class OpenFile {
public:
    OpenFile() = default;

    explicit OpenFile(int fd) : _fd(fd) {}

    OpenFile(OpenFile&& other) noexcept : _fd(std::exchange(other._fd, -1)) {}

    OpenFile& operator=(OpenFile&& other) noexcept {
        std::swap(_fd, other._fd);
        return *this;
    }

    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    ~OpenFile() { close(); }

    void close() {
        if (_fd >= 0) {
            ::close(std::exchange(_fd, -1));
        }
    }

    [[nodiscard]] int get() const { return _fd; }

private:
    int _fd = -1;
};

/// A copy whose number is beyond those the child's descriptors move to, so that no move overwrites the source of
/// another.
OpenFile highCopy(int fd) {
    const int copy = ::fcntl(fd, F_DUPFD_CLOEXEC, 10);
    if (copy < 0) {
        fail("descriptor of the helper program", errno);
    }
    return OpenFile(copy);
}

struct Pipe {
    OpenFile reading;
    OpenFile writing;
};

Pipe makePipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        fail("pipe of the helper program", errno);
    }
    Pipe pipe{OpenFile(ends[0]), OpenFile(ends[1])};
    pipe.writing = highCopy(pipe.writing.get());
    if (::fcntl(pipe.reading.get(), F_SETFL, O_NONBLOCK) != 0) {
        fail("pipe of the helper program", errno);
    }
    return pipe;
}

class SpawnActions {
public:
    SpawnActions() { check(::posix_spawn_file_actions_init(&_actions)); }

    SpawnActions(const SpawnActions&) = delete;
    SpawnActions& operator=(const SpawnActions&) = delete;

    ~SpawnActions() { ::posix_spawn_file_actions_destroy(&_actions); }

    void move(int from, int to) { check(::posix_spawn_file_actions_adddup2(&_actions, from, to)); }

    void openNull(int fd) { check(::posix_spawn_file_actions_addopen(&_actions, fd, "/dev/null", O_RDONLY, 0)); }

    void closeFrom(int fd) { check(::posix_spawn_file_actions_addclosefrom_np(&_actions, fd)); }

    [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &_actions; }

private:
    static void check(int error) {
        if (error != 0) {
            fail("start of the helper program", error);
        }
    }

    posix_spawn_file_actions_t _actions{};
};

/// A process group of its own, no blocked signal and every signal at its default, whatever the server has set.
class SpawnAttributes {
public:
    SpawnAttributes() {
        ::posix_spawnattr_init(&_attributes);
        sigset_t none;
        sigset_t all;
        ::sigemptyset(&none);
        ::sigfillset(&all);
        ::posix_spawnattr_setsigmask(&_attributes, &none);
        ::posix_spawnattr_setsigdefault(&_attributes, &all);
        ::posix_spawnattr_setpgroup(&_attributes, 0);
        ::posix_spawnattr_setflags(
            &_attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        );
    }

    SpawnAttributes(const SpawnAttributes&) = delete;
    SpawnAttributes& operator=(const SpawnAttributes&) = delete;

    ~SpawnAttributes() { ::posix_spawnattr_destroy(&_attributes); }

    [[nodiscard]] const posix_spawnattr_t* get() const { return &_attributes; }

private:
    posix_spawnattr_t _attributes{};
};

/// A started program: killed with its group and waited for when the object goes.
class Child {
public:
    explicit Child(pid_t pid) : _pid(pid), _handle(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0))) {
        if (_handle.get() < 0) {
            const int error = errno;
            static_cast<void>(finish());
            fail("handle of the helper program", error);
        }
    }

    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    ~Child() { static_cast<void>(finish()); }

    /// Readable once the program has ended.
    [[nodiscard]] int handle() const { return _handle.get(); }

    /// Holds the program to its processor time: SIGXCPU at the limit, SIGKILL a second later if that is ignored.
    void limitCpu(std::chrono::seconds cpu) const {
        rlimit current{};
        const auto soft = static_cast<rlim_t>(cpu.count());
        if (!mayLimit(::prlimit(_pid, RLIMIT_CPU, nullptr, &current))) {
            return;
        }
        const rlimit wanted{std::min(soft, current.rlim_cur), std::min(soft + 1, current.rlim_max)};
        static_cast<void>(mayLimit(::prlimit(_pid, RLIMIT_CPU, &wanted, nullptr)));
    }

    /// Kills what is left of the group and gives the program's wait status; an earlier end of the program stands.
    int finish() {
        if (_pid > 0) {
            ::kill(-_pid, SIGKILL);
            while (::wait4(_pid, &_status, 0, &_usage) < 0 && errno == EINTR) {
            }
            _pid = -1;
        }
        return _status;
    }

    /// Of the program and of those it waited for; known once finish() was called.
    [[nodiscard]] std::chrono::milliseconds cpuTime() const { return inMilliseconds(_usage.ru_utime, _usage.ru_stime); }

private:
    /// Whether the call took effect. A program that has become another user meanwhile may no longer be limited from
    /// here: it has confined itself, and its time on the clock is limited.
    static bool mayLimit(int result) {
        if (result != 0 && errno != EPERM) {
            fail("limit of the helper program", errno);
        }
        return result == 0;
    }

    static std::chrono::milliseconds inMilliseconds(const timeval& user, const timeval& system) {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::seconds(user.tv_sec + system.tv_sec) + std::chrono::microseconds(user.tv_usec + system.tv_usec)
        );
    }

    pid_t _pid;
    int _status = 0;
    rusage _usage{};
    OpenFile _handle;
};

pid_t start(
    const std::string& program, const std::vector<std::string>& arguments, int inputFd, int output, int errors
) {
    const OpenFile input = inputFd >= 0 ? highCopy(inputFd) : OpenFile();
    SpawnActions actions;
    actions.openNull(STDIN_FILENO);
    actions.move(output, STDOUT_FILENO);
    actions.move(errors, STDERR_FILENO);
    if (inputFd >= 0) {
        actions.move(input.get(), inputDescriptor);
    }
    actions.closeFrom(inputFd >= 0 ? inputDescriptor + 1 : inputDescriptor);

    std::vector<std::string> copies{program};
    copies.insert(copies.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& copy : copies) {
        argv.push_back(copy.data());
    }
    argv.push_back(nullptr);
    std::array<std::string, 3> environment{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/nonexistent"};
    std::array<char*, 4> envp{environment[0].data(), environment[1].data(), environment[2].data(), nullptr};

    const SpawnAttributes attributes;
    pid_t pid = 0;
    const int error = ::posix_spawn(&pid, program.c_str(), actions.get(), attributes.get(), argv.data(), envp.data());
    if (error != 0) {
        fail("start of the helper program", error);
    }
    return pid;
}

/// Cuts what arrives into lines and counts it.
class Lines {
public:
    Lines(const Limits& limits, const OnLine& onLine) : _limits(limits), _onLine(onLine) {}

    /// Whether the output is still within its limits.
    bool add(std::string_view piece) {
        _total += piece.size();
        for (std::size_t end = piece.find('\n'); end != std::string_view::npos; end = piece.find('\n')) {
            if (_total > _limits.outputBytes || _rest.size() + end > _limits.lineBytes) {
                return false;
            }
            if (_rest.empty()) {
                pass(piece.substr(0, end));
            } else {
                _rest.append(piece.substr(0, end));
                pass(_rest);
                _rest.clear();
            }
            piece.remove_prefix(end + 1);
        }
        _rest.append(piece);
        return _total <= _limits.outputBytes && _rest.size() <= _limits.lineBytes;
    }

    /// The output is complete; a last line may lack its line feed.
    void finish() {
        if (!_rest.empty()) {
            pass(_rest);
        }
    }

    /// How long the receiver has taken so far.
    [[nodiscard]] Clock::duration receiving() const { return _receiving; }

private:
    void pass(std::string_view line) {
        const Clock::time_point begin = Clock::now();
        _onLine(line);
        _receiving += Clock::now() - begin;
    }

    const Limits& _limits;
    const OnLine& _onLine;
    std::string _rest;
    Clock::duration _receiving{};
    std::uint64_t _total = 0;
};

/// Reads the program's two pipes until it has ended or a limit is passed.
class Conversation {
public:
    Conversation(OpenFile output, OpenFile errors, const Limits& limits, const OnLine& onLine)
        : _output(std::move(output)), _errors(std::move(errors)), _lines(limits, onLine),
          _deadline(Clock::now() + limits.wall) {}

    /// Why the program has to be killed; none when it ended.
    std::optional<Outcome::End> hold(int handle) {
        for (;;) {
            std::array<pollfd, 3> events{{{_output.get(), POLLIN, 0}, {_errors.get(), POLLIN, 0}, {handle, POLLIN, 0}}};
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(timeLeft()).count();
            const int ready =
                ::poll(events.data(), events.size(), static_cast<int>(std::clamp<long long>(left, 0, 3'600'000)));
            if (ready < 0 && errno != EINTR) {
                fail("wait for the helper program", errno);
            }
            if (timeLeft() <= Clock::duration::zero()) {
                return Outcome::End::timedOut;
            }
            const bool ended = ready > 0 && events[2].revents != 0;
            drainErrors();
            // Once the program has ended, what it wrote is in the pipe: an empty pipe is then the end.
            if (!drainOutput(ended)) {
                return Outcome::End::outputTooLarge;
            }
            if (ended) {
                _lines.finish();
                return std::nullopt;
            }
        }
    }

    std::string errorTail() {
        drainErrors();
        return std::move(_errorTail);
    }

private:
    /// A program whose receiver is slow waits for it, which is no time of its own.
    [[nodiscard]] Clock::duration timeLeft() const { return _deadline + _lines.receiving() - Clock::now(); }

    /// One piece per turn while the program runs, so that the deadline is looked at; all that is left once it has
    /// ended.
    bool drainOutput(bool everything) {
        std::array<char, 65536> buffer{};
        do {
            const ssize_t got = _output.get() < 0 ? 0 : ::read(_output.get(), buffer.data(), buffer.size());
            if (got == 0) {
                _output.close();
            }
            if (got <= 0) {
                return true;
            }
            if (!_lines.add({buffer.data(), static_cast<std::size_t>(got)})) {
                return false;
            }
        } while (everything && timeLeft() > Clock::duration::zero());
        return true;
    }

    /// All that is in the pipe, but no more than a pipe holds: a program that never stops writing must not hold the
    /// loop.
    void drainErrors() {
        std::array<char, 4096> buffer{};
        for (int pieces = 0; pieces < 32 && _errors.get() >= 0; ++pieces) {
            const ssize_t got = ::read(_errors.get(), buffer.data(), buffer.size());
            if (got == 0) {
                _errors.close();
            }
            if (got <= 0) {
                return;
            }
            _errorTail.append(buffer.data(), static_cast<std::size_t>(got));
            _errorTail.erase(0, _errorTail.size() - std::min(_errorTail.size(), errorTailBytes));
        }
    }

    OpenFile _output;
    OpenFile _errors;
    Lines _lines;
    Clock::time_point _deadline;
    std::string _errorTail;
};

} // namespace

Outcome
run(const std::string& program,
    const std::vector<std::string>& arguments,
    int inputFd,
    const Limits& limits,
    const OnLine& onLine) {
    Pipe output = makePipe();
    Pipe errors = makePipe();
    Child child(start(program, arguments, inputFd, output.writing.get(), errors.writing.get()));
    child.limitCpu(limits.cpu);
    output.writing.close();
    errors.writing.close();

    Conversation conversation(std::move(output.reading), std::move(errors.reading), limits, onLine);
    const std::optional<Outcome::End> reason = conversation.hold(child.handle());
    const int status = child.finish();
    Outcome outcome{.cpuTime = child.cpuTime(), .errorTail = conversation.errorTail()};
    if (WIFEXITED(status)) {
        outcome.exitCode = WEXITSTATUS(status);
    } else {
        outcome.signal = WTERMSIG(status);
        const bool ranOut = outcome.signal == SIGXCPU || (outcome.signal == SIGKILL && outcome.cpuTime >= limits.cpu);
        outcome.end = ranOut ? Outcome::End::timedOut : Outcome::End::signalled;
        // The system counts in ticks of its clock, a little coarser than the sum it tells afterwards.
        outcome.cpuTime = ranOut ? std::max<std::chrono::milliseconds>(outcome.cpuTime, limits.cpu) : outcome.cpuTime;
    }
    outcome.end = reason.value_or(outcome.end);
    return outcome;
}

} // namespace tenon::sandbox
