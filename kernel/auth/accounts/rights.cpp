#include "rights.h"

#include <algorithm>

namespace tenon::auth {

Rights::Rights(std::vector<Grant> grants, const std::map<std::int64_t, Scope>& reaches) {
    std::ranges::sort(grants, {}, [](const Grant& grant) { return std::pair(grant.permission, grant.assignment); });
    std::map<std::vector<std::int64_t>, std::size_t> known; // Scopes by the assignments that they are made of
    for (auto next = grants.begin(); next != grants.end();) {
        _permissions.push_back(next->permission);
        std::vector<std::int64_t> assignments;
        for (; next != grants.end() && next->permission == _permissions.back(); ++next) {
            assignments.push_back(next->assignment);
        }
        const auto [at, isNew] = known.try_emplace(assignments, _scopes.size());
        if (isNew) {
            Scope& scope = _scopes.emplace_back();
            for (const std::int64_t assignment : assignments) {
                if (const auto reach = reaches.find(assignment); reach != reaches.end()) {
                    scope.add(reach->second);
                }
            }
        }
        _scopeOf.push_back(at->second);
    }
}

bool Rights::hold(std::string_view permission) const {
    return std::ranges::binary_search(_permissions, permission, std::less<>());
}

Scope Rights::scopeOf(std::string_view permission) const {
    const auto found = std::ranges::lower_bound(_permissions, permission, std::less<>());
    if (found == _permissions.end() || *found != permission) {
        return {};
    }
    return _scopes[_scopeOf[static_cast<std::size_t>(found - _permissions.begin())]];
}

} // namespace tenon::auth
