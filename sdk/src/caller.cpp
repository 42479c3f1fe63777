#include <tenon/caller.h>

namespace tenon {

Caller::~Caller() = default;

void Caller::require(std::string_view permission) const {
    if (has(permission)) {
        return;
    }
    if (!isSignedIn()) {
        throw Unauthenticated();
    }
    throw Forbidden();
}

Scope Caller::scopeOf(std::string_view permission) const { return {.isAll = has(permission)}; }

} // namespace tenon
