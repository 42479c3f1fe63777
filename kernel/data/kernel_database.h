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

    /// Runs `body` as a part of the current transaction that is undone alone when it throws; the exception is thrown
    /// on, and whoever catches it may go on with the transaction. What spoils a transaction as a whole (a serialization
    /// failure, a lost connection, a full disk) spoils it here too. Outside of one, `body` is a transaction of its own.
    virtual void attempt(const std::function<void()>& body) = 0;

    [[nodiscard]] virtual const DataMetrics& metrics() const noexcept = 0;
};

} // namespace tenon::data
