#pragma once

#include <kernel/data/metrics.h>

#include <tenon/database.h>

#include <functional>
#include <string>

namespace tenon::data {

/// What the kernel may do with the database beyond what modules may.
class KernelDatabase : public Database {
public:
    /// Runs several statements at once without parameters: inside the current transaction, else exactly as they stand.
    virtual void executeScript(const std::string& script) = 0;

    /// Runs `body` while no other node or thread is inside `exclusively` of the same database (migrations).
    ///
    /// SQLite keeps only the threads of this process apart; other processes meet in BEGIN IMMEDIATE.
    virtual void exclusively(const std::function<void()>& body) = 0;

    [[nodiscard]] virtual const DataMetrics& metrics() const noexcept = 0;
};

} // namespace tenon::data
