#pragma once

#include <atomic>

namespace tenon::modules {

/// While it lives, a signal that ends the process for a fault of its code (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT) is
/// first told in the log, by one line that names the module at fault:
///
///   {"at":…,"level":"error","event":"module.crashed","module":"things","signal":"SIGSEGV","route":"GET /things/{id}",
///    "request_id":…}
///
/// The module is the one that this thread visits (see Visit), else the one whose code is at fault or called what is.
/// What lies in none is "server.crashed". Then the signal takes its course, so that exit status and core dump stay
/// true. Afterwards the line goes to the standard error stream, for modules may crash at the very end, too.
///
/// One for each process, made before modules start.
class CrashReport {
public:
    /// `logDescriptor` is what the log writes to at the moment; it outlives this object.
    explicit CrashReport(const std::atomic<int>& logDescriptor);
    ~CrashReport();
    CrashReport(const CrashReport&) = delete;
    CrashReport& operator=(const CrashReport&) = delete;
};

} // namespace tenon::modules
