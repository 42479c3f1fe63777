#include "standing.h"

#include <algorithm>

namespace tenon::auth {

bool Standing::allows(std::string_view permission) const { return account.isSuperuser || rights.hold(permission); }

Scope Standing::scopeOf(std::string_view permission) const {
    return account.isSuperuser ? Scope{.isAll = true} : rights.scopeOf(permission);
}

bool Standing::hasEnded(std::string_view session) const {
    return std::ranges::binary_search(endedSessions, session, std::less<>());
}

} // namespace tenon::auth
