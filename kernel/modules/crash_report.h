#pragma once

#include <atomic>

namespace tenon::modules {

/// From now on a signal that ends the process for a fault of its code (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT) is
/// first told in the log, by one line that names the module at fault:
///
///   {"at":…,"level":"error","event":"module.crashed","module":"things","signal":"SIGSEGV","route":"GET /things/{id}",
///    "request_id":…}
///
/// The module is the one that this thread visits (see Visit), else the one whose code is at fault or called what is.
/// What lies in none is "server.crashed". Then the signal takes its course, so that exit status and core dump stay
/// true.
///
/// `logDescriptor` is what the log writes to at the moment; it lives as long as the process. Call it once, before
/// modules start.
void reportCrashesTo(const std::atomic<int>& logDescriptor);

} // namespace tenon::modules
