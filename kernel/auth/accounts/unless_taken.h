#pragma once

#include <tenon/database.h>

#include <utility>

namespace tenon::auth {

/// The result of `change`; throws Invalid with `sentence` on `field` when another record has its value already, also
/// when it came between a check and the change.
template <typename Change>
auto unlessTaken(const char* field, const char* sentence, Change&& change) {
    try {
        return std::forward<Change>(change)();
    } catch (const DatabaseError& error) {
        if (error.kind() == DatabaseError::Kind::Unique) {
            throw Invalid(field, sentence);
        }
        throw;
    }
}

} // namespace tenon::auth
