#pragma once

#include <tenon/database.h>

#include <utility>

namespace tenon::auth {

/// The result of `change`; throws Invalid with `sentence` on the field `name` when another record bears it already.
template <typename Change>
auto unlessTaken(const char* sentence, Change&& change) {
    try {
        return std::forward<Change>(change)();
    } catch (const DatabaseError& error) {
        if (error.kind() == DatabaseError::Kind::Unique) {
            throw Invalid("name", sentence);
        }
        throw;
    }
}

} // namespace tenon::auth
