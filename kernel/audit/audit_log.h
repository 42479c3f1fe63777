#pragma once

#include <tenon/audit.h>
#include <tenon/database.h>

namespace tenon::audit {

/// Reads the trail. Safe to call from many threads.
class AuditLog {
public:
    explicit AuditLog(Database& database) : _database(database) {}

    /// As Audit::history.
    [[nodiscard]] Page list(const Caller& caller, const AuditQuery& query);

private:
    Database& _database;
};

} // namespace tenon::audit
