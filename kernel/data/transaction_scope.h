#pragma once

#include <kernel/data/thread_scope.h>

#include <tenon/database.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace tenon::data {

using CommitActions = std::vector<std::function<void()>>;

/// The transaction that the current thread is inside of, from construction to destruction.
///
/// A transaction out of which any call has thrown stores nothing, even if the exception was swallowed: PostgreSQL knows
/// no other way, and SQLite follows it.
class TransactionScope : public ThreadScope<TransactionScope> {
public:
    explicit TransactionScope(const Database& owner) noexcept : ThreadScope(owner) {}

    /// Throws DatabaseError when a call in this transaction failed.
    void requireIntact() const;

    /// For a call that finds out that an earlier one failed, which did not wait for its end: breaks this transaction,
    /// which ends with `failure`. What is thrown here for the call itself names no constraint, since its caller would
    /// take that for one of his own statement's.
    [[noreturn]] void breakBy(const DatabaseError& failure);

    /// In a handler: throws what ends the transaction, the failure of breakBy or else what is being handled.
    [[noreturn]] void rethrow();

    /// Runs `call` as a part of this transaction, which is broken if it throws.
    template <typename Call>
    auto join(Call&& call) {
        requireIntact();
        try {
            return call();
        } catch (...) {
            _isBroken = true;
            throw;
        }
    }

    /// Runs `body` in a savepoint, which `control` makes, undoes and releases by the SQL that it is given.
    void attempt(const std::function<void(const char* sql)>& control, const std::function<void()>& body);

    void addAction(std::function<void()> action) { _actions.push_back(std::move(action)); }

    [[nodiscard]] CommitActions takeActions() noexcept { return std::move(_actions); }

private:
    void runAttempt(const std::function<void()>& body);
    void undoAttempt(const std::function<void(const char* sql)>& control, std::size_t actionsBefore);

    CommitActions _actions;
    bool _isBroken = false;
    std::optional<DatabaseError> _lateFailure;
};

/// Runs every action in order; the first exception is thrown on after the last of them.
void runActions(const CommitActions& actions);

} // namespace tenon::data
