#pragma once

#include <tenon/export.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// Helper programs for hostile input. A document that a stranger sent is never parsed in the server's process: the
/// server runs a small program of its own with run(), and that program calls confine() before it looks at the first
/// byte.
///
/// The two halves share nothing but Limits: the server passes the document as an open descriptor and gets text lines
/// back.
namespace tenon::sandbox {

/// What a helper program may use. The defaults suit a document of a few megabytes.
struct Limits {
    std::chrono::milliseconds wall{60'000};    ///< From start to end without OnLine's time; then it is killed.
    std::chrono::seconds cpu{30};              ///< Processor time; enforced by the system.
    std::uint64_t memoryBytes = 768ULL << 20U; ///< Address space. Not enforced in builds with AddressSanitizer.
    std::uint64_t outputBytes = 512ULL << 20U; ///< All of standard output; then the program is killed.
    std::uint64_t lineBytes = 16ULL << 20U;    ///< One line of it, likewise.
    unsigned openFiles = 64;                   ///< Descriptors, including the standard ones.
    std::string user = "nobody";               ///< Whom the program becomes when it starts as root; empty: stays root.
};

/// How a helper program ended.
struct Outcome {
    /// timedOut covers both limits of time; Limits::cpu was the one when `cpuTime` has reached it.
    enum class End { exited, signalled, timedOut, outputTooLarge };

    End end = End::exited;
    int exitCode = 0;                    ///< With End::exited.
    int signal = 0;                      ///< With every other end.
    std::chrono::milliseconds cpuTime{}; ///< Processor time that the program used.
    std::string errorTail;               ///< The last 4 KiB of standard error: for the log, never for a client.

    /// Whether the program ended by itself and with exit code 0.
    [[nodiscard]] bool succeeded() const { return end == End::exited && exitCode == 0; }
};

/// The number under which a helper program finds its input: pass `--fd 3`.
inline constexpr int inputDescriptor = 3;

/// Receives one line of standard output without its line feed. An exception kills the program and leaves run().
using OnLine = std::function<void(std::string_view line)>;

/// Runs a program to its end and passes on its standard output line by line.
///
/// `program` is the path of an executable; no shell and no search path are involved, `arguments` arrive as they are.
/// The program gets an environment of three fixed variables, /dev/null as standard input, `inputFd` as descriptor 3
/// (its offset is shared with the caller; -1 for none), and no other descriptor. It leads a process group of its own
/// that is killed as a whole when a limit is passed and when run() returns.
///
/// Throws std::system_error when the program cannot be started (the code says why: ENOENT, EACCES, EMFILE), and
/// whatever `onLine` throws. Safe to call from many threads of a server; it blocks the calling thread for at most
/// limits.wall and the time that `onLine` takes.
TENON_API Outcome
run(const std::string& program,
    const std::vector<std::string>& arguments,
    int inputFd,
    const Limits& limits,
    const OnLine& onLine);

/// Gives up, for the calling process and for good, everything that parsing a document does not need. The helper program
/// calls this first in main(), before any thread exists and before it reads its input.
///
/// Afterwards the process can read the system's libraries, their data and fonts, use memory and processor time within
/// `limits`, and write to the descriptors it has. A lower limit of processor time, such as run() sets for the program,
/// stays. It cannot open a file for writing, start a program or a thread, open a socket, look at another process or
/// gain privileges; it has no core file. A process that started as root has become `limits.user`. Where the kernel has
/// no Landlock, other files that this user may read stay readable.
///
/// Throws std::system_error when a part of this cannot be had: a helper then has to end without touching its input. In
/// builds with AddressSanitizer or ThreadSanitizer the limit of memory and the filter of system calls are left out; the
/// check for leaks, which needs ptrace, is off in a program that links confine().
TENON_API void confine(const Limits& limits);

} // namespace tenon::sandbox
