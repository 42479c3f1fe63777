#include "standing.h"

#include <algorithm>

namespace tenon::auth {

bool Standing::allows(std::string_view permission) const {
    return account.isSuperuser || std::ranges::binary_search(permissions, permission, std::less<>());
}

bool Standing::hasEnded(std::string_view session) const {
    return std::ranges::binary_search(endedSessions, session, std::less<>());
}

} // namespace tenon::auth
