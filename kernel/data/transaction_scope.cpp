#include <kernel/data/transaction_scope.h>

#include <exception>

namespace tenon::data {

void TransactionScope::requireIntact() const {
    if (_isBroken) {
        throw DatabaseError(
            DatabaseError::Kind::Other, "", "a statement in this transaction failed: nothing was stored"
        );
    }
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
