#pragma once

#include <kernel/audit/audit_log.h>

#include <tenon/audit.h>
#include <tenon/database.h>

#include <functional>

namespace tenon::audit {

/// Writes the trail. A row belongs to the transaction of the change that it tells about; the sealer chains it
/// afterwards.
class AuditTrail : public Audit {
public:
    /// `onCommit` is called after each commit that brought rows; it must not block.
    AuditTrail(Database& database, std::function<void()> onCommit);

    void record(const Caller& caller, const AuditEntry& entry) override;

    [[nodiscard]] Page history(const Caller& caller, const AuditQuery& query) override {
        return AuditLog(_database).list(caller, query);
    }

private:
    Database& _database;
    std::function<void()> _onCommit;
};

} // namespace tenon::audit
