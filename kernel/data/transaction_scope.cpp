#include <kernel/data/transaction_scope.h>

namespace tenon::data {

namespace {

/// Whether the transaction is lost with the statement that failed.
bool isOfTransaction(const DatabaseError& error) {
    using Kind = DatabaseError::Kind;
    switch (error.kind()) {
    case Kind::Serialization:
    case Kind::Busy:
    case Kind::Connection:
    case Kind::Full:
    case Kind::ReadOnly:
        return true;
    default:
        return false;
    }
}

} // namespace

void TransactionScope::requireIntact() const {
    if (_isBroken) {
        throw DatabaseError(
            DatabaseError::Kind::Other, "", "a statement in this transaction failed: nothing was stored"
        );
    }
}

void TransactionScope::breakBy(const DatabaseError& failure) {
    _isBroken = true;
    _lateFailure.emplace(failure);
    throw DatabaseError(
        isOfTransaction(failure) ? failure.kind() : DatabaseError::Kind::Other,
        "",
        "a statement before this one failed: " + failure.cause()
    );
}

void TransactionScope::rethrow() {
    if (_lateFailure) {
        const DatabaseError failure = *std::exchange(_lateFailure, std::nullopt);
        throw failure;
    }
    throw;
}

void TransactionScope::attempt(const std::function<void(const char* sql)>& control, const std::function<void()>& body) {
    join([&] { control("SAVEPOINT attempt"); });
    const std::size_t actionsBefore = _actions.size();
    try {
        runAttempt(body);
    } catch (const DatabaseError& error) {
        _isBroken = true;
        if (!isOfTransaction(error)) {
            undoAttempt(control, actionsBefore);
        }
        throw;
    } catch (...) {
        _isBroken = true;
        undoAttempt(control, actionsBefore);
        throw;
    }
    join([&] { control("RELEASE SAVEPOINT attempt"); });
}

void TransactionScope::runAttempt(const std::function<void()>& body) {
    try {
        body();
        requireIntact();
    } catch (...) {
        rethrow();
    }
}

void TransactionScope::undoAttempt(const std::function<void(const char* sql)>& control, std::size_t actionsBefore) {
    control("ROLLBACK TO SAVEPOINT attempt");
    control("RELEASE SAVEPOINT attempt");
    _actions.resize(actionsBefore);
    _isBroken = false;
}

void runActions(const CommitActions& actions) {
    std::exception_ptr first;
    for (const auto& action : actions) {
        try {
            action();
        } catch (...) {
            first = first ? first : std::current_exception();
        }
    }
    if (first) {
        std::rethrow_exception(first);
    }
}

} // namespace tenon::data
