#include <tenon/sandbox.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <functional>
#include <linux/landlock.h>
#include <new>
#include <stdexcept>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

namespace {

using tenon::sandbox::Limits;
using tenon::sandbox::Outcome;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool underSanitizer = true;
#else
constexpr bool underSanitizer = false;
#endif

/// Runs a shell script as the helper program; the shell is the program here, never a part of run() itself.
struct Run {
    explicit Run(const std::string& script, const Limits& limits = {}, int input = -1) {
        outcome = tenon::sandbox::run("/bin/sh", {"-c", script}, input, limits, [this](std::string_view line) {
            lines.emplace_back(line);
        });
    }

    Outcome outcome;
    std::vector<std::string> lines;
};

/// A file with something in it and this mode.
class TemporaryFile {
public:
    TemporaryFile(std::string pattern, mode_t mode) : _path(std::move(pattern)) {
        const int fd = ::mkstemp(_path.data());
        CPPUNIT_ASSERT(fd >= 0 && ::fchmod(fd, mode) == 0 && ::write(fd, "secret", 6) == 6);
        ::close(fd);
    }

    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    ~TemporaryFile() { ::unlink(_path.c_str()); }

    [[nodiscard]] const std::string& path() const { return _path; }

private:
    std::string _path;
};

bool hasLandlock() { return ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0; }

int openDescriptors() {
    int count = 0;
    for (int fd = 0; fd < 256; ++fd) {
        count += ::fcntl(fd, F_GETFD) >= 0 ? 1 : 0;
    }
    return count;
}

/// What a confined child process answers: 0 when `action` says true.
int confined(const std::function<bool()>& action, const Limits& limits = {}) {
    const pid_t pid = ::fork();
    if (pid == 0) {
        try {
            tenon::sandbox::confine(limits);
            ::_exit(action() ? 0 : 1);
        } catch (const std::exception&) {
            ::_exit(99);
        }
    }
    int status = 0;
    ::waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

class SandboxTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(SandboxTest);
    CPPUNIT_TEST(outputArrivesLineByLine);
    CPPUNIT_TEST(exitCodeAndErrorTailAreReported);
    CPPUNIT_TEST(argumentsAreNotInterpreted);
    CPPUNIT_TEST(theInputIsDescriptorThree);
    CPPUNIT_TEST(nothingElseIsInherited);
    CPPUNIT_TEST(theEnvironmentIsClean);
    CPPUNIT_TEST(aProgramThatTakesTooLongIsKilledWithItsChildren);
    CPPUNIT_TEST(aProgramThatClosesItsPipesIsStillHeldToItsTime);
    CPPUNIT_TEST(aProgramThatUsesUpItsProcessorTimeHasTimedOut);
    CPPUNIT_TEST(theTimeOfTheReceiverIsNotTheProgramsOwn);
    CPPUNIT_TEST(tooMuchOutputEndsTheProgram);
    CPPUNIT_TEST(aLineThatIsTooLongEndsTheProgram);
    CPPUNIT_TEST(aSignalIsReported);
    CPPUNIT_TEST(aProgramThatDoesNotExistThrows);
    CPPUNIT_TEST(anExceptionOfTheReceiverEndsTheProgram);
    CPPUNIT_TEST(manyThreadsMayRunPrograms);
    CPPUNIT_TEST(blockedSignalsOfTheServerAreNotPassedOn);
    CPPUNIT_TEST(aConfinedProcessCannotWriteFiles);
    CPPUNIT_TEST(aConfinedProcessCanReadWhatLibrariesNeed);
    CPPUNIT_TEST(aConfinedProcessHasNoSocketProgramOrThread);
    CPPUNIT_TEST(aConfinedProcessIsNotRoot);
    CPPUNIT_TEST(aConfinedProcessHasNoMoreMemoryThanItsLimit);
    CPPUNIT_TEST(aConfinedProcessHasNoMoreProcessorTimeThanItsLimit);
    CPPUNIT_TEST(theLowerLimitOfProcessorTimeStays);
    CPPUNIT_TEST(anUnknownUserIsAnErrorForRoot);
    CPPUNIT_TEST(aHelperThatIsTakenOverGetsNowhere);
    CPPUNIT_TEST_SUITE_END();

public:
    void outputArrivesLineByLine() {
        const Run run("printf 'one\\n\\ntwo\\nlast'");
        CPPUNIT_ASSERT(run.outcome.succeeded());
        CPPUNIT_ASSERT(run.lines == std::vector<std::string>({"one", "", "two", "last"}));
    }

    void exitCodeAndErrorTailAreReported() {
        const Run run("i=0; while [ $i -lt 1000 ]; do echo 0123456789 >&2; i=$((i+1)); done; echo end >&2; exit 7");
        CPPUNIT_ASSERT(run.outcome.end == Outcome::End::exited);
        CPPUNIT_ASSERT_EQUAL(7, run.outcome.exitCode);
        CPPUNIT_ASSERT(run.outcome.errorTail.size() <= 4096);
        CPPUNIT_ASSERT(run.outcome.errorTail.ends_with("0123456789\nend\n"));
    }

    void argumentsAreNotInterpreted() {
        std::vector<std::string> lines;
        const Outcome outcome = tenon::sandbox::run("/bin/echo", {"$(id); *"}, -1, {}, [&](std::string_view line) {
            lines.emplace_back(line);
        });
        CPPUNIT_ASSERT(outcome.succeeded());
        CPPUNIT_ASSERT_EQUAL(std::string("$(id); *"), lines.at(0));
    }

    void theInputIsDescriptorThree() {
        const int input = ::memfd_create("input", MFD_CLOEXEC);
        CPPUNIT_ASSERT_EQUAL(ssize_t{6}, ::write(input, "hello\n", 6));
        CPPUNIT_ASSERT_EQUAL(off_t{0}, ::lseek(input, 0, SEEK_SET));
        const Run run("cat <&3", {}, input);
        ::close(input);
        CPPUNIT_ASSERT_EQUAL(std::string("hello"), run.lines.at(0));
    }

    void nothingElseIsInherited() {
        const int before = openDescriptors();
        const int leaking = ::open("/dev/null", O_RDONLY); // deliberately without CLOEXEC
        const Run run("for f in 3 4 5 6 7 8 9 10 11 12 13 14 15; do if [ -e /proc/self/fd/$f ]; then echo $f; fi; done"
        );
        ::close(leaking);
        CPPUNIT_ASSERT(run.lines.empty());
        CPPUNIT_ASSERT_EQUAL(before, openDescriptors());
    }

    void theEnvironmentIsClean() {
        ::setenv("TENON_SECRET", "x", 1);
        const Run run("echo \"[$TENON_SECRET]\"");
        ::unsetenv("TENON_SECRET");
        CPPUNIT_ASSERT_EQUAL(std::string("[]"), run.lines.at(0));
    }

    void aProgramThatTakesTooLongIsKilledWithItsChildren() {
        const Run run("sleep 100 & echo started; sleep 100", {.wall = std::chrono::milliseconds(300)});
        CPPUNIT_ASSERT(run.outcome.end == Outcome::End::timedOut);
        CPPUNIT_ASSERT_EQUAL(SIGKILL, run.outcome.signal);
        CPPUNIT_ASSERT_EQUAL(std::string("started"), run.lines.at(0));
    }

    void aProgramThatClosesItsPipesIsStillHeldToItsTime() {
        const Run run("exec >&- 2>&-; sleep 100", {.wall = std::chrono::milliseconds(300)});
        CPPUNIT_ASSERT(run.outcome.end == Outcome::End::timedOut);
    }

    void aProgramThatUsesUpItsProcessorTimeHasTimedOut() {
        for (const char* script : {"while :; do :; done", "trap '' XCPU; while :; do :; done"}) {
            const Run run(script, {.cpu = std::chrono::seconds(1)});
            CPPUNIT_ASSERT_MESSAGE(script, run.outcome.end == Outcome::End::timedOut);
            CPPUNIT_ASSERT_MESSAGE(script, run.outcome.cpuTime >= std::chrono::seconds(1));
        }
    }

    void theTimeOfTheReceiverIsNotTheProgramsOwn() {
        const Limits limits{.wall = std::chrono::milliseconds(500)};
        int lines = 0;
        const auto slow = [&](std::string_view) {
            const auto end = std::chrono::steady_clock::now() + limits.wall / 2;
            while (std::chrono::steady_clock::now() < end) {
            }
            ++lines;
        };
        const Outcome outcome =
            tenon::sandbox::run("/bin/sh", {"-c", "echo 1; echo 2; echo 3; echo 4"}, -1, limits, slow);
        CPPUNIT_ASSERT(outcome.succeeded());
        CPPUNIT_ASSERT_EQUAL(4, lines);
    }

    void tooMuchOutputEndsTheProgram() {
        const Run run("while :; do echo 0123456789; done", {.outputBytes = 100'000});
        CPPUNIT_ASSERT(run.outcome.end == Outcome::End::outputTooLarge);
    }

    void aLineThatIsTooLongEndsTheProgram() {
        const Run run("while :; do printf 0123456789; done", {.lineBytes = 10'000});
        CPPUNIT_ASSERT(run.outcome.end == Outcome::End::outputTooLarge);
        CPPUNIT_ASSERT(run.lines.empty());
    }

    void aSignalIsReported() {
        const Run run("kill -SEGV $$");
        CPPUNIT_ASSERT(run.outcome.end == Outcome::End::signalled);
        CPPUNIT_ASSERT_EQUAL(SIGSEGV, run.outcome.signal);
    }

    void aProgramThatDoesNotExistThrows() {
        const int before = openDescriptors();
        try {
            tenon::sandbox::run("/nonexistent/program", {}, -1, {}, [](std::string_view) {});
            CPPUNIT_FAIL("started");
        } catch (const std::system_error& error) {
            CPPUNIT_ASSERT_EQUAL(ENOENT, error.code().value());
        }
        CPPUNIT_ASSERT_EQUAL(before, openDescriptors());
    }

    void anExceptionOfTheReceiverEndsTheProgram() {
        const auto refuse = [](std::string_view) { throw std::runtime_error("enough"); };
        CPPUNIT_ASSERT_THROW(
            tenon::sandbox::run("/bin/sh", {"-c", "while :; do echo x; done"}, -1, {}, refuse), std::runtime_error
        );
        CPPUNIT_ASSERT(::waitpid(-1, nullptr, WNOHANG) < 0 && errno == ECHILD);
    }

    void manyThreadsMayRunPrograms() {
        std::atomic<int> good{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&good, i] {
                for (int k = 0; k < 10; ++k) {
                    const Run run("echo " + std::to_string(i));
                    good += run.outcome.succeeded() && run.lines == std::vector<std::string>{std::to_string(i)} ? 1 : 0;
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        CPPUNIT_ASSERT_EQUAL(80, good.load());
    }

    void blockedSignalsOfTheServerAreNotPassedOn() {
        sigset_t blocked;
        sigset_t before;
        ::sigemptyset(&blocked);
        ::sigaddset(&blocked, SIGTERM);
        ::pthread_sigmask(SIG_BLOCK, &blocked, &before);
        const Run run("kill -TERM $$; echo alive");
        ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
        CPPUNIT_ASSERT_EQUAL(SIGTERM, run.outcome.signal);
    }

    void aConfinedProcessCannotWriteFiles() {
        const auto cannotWrite = [] {
            const bool cannotCreate = ::open("/tmp/tenon-sandbox-test", O_WRONLY | O_CREAT, 0600) < 0;
            const bool cannotRemove = ::unlink("/tmp/tenon-sandbox-none") != 0 && errno != ENOENT;
            return underSanitizer || (cannotCreate && cannotRemove);
        };
        CPPUNIT_ASSERT_EQUAL(0, confined(cannotWrite, {.user = ""}));
    }

    void aConfinedProcessCanReadWhatLibrariesNeed() {
        CPPUNIT_ASSERT_EQUAL(0, confined([] { return ::open("/usr/bin/env", O_RDONLY) >= 0; }));
    }

    void aConfinedProcessHasNoSocketProgramOrThread() {
        CPPUNIT_ASSERT_EQUAL(0, confined([] {
                                 char name[] = "/bin/true";
                                 char* const arguments[] = {name, nullptr};
                                 const bool noFork = ::fork() < 0;
                                 const bool noProgram = ::execv(name, arguments) < 0;
                                 const bool noSocket = underSanitizer || ::socket(AF_INET, SOCK_STREAM, 0) < 0;
                                 return (noFork || ::geteuid() == 0) && noProgram && noSocket;
                             }));
    }

    void aConfinedProcessIsNotRoot() {
        CPPUNIT_ASSERT_EQUAL(0, confined([] { return ::geteuid() != 0 && ::getuid() != 0 && ::setuid(0) != 0; }));
    }

    void aConfinedProcessHasNoMoreMemoryThanItsLimit() {
        const auto asksForMuch = [] {
            return underSanitizer
                   || ::mmap(nullptr, 1U << 30U, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
        };
        CPPUNIT_ASSERT_EQUAL(0, confined(asksForMuch, {.memoryBytes = 512U << 20U}));
    }

    void aConfinedProcessHasNoMoreProcessorTimeThanItsLimit() {
        const auto spins = [] {
            while (std::clock() >= 0) {
            }
            return true;
        };
        const int answer = confined(spins, {.cpu = std::chrono::seconds(1)});
        CPPUNIT_ASSERT(answer == 1000 + SIGXCPU || answer == 1000 + SIGKILL);
    }

    void theLowerLimitOfProcessorTimeStays() {
        rlimit before{};
        CPPUNIT_ASSERT_EQUAL(0, ::getrlimit(RLIMIT_CPU, &before));
        const rlimit lower{3000, before.rlim_max};
        CPPUNIT_ASSERT_EQUAL(0, ::setrlimit(RLIMIT_CPU, &lower));
        const auto keepsTheLower = [] {
            rlimit limit{};
            return ::getrlimit(RLIMIT_CPU, &limit) == 0 && limit.rlim_cur == 3000;
        };
        const int answer = confined(keepsTheLower, {.cpu = std::chrono::seconds(4000)});
        ::setrlimit(RLIMIT_CPU, &before);
        CPPUNIT_ASSERT_EQUAL(0, answer);
    }

    void anUnknownUserIsAnErrorForRoot() {
        const int expected = ::geteuid() == 0 ? 99 : 0;
        CPPUNIT_ASSERT_EQUAL(expected, confined([] { return true; }, {.user = "no-such-user-here"}));
    }

    void aHelperThatIsTakenOverGetsNowhere() {
        if (underSanitizer) {
            return; // without the filter of system calls
        }
        const TemporaryFile key("/tmp/tenon-sandbox-key-XXXXXX", 0600);
        const TemporaryFile settings("/tmp/tenon-sandbox-settings-XXXXXX", 0644);
        std::vector<std::string> got;
        const Outcome outcome =
            tenon::sandbox::run(SANDBOX_PROBE, {key.path(), settings.path()}, -1, {}, [&](std::string_view line) {
                if (line.ends_with(" got")) {
                    got.emplace_back(line.substr(0, line.find(' ')));
                }
            });
        CPPUNIT_ASSERT(outcome.succeeded());
        // A kernel without Landlock leaves the file modes to do it; the user of the helper is another where it can be.
        if (!hasLandlock()) {
            std::erase(got, "public-file");
        }
        if (!hasLandlock() && ::geteuid() != 0) {
            std::erase(got, "private-file");
        }
        CPPUNIT_ASSERT(got == std::vector<std::string>{"own-libraries"});
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(SandboxTest);

} // namespace
