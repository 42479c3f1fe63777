#pragma once

#include <kernel/assembly/kernel.h>
#include <kernel/cli/settings.h>

namespace tenon::cli {

/// The kernel without modules and sockets, as commands need it that work on accounts or the audit trail.
class KernelSession {
public:
    explicit KernelSession(const config::Configuration& configuration)
        : _log(configuration.text("log.file"), telemetry::LogLevel::Warn),
          _kernel(kernelSettings(configuration), _log, [&configuration](std::string_view module, const Fields& fields) {
              return configuration.moduleSettings(module, fields);
          }) {}

    [[nodiscard]] assembly::Kernel& kernel() { return _kernel; }

private:
    telemetry::JsonLog _log;
    assembly::Kernel _kernel;
};

} // namespace tenon::cli
