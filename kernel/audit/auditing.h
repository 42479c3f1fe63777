#pragma once

#include "audit_log.h"
#include "audit_trail.h"
#include "sealer.h"
#include "verification.h"

#include <kernel/crypto/secret_folder.h>

#include <filesystem>

namespace tenon::audit {

/// The audit trail, put together: writing, sealing, reading and verifying. `database` and `log` must outlive it.
///
/// The signing key lies in `<data.dir>/keys`, made at the first start; the checkpoints in `<data.dir>/audit`.
class Auditing {
public:
    /// Throws std::runtime_error when the key cannot be read or made.
    Auditing(Database& database, Log& log, const Settings& settings, const std::filesystem::path& dataFolder);

    /// Starts and stops the sealing of rows; a process that only writes a row or two (the command line) needs neither.
    void start() { _sealer.start(); }
    void stop() noexcept { _sealer.stop(); }

    [[nodiscard]] Audit& trail() { return _trail; }
    [[nodiscard]] AuditLog& log() { return _log; }

    /// Seals what is there and walks the whole trail.
    [[nodiscard]] Verification verify();

private:
    Database& _database;
    const Settings _settings;
    CheckpointLog _checkpoints;
    Sealer _sealer;
    AuditTrail _trail;
    AuditLog _log;
};

} // namespace tenon::audit
